"""What happens in a scene, frame by frame, in metres: the truth that pictures are drawn from and judged by.

Made by `simulate`; knows nothing about pixels except through `View` of the camera in `lens.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Literal

import numpy as np

from mudong.world.kinds import Expression

EXPRESSIONS = tuple(Expression)


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterState:
    """One character over time.

    joints: (frames, 21, 3) metres, joint set `mudong-21`, y up. yaw: (frames,) radians the body faces, 0 to the camera,
    +pi/2 to the right of the picture. head_yaw, head_nod, head_tilt: (frames,) radians relative to an upright body;
    positive: to its own left, down, crown towards its own left.
    expression: (frames, 7) weights in the order of `EXPRESSIONS`, rows sum to 1. blink: (frames,) 0 open to 1 shut.
    mouth: (frames,) 0 closed to 1 wide open, added to the expression's. breath: (frames,) -1..1.
    swing: (frames, 4) angles in radians of hair, skirt, ears, tail: secondary movement, lagging behind the body;
    positive: the tip swings to the right of the picture.
    contact: (frames, 2) bool, left and right foot on the ground. height: standing height in metres.
    tears: (frames,) 0..1. on_fours: whether it goes on all fours; then wrists are the forepaws, ankles the hocks.
    aboard: whether it sits in a boat, on water or on the ground.
    """

    joints: np.ndarray
    yaw: np.ndarray
    head_yaw: np.ndarray
    head_nod: np.ndarray
    head_tilt: np.ndarray
    expression: np.ndarray
    blink: np.ndarray
    mouth: np.ndarray
    breath: np.ndarray
    swing: np.ndarray
    contact: np.ndarray
    tears: np.ndarray
    height: float
    on_fours: bool = False
    aboard: Literal["", "afloat", "ashore"] = ""

    def during(self, frames: slice) -> CharacterState:
        """These frames alone."""
        return replace(self, **_sliced(self, frames))


@dataclass(frozen=True, slots=True, kw_only=True)
class PropState:
    """One prop over time. place: (frames, 3) metres of its middle; angle: (frames,) radians, counter-clockwise.

    extra: (frames, n) what else its kind needs (documented by its mover), such as both ends of a pendulum's string.
    velocity: (frames, 3) m/s. visible: (frames,) bool.
    """

    place: np.ndarray
    angle: np.ndarray
    velocity: np.ndarray
    extra: np.ndarray
    visible: np.ndarray

    def during(self, frames: slice) -> PropState:
        """These frames alone."""
        return replace(self, **_sliced(self, frames))


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraState:
    """The camera over time: (frames,) each. x, y, z metres of the eye (z < 0, looking along +z), zoom (1 normal),
    roll radians. aim: metres, see `Lens`; None: straight ahead. aspect: width over height of the narrowest frame that
    holds the cast at this zoom; narrower ones are zoomed out by `lens_at`."""  # fmt: skip

    x: np.ndarray
    y: np.ndarray
    z: np.ndarray
    zoom: np.ndarray
    roll: np.ndarray
    aim: np.ndarray | None = None
    aspect: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All states of a clip. beats_s: times of the beats of a dance, seconds, empty without one.

    start_s: what time it is in the scene at the first frame.
    """

    fps: float
    num_frames: int
    characters: tuple[CharacterState, ...]
    props: tuple[PropState, ...]
    camera: CameraState
    beats_s: np.ndarray
    start_s: float = 0.0

    def time_s(self, frame: int) -> float:
        """What time it is in the scene at a frame."""
        return self.start_s + frame / self.fps


def _sliced(state: CharacterState | PropState, frames: slice) -> dict[str, Any]:
    """Every field that has a value for each frame, for some of them."""
    values = {each.name: getattr(state, each.name) for each in fields(state)}
    return {name: value[frames] for name, value in values.items() if isinstance(value, np.ndarray)}

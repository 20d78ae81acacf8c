"""What an artist is given to draw one character at one moment: everything in pixels, nothing to compute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from mudong.world.draw.pen import Pen
from mudong.world.scene import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One character in one frame.

    joints: (21, 2) pixels; depth: (21,) metres, smaller is nearer to the camera. unit: pixels per metre at the body.
    yaw: radians the body faces (0 the camera, +pi/2 the picture's right); face_yaw, face_nod, face_tilt: of the head,
    absolute. expression: (7,) weights (order of `timeline.EXPRESSIONS`). blink, mouth, breath, tears: see
    `CharacterState`. swing: (4,) radians of hair, skirt, ears, tail. height: standing height in pixels (upright).
    on_fours: whether it goes on all fours. aboard: whether it sits in a boat, on water or on the ground.
    """

    identity: Identity
    joints: np.ndarray
    depth: np.ndarray
    unit: float
    height: float
    yaw: float
    face_yaw: float
    face_nod: float
    face_tilt: float
    expression: np.ndarray
    blink: float
    mouth: float
    breath: float
    tears: float
    swing: np.ndarray
    on_fours: bool = False
    aboard: Literal["", "afloat", "ashore"] = ""


class CharacterArtist(Protocol):
    """Draws one family of characters. Far limbs first, then the trunk, the head, near limbs: by `depth`."""

    def draw(self, pen: Pen, subject: Subject) -> None:
        """The character with its clothes and accessories; nothing held, no shadow on the ground."""
        ...

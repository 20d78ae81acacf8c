"""What a shot about one of the scene has to show of it: head and shoulders, the upper body, all of it, or a thing.

Feeds `camera.film`; knows nothing about lenses.
"""

from __future__ import annotations

import numpy as np

from mudong.spec.errors import InvalidInput
from mudong.spec.joints import Joint
from mudong.world.act.build import Build, build
from mudong.world.kinds import Framing
from mudong.world.scene import Scene
from mudong.world.timeline import CharacterState, PropState

FILLS = {Framing.CLOSE: 0.84, Framing.MEDIUM: 0.80, Framing.WIDE: 0.74}
"""Share of the frame's height that is taken by what has to be seen of a character."""
_THING_FILLS = {Framing.CLOSE: 0.60, Framing.MEDIUM: 0.42, Framing.WIDE: 0.25}
_LOWEST = {
    Framing.CLOSE: (Joint.SHOULDER_L, Joint.SHOULDER_R),
    Framing.MEDIUM: (Joint.PELVIS,),
    Framing.WIDE: tuple(Joint),
}
"""The joints that the frame's lower part still shows."""
_FLESH = 0.08
_SKULL = 0.62

Boxes = tuple[np.ndarray, np.ndarray, np.ndarray]


def focused(
    scene: Scene, subject: int, characters: tuple[CharacterState, ...], props: tuple[PropState, ...]
) -> tuple[Boxes, float]:
    """(frames, 1, 2) lowest and highest x, y in metres, (frames, 1) depth; and the share of the frame it fills.

    subject: characters first, then props. Raises `InvalidInput` (`world.subject`) where there is none of that number.
    """
    if 0 <= subject < len(characters):
        framing = scene.camera.framing
        body = build(scene.cast[subject].identity)
        return _of_character(body, characters[subject], framing), FILLS[framing]
    number = subject - len(characters)
    if not 0 <= number < len(props):
        raise InvalidInput("world.subject", subject=subject, count=len(characters) + len(props))
    place, size = props[number].place, scene.props[number].size
    boxes = (place[:, None, :2] - size / 2, place[:, None, :2] + size / 2, place[:, None, 2])
    return boxes, _THING_FILLS[scene.camera.framing]


def _of_character(body: Build, state: CharacterState, framing: Framing) -> Boxes:
    flesh, skull = _FLESH * body.height, _SKULL * body.head
    head = (state.joints[:, Joint.NECK, :2] + state.joints[:, Joint.HEAD, :2]) / 2
    shown = state.joints[:, list(_LOWEST[framing]), :2]
    ears = state.joints[:, Joint.HEAD, :2] + (0.0, body.top - body.height + 0.02 * body.height)
    low = np.minimum((shown - flesh).min(axis=1), head - skull)
    low[:, 1] = np.maximum(low[:, 1], 0.0)
    high = np.maximum.reduce([(shown + flesh).max(axis=1), head + skull, ears])
    return low[:, None], high[:, None], state.joints[:, Joint.PELVIS, 2][:, None]

"""Who rows sits in a boat: on the water where there is some near the cast, else on the ground, as children play it."""

from __future__ import annotations

from typing import Literal

from mudong.world.kinds import ActionKind
from mudong.world.physics.floating import WATERS
from mudong.world.scene import Scene

Aboard = Literal["", "afloat", "ashore"]
"""Of a character over the whole clip: in no boat, in one on water, in one on the ground."""
_REACHED_M = 4.0
"""Water that begins farther away than this is scenery."""
_OFF_M = 1.4
"""How far from its edge the middle of a boat is."""


def aboard(scene: Scene, character: int) -> Aboard:
    """Whether a character is in a boat."""
    if not any(action.kind is ActionKind.ROW for action in scene.cast[character].actions):
        return ""
    return "afloat" if WATERS.get(scene.place, _REACHED_M) < _REACHED_M else "ashore"


def depth_of(scene: Scene, character: int) -> float:
    """z where a character begins: boats lie beyond the edge of the water, metres."""
    z = scene.cast[character].z
    return max(z, WATERS[scene.place] + _OFF_M + z) if aboard(scene, character) == "afloat" else z

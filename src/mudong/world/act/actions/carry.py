"""Carrying: which hand holds what, and how the arm is held for it."""

from __future__ import annotations

import numpy as np

from mudong.world.act.pose import Pose
from mudong.world.kinds import PropKind
from mudong.world.scene import Scene

_HOLDS = {
    PropKind.UMBRELLA: ((0.42, -0.9, 0.25), (0.05, 0.9, 0.75)),
    PropKind.BALLOON: ((0.75, -0.25, 0.25), (0.35, 1.0, 0.25)),
    PropKind.FLOWER: ((0.45, -0.9, 0.25), (0.0, 0.55, 0.95)),
    PropKind.GLASS: ((0.45, -0.9, 0.2), (0.1, 0.3, 1.0)),
    PropKind.LAMP: ((0.6, -0.4, 0.4), (0.4, 0.35, 0.8)),
    PropKind.BALL: ((0.4, -0.9, 0.3), (-0.1, -0.05, 1.0)),
}
"""Directions of upper arm and forearm; what is not here hangs from the hand like a bag."""
_HANGS = ((0.38, -1.0, 0.05), (0.28, -0.95, 0.30))


def held_by(scene: Scene, character: int) -> tuple[tuple[int, PropKind], ...]:
    """(hand, kind) of what a character holds, hand 0 left and 1 right: the first thing in the right hand."""
    held = [prop.kind for prop in scene.props if prop.held_by == character]
    return tuple((1 - index % 2, kind) for index, kind in enumerate(held[:2]))


def carry(pose: Pose, held: tuple[tuple[int, PropKind], ...]) -> Pose:
    """The arms that hold something hold it, whatever the rest of the body does. Empty: as if a bag were held."""
    pose = pose.copy()
    for hand, kind in held or ((1, PropKind.BAG),):
        for bone, (out, up, forward) in enumerate(_HOLDS.get(kind, _HANGS)):
            # A tenth of the arm's own swing is left, so that it lives.
            own = pose.arms[:, hand, bone] / np.linalg.norm(pose.arms[:, hand, bone], axis=1, keepdims=True)
            pose.arms[:, hand, bone] = 0.1 * own + np.array([out, up, forward])
        pose.roll[:] += 0.03 if hand == 1 else -0.03
    return pose

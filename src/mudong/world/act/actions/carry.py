"""Carrying: arms that hold something. It hangs from the right hand or lies on both, as `physics.held` has it."""

from __future__ import annotations

import numpy as np

from mudong.world.act.pose import Pose
from mudong.world.kinds import PropKind
from mudong.world.physics.held import BOTH_HANDS
from mudong.world.scene import Scene

_HOLDS = {
    PropKind.UMBRELLA: ((0.60, -0.35, 0.40), (-0.10, 1.0, 0.20)),
    PropKind.BALLOON: ((0.75, -0.25, 0.25), (0.35, 1.0, 0.25)),
    PropKind.FLOWER: ((0.45, -0.9, 0.25), (0.0, 0.55, 0.95)),
    PropKind.GLASS: ((0.45, -0.9, 0.2), (0.1, 0.3, 1.0)),
    PropKind.LENS: ((0.5, -0.8, 0.3), (0.0, 0.8, 0.8)),
    PropKind.LAMP: ((0.6, -0.4, 0.4), (0.4, 0.35, 0.8)),
    PropKind.BALL: ((0.4, -0.9, 0.3), (-0.1, -0.05, 1.0)),
}
"""Directions of upper arm and forearm; what is not here hangs from the hand like a bag."""
_HANGS = ((0.38, -1.0, 0.05), (0.28, -0.95, 0.30))
_BEFORE = ((0.40, -0.85, 0.35), (-0.25, -0.05, 1.0))
_RIGHT, _BOTH = (1,), (0, 1)


def held_by(scene: Scene, character: int) -> PropKind | None:
    """The first thing that a character holds."""
    return next((prop.kind for prop in scene.props if prop.held_by == character), None)


def carry(pose: Pose, kind: PropKind) -> Pose:
    """The arms that hold something hold it, whatever the rest of the body does."""
    pose = pose.copy()
    shape = _BEFORE if kind in BOTH_HANDS else _HOLDS.get(kind, _HANGS)
    for hand in _BOTH if kind in BOTH_HANDS else _RIGHT:
        for bone, direction in enumerate(shape):
            # A tenth of the arm's own swing is left, so that it lives.
            own = pose.arms[:, hand, bone] / np.linalg.norm(pose.arms[:, hand, bone], axis=1, keepdims=True)
            pose.arms[:, hand, bone] = 0.1 * own + np.array(direction)
    pose.roll[:] += 0.0 if kind in BOTH_HANDS else 0.03
    return pose

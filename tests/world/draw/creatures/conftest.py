"""Creatures in static poses from a small 3-D skeleton of its own: any yaw, any size."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, sin

import numpy as np
import pytest

from mudong.spec.joints import NUM_JOINTS, Joint
from mudong.world.draw.subject import Subject
from mudong.world.kinds import Expression
from mudong.world.scene import Identity
from mudong.world.timeline import EXPRESSIONS

_ARMS = {
    "stand": (((0.3, -1.0, 0.03), (0.2, -1.0, 0.18)),) * 2,
    "arms_up": (((0.9, 0.6, 0.05), (0.35, 1.0, 0.1)),) * 2,
    "walk": (((0.2, -1.0, 0.6), (0.1, -0.7, 0.8)), ((0.25, -1.0, -0.6), (0.1, -1.0, -0.1))),
    "box": (((0.35, -0.8, 0.35), (-0.1, 0.55, 0.9)), ((0.3, -0.6, 0.7), (-0.2, 0.35, 1.0))),
}
"""Directions (out, up, forward) of upper arm and forearm, left and right."""
_STEPS = {"walk": (0.14, -0.14)}


def _skeleton(pose: str) -> np.ndarray:
    """(21, 3) in heights, (to the subject's left, up, forward)."""
    p = np.zeros((NUM_JOINTS, 3))
    p[Joint.PELVIS], p[Joint.SPINE], p[Joint.NECK], p[Joint.HEAD] = (0, 0.29, 0), (0, 0.45, 0), (0, 0.64, 0), (0, 1, 0)
    p[Joint.NOSE] = 0, 0.77, 0.165
    for eye, side in ((Joint.EYE_L, 1), (Joint.EYE_R, -1)):
        p[eye] = side * 0.068, 0.806, 0.15
    for index, side in ((0, 1), (1, -1)):
        p[Joint.SHOULDER_L + index] = side * 0.115, 0.6, 0
        upper, fore = (np.array(d) / np.linalg.norm(d) * (side, 1, 1) for d in _ARMS[pose][index])
        p[Joint.ELBOW_L + index] = p[Joint.SHOULDER_L + index] + 0.155 * upper
        p[Joint.WRIST_L + index] = p[Joint.ELBOW_L + index] + 0.15 * fore
        step = _STEPS.get(pose, (0.0, 0.0))[index]
        p[Joint.HIP_L + index] = side * 0.07, 0.28, 0
        p[Joint.KNEE_L + index] = side * 0.08, 0.155, 0.5 * step + 0.03
        p[Joint.ANKLE_L + index] = side * 0.085, 0.032, step
        p[Joint.TOE_L + index] = side * 0.095, 0.012, step + 0.1
    return p


def _subject(
    who: Identity,
    *,
    pose: str = "stand",
    yaw: float = 0.0,
    expression: Expression = Expression.NEUTRAL,
    size: int = 128,
    blink: float = 0.0,
    swing: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0),
) -> Subject:
    """A creature in the middle of a square picture, ears and all."""
    left, forward = np.array((cos(yaw), 0, sin(yaw))), np.array((sin(yaw), 0, -cos(yaw)))
    body = _skeleton(pose)
    world = body[:, :1] * left + body[:, 1:2] * (0, 1, 0) + body[:, 2:] * forward
    height = 0.62 * size
    xy = np.stack([size / 2 + height * world[:, 0], 0.94 * size - height * world[:, 1]], axis=-1)
    weights = np.zeros(len(EXPRESSIONS))
    weights[EXPRESSIONS.index(expression)] = 1
    return Subject(
        identity=who, joints=xy, depth=world[:, 2], unit=height, height=height, yaw=yaw, face_yaw=yaw, face_nod=0.0,
        face_tilt=0.0, expression=weights, blink=blink, mouth=0.0, breath=0.0, tears=0.0, swing=np.array(swing),
    )  # fmt: skip


@pytest.fixture
def subject() -> Callable[..., Subject]:
    """`_subject`."""
    return _subject

"""Still figures to draw: a small skeleton in space, posed by angles, turned by yaw, projected without perspective."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from mudong.spec.joints import Joint
from mudong.world.draw.subject import Subject
from mudong.world.kinds import Expression, Species
from mudong.world.scene import Identity
from mudong.world.timeline import EXPRESSIONS

# height, then shares of it: head, leg, arm, half shoulders, half hips
_SHARES = {
    Species.BABY: (0.78, 0.38, 0.26, 0.29, 0.115, 0.075),
    Species.TODDLER: (0.98, 0.34, 0.30, 0.30, 0.110, 0.070),
    Species.WOMAN: (1.58, 0.26, 0.43, 0.36, 0.092, 0.058),
    Species.MAN: (1.70, 0.25, 0.43, 0.37, 0.118, 0.060),
    Species.GRANDMOTHER: (1.45, 0.29, 0.37, 0.34, 0.105, 0.065),
}


@dataclass(frozen=True)
class Pose:
    """Directions (left of the body's own side is out > 0; up; forward) of upper arms, forearms, thighs, shins."""

    arms: tuple = ((0.35, -1.0, 0.05), (0.35, -1.0, 0.05))
    forearms: tuple = ((0.2, -1.0, 0.2), (0.2, -1.0, 0.2))
    thighs: tuple = ((0.08, -1.0, 0.03), (0.08, -1.0, 0.03))
    shins: tuple = ((0.02, -1.0, -0.05), (0.02, -1.0, -0.05))


POSES = {
    "stand": Pose(),
    "up": Pose(arms=((1.0, 0.5, 0.1),) * 2, forearms=((0.3, 1.0, 0.1),) * 2),
    "walk": Pose(
        arms=((0.2, -1.0, 0.7), (0.2, -1.0, -0.6)),
        forearms=((0.1, -0.7, 0.9), (0.1, -1.0, -0.1)),
        thighs=((0.03, -1.0, -0.45), (0.03, -1.0, 0.55)),
        shins=((0.0, -0.9, -0.75), (0.0, -1.0, 0.1)),
    ),
    "sit": Pose(
        arms=((0.3, -1.0, 0.3),) * 2,
        forearms=((-0.2, -0.5, 1.0),) * 2,
        thighs=((0.3, -0.1, 1.0),) * 2,
        shins=((0.1, -1.0, 0.15),) * 2,
    ),
}


def skeleton(species: Species, pose: Pose) -> np.ndarray:
    """(21, 3): left of the picture's right, up, forward to the camera; metres, facing the camera."""
    tall, head, leg, arm, shoulder, hip = _SHARES[species]
    joints = np.zeros((21, 3))
    trunk = tall * (1 - head - leg)
    joints[Joint.PELVIS] = (0, tall * leg, 0)
    joints[Joint.SPINE] = joints[Joint.PELVIS] + (0, 0.45 * trunk, 0)
    neck = joints[Joint.NECK] = joints[Joint.PELVIS] + (0, trunk, 0)
    size = tall * head
    joints[Joint.HEAD] = neck + (0, size, 0)
    joints[Joint.NOSE] = neck + (0, 0.36 * size, 0.46 * size)
    for side, sign in ((0, 1), (1, -1)):
        mirror = np.array([sign, 1, 1])
        joints[Joint.EYE_L + side] = neck + mirror * (0.19 * size, 0.46 * size, 0.42 * size)
        at = joints[Joint.SHOULDER_L + side] = neck + mirror * (tall * shoulder, -0.14 * trunk, 0)
        for joint, bones in ((Joint.ELBOW_L, pose.arms), (Joint.WRIST_L, pose.forearms)):
            at = joints[joint + side] = at + mirror * _unit(bones[side]) * 0.5 * arm * tall
        at = joints[Joint.HIP_L + side] = joints[Joint.PELVIS] + mirror * (tall * hip, 0, 0)
        for joint, bones in ((Joint.KNEE_L, pose.thighs), (Joint.ANKLE_L, pose.shins)):
            at = joints[joint + side] = at + mirror * _unit(bones[side]) * 0.445 * leg * tall
        joints[Joint.TOE_L + side] = at + mirror * (0.1 * leg * tall, -0.07 * leg * tall, 0.3 * leg * tall)
    return joints


def _unit(vector: tuple) -> np.ndarray:
    return np.asarray(vector) / np.linalg.norm(vector)


def make_subject(
    identity: Identity,
    *,
    size: int = 128,
    yaw: float = 0.0,
    pose: Pose | None = None,
    expression: Expression = Expression.NEUTRAL,
    fill: float = 0.8,
    blink: float = 0.0,
    mouth: float = 0.0,
    tears: float = 0.0,
    swing: tuple = (0.0, 0.0, 0.0, 0.0),
    nod: float = 0.0,
) -> Subject:
    """Somebody in the middle of a square picture, `fill` of its height tall."""
    space = skeleton(identity.species, pose or POSES["stand"])
    tall = _SHARES[identity.species][0]
    unit = fill * size / tall
    x = space[:, 0] * np.cos(yaw) + space[:, 2] * np.sin(yaw)
    z = space[:, 0] * np.sin(yaw) - space[:, 2] * np.cos(yaw)
    joints = np.stack([size / 2 + unit * x, (0.5 + fill / 2) * size - unit * space[:, 1]], axis=1)
    weights = np.zeros(7)
    weights[EXPRESSIONS.index(expression)] = 1.0
    return Subject(
        identity=identity, joints=joints, depth=6.0 + z, unit=unit, height=fill * size, yaw=yaw, face_yaw=yaw,
        face_nod=nod, face_tilt=0.0, expression=weights, blink=blink, mouth=mouth, breath=0.0, tears=tears,
        swing=np.array(swing),
    )  # fmt: skip


@pytest.fixture
def poses() -> dict[str, Pose]:
    return POSES


@pytest.fixture
def posed() -> Callable[..., Subject]:
    return make_subject

"""What arms and faces do while the body stands, walks or sits: waving, clapping, pointing, laughing, crying."""

from __future__ import annotations

import numpy as np

from mudong.world.act.actions.spot import Spot, wave_of
from mudong.world.act.pose import Pose, axes
from mudong.world.act.skeleton import reach
from mudong.world.scene import Action


def wave(spot: Spot, action: Action, pose: Pose, t: np.ndarray) -> Pose:
    """One arm high, the hand going to and fro; a period is 16 frames."""
    beat = wave_of(t, 16 / 24 / max(action.speed, 0.1))
    pose = pose.copy()
    arm = _outer_arm(pose, spot.side(action))
    # Seen from the side a raised arm would cover the face: there it waves before it.
    aside = np.sin(pose.yaw)[:, None] ** 2
    high = np.stack([0.50 + 0.58 * beat, 1.0 + 0 * beat, 0.15 + 0 * beat], axis=-1)
    low = np.stack([0.2 + 0 * beat, 0.65 + 0.2 * beat, 0.9 - 0.35 * beat], axis=-1)
    pose.arms[:, arm, 0] = (1 - aside) * np.array([1.0, 0.28, 0.12]) + aside * np.array([0.3, 0.12, 1.0])
    pose.arms[:, arm, 1] = (1 - aside) * high + aside * low
    sign = 1.0 if arm == 0 else -1.0
    pose.roll[:] -= 0.05 * sign
    # It is the viewer who is greeted.
    pose.head[:, 0] -= 0.4 * np.sin(pose.yaw)
    pose.head[:, 2] += 0.12 * sign * (1 + 0.3 * beat)
    pose.mouth[:] = np.maximum(pose.mouth, 0.25)
    return pose


def clap(spot: Spot, action: Action, pose: Pose, t: np.ndarray) -> Pose:
    """Hands meet before the chest every 16 frames, at the start first."""
    cycle = t / (16 / 24 / max(action.speed, 0.1))
    apart = np.sqrt(0.5 - 0.5 * np.cos(2 * np.pi * cycle))
    build, pose = spot.build, pose.copy()
    wide = -build.shoulder + build.arm * (0.05 + 0.62 * apart)
    target = np.stack([wide, build.arm * (-0.14 + 0.16 * apart), build.arm * (0.62 - 0.12 * apart)], axis=-1)
    pose.arms[:] = reach(build, target, elbow=(0.9, -0.7, -0.1))[:, None]
    pose.head[:, 1] += 0.06 * (1 - apart)
    pose.root[:, 1] -= 0.03 * build.leg * (1 - apart)
    pose.mouth[:] = np.maximum(pose.mouth, 0.3)
    return pose


def point(spot: Spot, action: Action, pose: Pose, t: np.ndarray) -> Pose:
    """One arm stretched out to `direction` or the target, the head turned there, a small jerk every 20 frames."""
    pose = pose.copy()
    side = spot.side(action)
    beat = wave_of(t, 20 / 24 / max(action.speed, 0.1))
    arm = _outer_arm(pose, side)
    sign = 1.0 if arm == 0 else -1.0
    wished = np.array([float(side), 0.12, -0.35]) if side else np.array([0.35 * sign, 0.12, -1.0])
    local = np.einsum("fji,j->fi", axes(pose.yaw), wished)
    local[:, 0] *= sign
    pose.arms[:, arm, 0] = local + 0.10 * beat[:, None] * (0.0, 1.0, 0.0)
    pose.arms[:, arm, 1] = local + 0.22 * beat[:, None] * (0.0, 1.0, 0.0)
    pose.arms[:, 1 - arm, 0] = (0.75, -0.8, -0.25)
    pose.arms[:, 1 - arm, 1] = (-0.75, -0.55, 0.45)
    turned = side * 0.95 - pose.yaw if side else 0.2 * sign
    pose.head[:, 0] += np.clip(turned, -1.0, 1.0)
    pose.roll[:] += 0.05 * sign
    return pose


def laugh(spot: Spot, action: Action, pose: Pose, t: np.ndarray) -> Pose:
    """Hands on the belly, shoulders shaking, head thrown back, mouth open; a period is 16 frames."""
    period = 16 / 24 / max(action.speed, 0.1)
    slow, shake = wave_of(t, period), wave_of(t, period / 2)
    build, pose = spot.build, pose.copy()
    pose.lean[:] += np.stack([0.05 + 0.10 * slow, -0.05 + 0.12 * slow], axis=1)
    pose.root[:, 1] -= 0.035 * build.leg * (1 + shake)
    target = np.array([-0.70 * build.shoulder, -0.75 * build.chest, 0.9 * build.shoulder])
    lift = np.stack([0 * shake, 0.05 * build.arm * shake, 0.03 * build.arm * shake], axis=-1)
    pose.arms[:] = reach(build, target + lift)[:, None]
    pose.head[:, 1] += -0.22 + 0.16 * slow
    pose.head[:, 2] += 0.08 * slow
    pose.mouth[:] = 0.75 + 0.25 * shake
    pose.squint[:] = 0.85
    return pose


def cry(spot: Spot, action: Action, pose: Pose, t: np.ndarray) -> Pose:
    """Fists rub the eyes by turns, shoulders sob, tears run; a period is 20 frames."""
    period = 20 / 24 / max(action.speed, 0.1)
    rub, sob = wave_of(t, period), np.maximum(wave_of(t, period, shift=0.1), 0) ** 2
    build, pose = spot.build, pose.copy()
    eye = np.array([build.eye - build.shoulder, build.shoulder_drop + 0.34 * build.head, 0.62 * build.head])
    for arm, sign in ((0, 1.0), (1, -1.0)):
        turn = np.stack([0.05 * rub, 0.05 * sign * rub, 0 * rub], axis=-1) * build.head
        pose.arms[:, arm] = reach(build, eye + turn, elbow=(1.0, -0.8, 0.0))
    pose.lean[:] += np.stack([0.06 + 0.04 * sob, 0.06 + 0.08 * sob], axis=1)
    pose.root[:, 1] -= 0.03 * build.leg * (1 + sob)
    pose.head[:, 1] += 0.16 - 0.14 * sob
    pose.head[:, 0] += 0.08 * rub
    pose.mouth[:] = 0.35 + 0.5 * sob
    pose.tears[:] = 1.0
    return pose


def _outer_arm(pose: Pose, side: int) -> int:
    """The arm on that side of the picture; without a side the one nearer to the camera, the left from in front."""
    yaw = float(np.median(pose.yaw)) if len(pose.yaw) else 0.0
    if side and abs(np.cos(yaw)) > 0.2:
        return 0 if side * np.cos(yaw) > 0 else 1
    return 0 if np.sin(yaw) <= 0.05 else 1

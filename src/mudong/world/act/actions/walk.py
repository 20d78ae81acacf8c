"""Gaits: walking, running, and running after something. Feet are planted in the world, not slid along."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from mudong.world.act.actions.spot import Spot
from mudong.world.act.pose import Pose, eased
from mudong.world.scene import Action


@dataclass(frozen=True, slots=True)
class Gait:
    """period_s: of two steps at speed 1. step: length over the leg's. stance: share of the period a foot is down.

    lift: how high feet go over the leg's length. bob: of the body. lean, elbow: radians. swing: of the arms, radians.
    """

    period_s: float
    step: float
    stance: float
    lift: float
    bob: float
    lean: float
    elbow: float
    swing: float


WALK = Gait(20 / 24, 0.62, 0.6, 0.17, 0.03, 0.05, 0.35, 0.65)
RUN = Gait(16 / 24, 1.05, 0.38, 0.36, 0.06, 0.24, 1.45, 0.95)

_HASTE = 1.5
"""How much longer than usual the steps of a chase may be."""


def walk(spot: Spot, action: Action, t: np.ndarray) -> Pose:
    """Walking to `direction`, or stepping on the spot."""
    return _go(spot, WALK, spot.side(action), action.speed, t)


def run(spot: Spot, action: Action, t: np.ndarray) -> Pose:
    """Running to `direction`, or on the spot."""
    return _go(spot, RUN, spot.side(action), action.speed, t)


def chase(spot: Spot, action: Action, t: np.ndarray) -> Pose:
    """Running towards `direction` or the target, arms stretched out after it."""
    side = spot.side(action) or 1
    own = abs(velocity(spot, RUN, side, action.speed))
    # Nearly as fast as what is chased, as far as legs allow.
    haste = float(np.clip(0.9 * spot.target.speed / own, 1.0, _HASTE)) if spot.target else 1.0
    pose = _go(spot, replace(RUN, step=haste * RUN.step), side, action.speed, t)
    paddle = np.sin(2 * np.pi * t / RUN.period_s * max(action.speed, 0.1) ** 0.6)
    for side, sign in ((0, 1.0), (1, -1.0)):
        pose.arms[:, side, :, 0] = 0.18
        pose.arms[:, side, :, 1] = (0.05 + 0.35 * sign * paddle)[:, None]
        pose.arms[:, side, :, 2] = 1.0
    pose.lean[:, 0] += 0.08
    pose.head[:, 1] -= 0.1
    pose.mouth[:] = 0.35
    return pose


def velocity(spot: Spot, gait: Gait, side: int, speed: float) -> float:
    """Metres per second along x."""
    return side * 2 * gait.step * spot.build.leg * max(speed, 0.1) / gait.period_s


def _go(spot: Spot, gait: Gait, side: int, speed: float, t: np.ndarray) -> Pose:
    speed = max(speed, 0.1)
    period = gait.period_s / speed**0.6
    v = velocity(spot, gait, side, speed)
    leg = spot.build.leg
    pose = spot.stand(len(t), spot.heading(side))
    pose.root[:, 0] += v * t
    place = pose.feet[0, :, 0] - spot.x
    highest = (gait.stance - 0.5) / 2 + 0.25
    cycle = t / period
    # On the spot nothing but the knees tells a step.
    lift = gait.lift if side else gait.lift + 0.16
    pose.root[:, 1] = leg * gait.bob * (np.cos(4 * np.pi * (cycle - highest)) - 1)
    for foot in (0, 1):
        phase = cycle + 0.5 * foot
        turn = np.floor(phase)
        p = phase - turn
        planted = spot.x + place[foot] + v * period * (turn + gait.stance / 2 - 0.5 * foot)
        u = np.clip((p - gait.stance) / (1 - gait.stance), 0, 1)
        pose.feet[:, foot, 0] = planted + v * period * eased(u)
        pose.feet[:, foot, 1] = leg * lift * np.sin(np.pi * u) ** 1.3
        pose.toes[:, foot] = np.where(
            u < 0.65, 0.8 * np.sin(np.pi * u / 0.65), -0.35 * np.sin(np.pi * (u - 0.65) / 0.35)
        )
    forward = np.cos(2 * np.pi * cycle)
    for arm, sign in ((0, -1.0), (1, 1.0)):
        _swing(pose, arm, gait.swing * sign * forward, gait)
    pose.twist[:] = 0.14 * forward
    pose.hips[:] = -0.05 * np.sin(2 * np.pi * (cycle - 0.05))
    pose.roll[:] = 0.05 * np.sin(2 * np.pi * (cycle - 0.05))
    pose.lean[:, 0] = gait.lean * (1 if side else 0.4)
    # A glance at the viewer: a face is more than a profile.
    pose.head[:, 0] = -0.07 * forward - 0.28 * np.sin(pose.yaw)
    pose.head[:, 1] = -0.4 * pose.lean[:, 0]
    pose.knees[:] = 0.1
    pose.splay[:] = 0.1
    return pose


def _swing(pose: Pose, arm: int, angle: np.ndarray, gait: Gait) -> None:
    """Upper arm at `angle` forward of hanging, the forearm bent on from it."""
    bend = angle + gait.elbow * (1 + 0.25 * np.sin(angle))
    for bone, at, out in ((0, angle, 0.34), (1, bend, 0.16)):
        pose.arms[:, arm, bone, 0] = out
        pose.arms[:, arm, bone, 1] = -np.cos(at)
        pose.arms[:, arm, bone, 2] = np.sin(at)

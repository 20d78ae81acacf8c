"""Kicking a ball and boxing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mudong.world.act.actions.spot import Spot, wave_of
from mudong.world.act.pose import Pose, axes, eased
from mudong.world.act.skeleton import reach
from mudong.world.scene import Action

KICK_S = 24 / 24
KICK_CONTACT = 0.46
"""Share of the period at which the foot meets the ball."""
_ROUND_S = 20 / 24
_BACK, _STRIKE, _THROUGH = -0.55, 0.45, 0.95
"""How far the kicking foot goes back and forward, and where it meets the ball, over the leg's length."""
_STEP_M = 0.5
"""Kickers and boxers stand up to so far from where the scene says, so that they meet what they aim at."""
_APART = 0.43
"""Between two boxers, over the sum of their heights."""


_TURNED = 0.7
"""A kick straight towards the camera would hide itself."""


def kick(spot: Spot, action: Action, t: np.ndarray) -> Pose:
    """One foot stays planted, the other goes back, strikes through and returns."""
    build, side = spot.build, spot.side(action)
    spot = _in_reach(spot, side)
    pose = spot.stand(len(t), spot.heading(side) if side else spot.yaw + (_TURNED if abs(spot.yaw) < 0.1 else 0.0))
    p = np.mod(t / (KICK_S / max(action.speed, 0.1)), 1.0)
    kicking = 1 if side >= 0 else 0
    stands = 1 - kicking
    sign = 1.0 if kicking == 0 else -1.0
    forth = np.interp(p, [0, 0.28, 0.46, 0.56, 0.70, 0.92, 1], [0, _BACK, _STRIKE, _THROUGH, _THROUGH * 0.9, 0, 0])
    high = np.interp(p, [0, 0.14, 0.28, 0.46, 0.56, 0.70, 0.92, 1], [0, 0.14, 0.38, 0.10, 0.62, 0.55, 0, 0])
    busy = eased(p / 0.12) * (1 - eased((p - 0.82) / 0.15))
    frame = axes(pose.yaw)
    pose.feet[:, kicking] += (forth * build.leg)[:, None] * frame[..., 2]
    pose.feet[:, kicking, 1] += high * build.leg
    pose.toes[:, kicking] = np.interp(p, [0, 0.28, 0.46, 0.62, 0.85, 1], [0, 0.9, 0.4, -0.2, 0, 0])
    pose.root[:] -= (sign * busy * 0.8 * build.stance)[:, None] * frame[..., 0]
    pose.root[:, 1] -= 0.06 * build.leg * busy
    pose.lean[:, 0] = -0.30 * forth * busy
    pose.twist[:] = -sign * 0.35 * forth * busy
    pose.roll[:] = -sign * 0.10 * busy
    for arm, ahead in ((stands, forth), (kicking, -forth)):
        pose.arms[:, arm, 0] += busy[:, None] * np.stack([0.8 + 0 * p, 0.75 + 0 * p, 0.7 * ahead], axis=-1)
        pose.arms[:, arm, 1] += busy[:, None] * np.stack([0.7 + 0 * p, 0.9 + 0 * p, 0.8 * ahead], axis=-1)
    pose.head[:, 1] = 0.12 * busy
    return pose


def _in_reach(spot: Spot, side: int) -> Spot:
    """As near to the ball as the strike needs, if that is not far."""
    if side == 0 or spot.target is None:
        return spot
    reach = _STRIKE * spot.build.leg + spot.build.foot
    shift = spot.target.x - side * (spot.target.size / 2 + reach) - spot.x
    return replace(spot, x=spot.x + shift) if abs(shift) < _STEP_M else spot


def _at_arms_length(spot: Spot) -> Spot:
    """As far from the opponent as both bodies need; the other steps as far as this one."""
    if spot.target is None:
        return spot
    away = spot.x - spot.target.x
    shift = (_APART * (spot.build.height + spot.target.size) - abs(away)) / 2
    return replace(spot, x=spot.x + float(np.copysign(shift, away))) if abs(shift) < _STEP_M else spot


def box(spot: Spot, action: Action, t: np.ndarray) -> Pose:
    """On guard towards the opponent, bouncing; a jab with the left and a cross with the right in 20 frames."""
    build = spot.build
    side = spot.side(action) or (int(np.sign(spot.yaw)) if abs(spot.yaw) > 0.1 else 1)
    spot = _at_arms_length(spot)
    pose = spot.stand(len(t), side * 1.05)
    cycle = np.mod(t / (_ROUND_S / max(action.speed, 0.1)), 1.0)
    frame = axes(pose.yaw)
    bounce = np.abs(wave_of(t, _ROUND_S / max(action.speed, 0.1)))
    lead = 0 if side > 0 else 1
    for foot, ahead in ((lead, 0.30), (1 - lead, -0.30)):
        pose.feet[:, foot] += ahead * build.leg * frame[..., 2]
    pose.root[:, 1] = -build.leg * (0.07 + 0.035 * bounce)
    punches = (_punch(cycle, 0.25), _punch(cycle, 0.75))
    pose.root[:] += (0.16 * build.leg * (punches[0] + punches[1]))[:, None] * frame[..., 2]
    pose.lean[:, 0] = 0.14 + 0.10 * (punches[0] + punches[1])
    # Under the chin: fists before the mouth would hide what the boxer feels.
    guard = np.array([-0.35 * build.shoulder, -0.10 * build.head, 0.42 * build.arm + 0.2 * build.head])
    for arm, punch in ((lead, punches[0]), (1 - lead, punches[1])):
        far = np.array([-0.6 * build.shoulder, 0.16 * build.arm, 1.05 * build.arm])
        target = guard + punch[:, None] * (far - guard)
        pose.arms[:, arm] = reach(build, target, elbow=(0.7, -0.9, 0.0))
        pose.twist[:] += (-0.5 if arm == 0 else 0.5) * punch
    # Eyes on the opponent and a little to the viewer, whatever the shoulders do.
    pose.head[:, 0] = -0.5 * pose.twist - 0.2 * side
    pose.head[:, 1] = 0.10
    pose.knees[:] = 0.35
    return pose


def _punch(cycle: np.ndarray, at: float) -> np.ndarray:
    """0 on guard, 1 with the arm stretched, around `at`: out fast, back slower."""
    away = np.mod(cycle - at + 0.5, 1.0) - 0.5
    return np.where(away < 0, eased(1 + away / 0.13), 1 - eased((away - 0.05) / 0.20))

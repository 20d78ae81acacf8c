"""Jumping: crouch, leave the ground, fly by the law of falling bodies, land and straighten up."""

from __future__ import annotations

import numpy as np

from mudong.world.act.actions.spot import Spot
from mudong.world.act.pose import Pose, eased
from mudong.world.scene import Action

GRAVITY = 9.81
PERIOD_S = 22 / 24
"""At speed 1, for one metre of height; tall bodies take longer."""
_CROUCH, _LAND = 0.26, 0.74
"""When the feet leave and touch the ground, as shares of the period."""


def jump(spot: Spot, action: Action, t: np.ndarray) -> Pose:
    """On the spot, or leaping to `direction`; over and over."""
    leg, side = spot.build.leg, spot.side(action)
    period = PERIOD_S * (1 + 0.35 * (spot.build.height - 1.0)) / max(action.speed, 0.1)
    pose = spot.stand(len(t), spot.heading(side))
    count, p = np.floor(t / period), np.mod(t / period, 1.0)
    aloft = (p > _CROUCH) & (p < _LAND)
    flight = (_LAND - _CROUCH) * period
    since = np.clip(p - _CROUCH, 0, _LAND - _CROUCH) * period
    rise = 0.5 * GRAVITY * since * (flight - since)
    u = since / flight
    crouch = np.where(p < _CROUCH, np.sin(np.pi * p / _CROUCH) ** 2, np.sin(np.pi * (p - _LAND) / (1 - _LAND)) ** 2)
    crouch[aloft] = 0.0
    travel = side * 0.9 * leg * (count + u)
    pose.root[:, 0] += travel
    pose.root[:, 1] = rise - 0.36 * leg * crouch
    pose.feet[..., 0] += travel[:, None]
    tuck = 0.30 * leg * np.sin(np.pi * u) * aloft
    pose.feet[..., 1] = (rise + tuck)[:, None]
    pose.toes[:] = (0.9 * np.sin(np.pi * u) * aloft)[:, None]
    pose.lean[:] = (0.28 * crouch)[:, None]
    pose.knees[:] = 0.45
    _arms(pose, p)
    pose.head[:, 1] = -0.25 * crouch - 0.1 * aloft
    pose.mouth[:] = 0.5 * np.sin(np.pi * u) * aloft
    return pose


def _arms(pose: Pose, p: np.ndarray) -> None:
    """Back and down in the crouch, thrown up and out in the air."""
    up = eased((p - 0.17) / 0.16) * (1 - eased((p - 0.62) / 0.22))
    back = np.sin(np.pi * np.clip(p / 0.3, 0, 1)) ** 2
    for bone, (low, high) in enumerate((((0.35, -1.0, 0.0), (0.9, 0.7, 0.1)), ((0.25, -1.0, 0.2), (0.55, 1.0, 0.1)))):
        pose.arms[:, :, bone] = np.array(low) + up[:, None, None] * (np.array(high) - np.array(low))
        pose.arms[:, :, bone, 2] -= 0.9 * (back * (1 - up))[:, None]

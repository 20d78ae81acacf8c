"""Standing: breathing with the shoulders, the weight going gently from one foot to the other."""

from __future__ import annotations

import numpy as np

from mudong.world.act.actions.spot import Spot, wave_of
from mudong.world.act.pose import Pose
from mudong.world.scene import Action

BREATH_S = 1.0
"""24 frames at 24 a second: a lively drawn breath."""


def stand(spot: Spot, action: Action, t: np.ndarray) -> Pose:
    """On the spot; both feet stay where they are."""
    period = BREATH_S / max(action.speed, 0.1)
    pose = spot.stand(len(t), spot.heading(int(np.sign(action.direction))))
    sway, breath = wave_of(t, 2 * period), wave_of(t, period)
    pose.root[:, 0] += 0.25 * spot.build.stance * sway * np.cos(pose.yaw)
    pose.root[:, 2] += 0.25 * spot.build.stance * sway * np.sin(pose.yaw)
    pose.root[:, 1] -= 0.012 * spot.build.leg * (1 - breath)
    pose.roll[:] = -0.035 * sway
    pose.hips[:] = -0.03 * sway
    pose.lean[:, 1] = -0.02 * breath
    pose.head[:, 2] = 0.06 * sway
    pose.arms[..., 0] += 0.05 * breath[:, None, None]
    return pose

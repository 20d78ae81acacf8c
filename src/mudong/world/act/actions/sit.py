"""Sitting on the ground, and rowing while sitting."""

from __future__ import annotations

import numpy as np

from mudong.world.act.actions.spot import Spot, wave_of
from mudong.world.act.pose import Pose, axes, eased
from mudong.world.act.skeleton import reach
from mudong.world.scene import Action

_DOWN_S = 0.6
_STROKE_S = 24 / 24


def sit(spot: Spot, action: Action, t: np.ndarray) -> Pose:
    """Sitting with the legs stretched out; sits down first when the action starts within the clip."""
    pose = spot.stand(len(t), spot.heading(int(np.sign(action.direction))))
    down = np.ones(len(t)) if action.start_s <= 0 else eased(t / _DOWN_S)
    beat = wave_of(t, 1.0 / max(action.speed, 0.1))
    _seated(spot, pose, down, apart=0.42)
    pose.lean[:, 0] = 0.5 * np.sin(np.pi * down) * (down < 1) + 0.03 * beat
    pose.roll[:] = 0.05 * beat * down
    pose.head[:, 2] = -0.10 * beat
    pose.toes[:] = (-1.1 * down)[:, None] + 0.22 * down[:, None] * np.stack([beat, -beat], axis=1)
    low = np.array([[0.5, -1.0, 0.15], [0.1, -0.75, 0.9]])
    pose.arms[:] += down[:, None, None, None] * (low - pose.arms)
    return pose


def row(spot: Spot, action: Action, t: np.ndarray) -> Pose:
    """Paddling with both hands on the side nearer to the camera: reach forward, dip, pull back, swing forward."""
    side = spot.side(action) or (1 if spot.yaw >= 0 else -1)
    pose = spot.stand(len(t), spot.heading(side))
    _seated(spot, pose, np.ones(len(t)), apart=0.25)
    cycle = 2 * np.pi * t / (_STROKE_S / max(action.speed, 0.1))
    forward, dip = np.cos(cycle), -np.sin(cycle)
    pose.lean[:, 0] = 0.16 + 0.26 * forward
    pose.lean[:, 1] = 0.12 * forward
    pose.toes[:] = -0.9
    arm = spot.build.arm
    near = 1 if side > 0 else 0
    pose.twist[:] = (0.25 if near == 0 else -0.25) * forward
    low = np.stack([0.30 + 0 * dip, -0.62 + 0.28 * dip, 0.42 + 0.42 * forward], axis=-1) * arm
    high = np.stack([-0.35 + 0 * dip, 0.12 + 0.22 * dip, 0.50 + 0.30 * forward], axis=-1) * arm
    pose.arms[:, near] = reach(spot.build, low)
    pose.arms[:, 1 - near] = reach(spot.build, high)
    pose.head[:, 1] = -0.3 * pose.lean[:, 0]
    if spot.afloat:
        _under_way(spot, pose, int(np.sign(action.direction)), cycle, t)
    return pose


def _under_way(spot: Spot, pose: Pose, side: int, cycle: np.ndarray, t: np.ndarray) -> None:
    """The boat rocks with the strokes and, with a direction, goes on, faster while the blade is in the water."""
    leg = spot.build.leg
    rock = 0.03 * leg * np.sin(cycle + 0.6)
    way = side * leg * (0.9 * t + 0.05 * (np.cos(cycle) - 1))
    for places in (pose.root, pose.feet):
        shape = (-1,) + (1,) * (places.ndim - 2)
        places[..., 1] += rock.reshape(shape)
        places[..., 0] += way.reshape(shape)


def _seated(spot: Spot, pose: Pose, down: np.ndarray, *, apart: float) -> None:
    """Pelvis near the ground, feet forward and apart; `down` (frames,) 0 standing to 1 seated."""
    build = spot.build
    frame = axes(pose.yaw)
    pose.root[:, 1] -= down * (build.pelvis - 0.9 * build.hip - 0.2 * build.ankle)
    back = -0.25 * build.leg
    pose.root[:] += (down * back)[:, None] * frame[..., 2]
    for foot, sign in ((0, 1.0), (1, -1.0)):
        pose.feet[:, foot] += (down * 0.62 * build.leg)[:, None] * frame[..., 2]
        pose.feet[:, foot] += (down * sign * apart * build.leg)[:, None] * frame[..., 0]
        pose.feet[:, foot, 1] += 0.08 * build.leg * np.sin(np.pi * down)
    pose.splay[:] += 0.35 * down[:, None]

"""What is done on all fours: standing, sitting, walking, trotting, galloping. Paws are planted, not slid along."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.world.act.actions.spot import Spot, wave_of
from mudong.world.act.fours.frame import Fours
from mudong.world.act.fours.pose import PAWS, FoursPose, four_square
from mudong.world.act.pose import axes, eased
from mudong.world.kinds import ActionKind
from mudong.world.scene import Action


@dataclass(frozen=True, slots=True)
class Gait4:
    """A cycle. period_s at speed 1. offsets: when each paw of `PAWS` touches down, as shares of the cycle.

    down: share of the cycle a paw stands. sweep: way of the body meanwhile, over the foreleg. lift: of paws over it.
    bob, flex, pitch, nod: of the body; leaps: bobs a cycle.
    """

    period_s: float
    offsets: tuple[float, float, float, float]
    down: float
    sweep: float
    lift: float
    bob: float
    flex: float
    pitch: float
    nod: float
    leaps: float


WALK = Gait4(22 / 24, (0.25, 0.75, 0.0, 0.5), 0.62, 0.72, 0.20, 0.025, 0.06, 0.015, 0.06, 2.0)
"""Each hind paw before the forepaw of its side."""
TROT = Gait4(16 / 24, (0.0, 0.5, 0.5, 0.0), 0.46, 0.80, 0.30, 0.05, 0.05, 0.0, 0.03, 2.0)
"""Diagonal pairs."""
GALLOP = Gait4(15 / 24, (0.50, 0.62, 0.0, 0.12), 0.28, 1.0, 0.34, 0.06, 0.9, 0.13, 0.08, 1.0)
"""Hind legs, a stretched leap, forelegs, a gathered leap (Hildebrand's gallop of dogs, both flights)."""
_TROTS_FROM = 1.2
"""Speed of walking from which it is a trot."""
_FURTHEST = 1.12
"""Longest sweep over the foreleg: what is faster takes quicker steps."""
_GATHERED = 0.90
"""When in the cycle the back is roundest."""


def act_on_fours(body: Fours, spot: Spot, action: Action, t: np.ndarray) -> FoursPose:
    """The pose of one action, `t` (frames,) seconds after its start."""
    match action.kind:
        case ActionKind.SIT:
            return _sit(body, spot, action, t)
        case ActionKind.WALK | ActionKind.CARRY if action.kind is ActionKind.WALK or action.direction:
            gait = TROT if action.speed >= _TROTS_FROM else WALK
            return _go(body, spot, gait, spot.side(action), action.speed, t)
        case ActionKind.RUN:
            return _go(body, spot, GALLOP, spot.side(action), action.speed, t)
        case ActionKind.CHASE:
            return _chase(body, spot, action, t)
        case _:
            return _stand(body, spot, action, t)


def speed_of(body: Fours, gait: Gait4, speed: float) -> float:
    """Metres per second."""
    return gait.sweep * body.leg / (gait.down * gait.period_s) * max(speed, 0.1)


def _stand(body: Fours, spot: Spot, action: Action, t: np.ndarray) -> FoursPose:
    pose = four_square(body, len(t), x=spot.x, z=spot.z, yaw=spot.heading(int(np.sign(action.direction))))
    breath, slow = wave_of(t, 1.0 / max(action.speed, 0.1)), wave_of(t, 2.0 / max(action.speed, 0.1))
    pose.root[:, 1] = -0.02 * body.leg * (1 - breath)
    pose.head[:, 2] = 0.10 * slow
    pose.neck[:] = 0.04 * breath
    pose.wag[:] = 0.35 * wave_of(t, 10 / 24)
    return pose


def _sit(body: Fours, spot: Spot, action: Action, t: np.ndarray) -> FoursPose:
    """On the haunches, forelegs upright; sits down first when the action starts within the clip."""
    pose = four_square(body, len(t), x=spot.x, z=spot.z, yaw=spot.heading(int(np.sign(action.direction))))
    down = np.ones(len(t)) if action.start_s <= 0 else eased(t / 0.6)
    slow = wave_of(t, 1.6 / max(action.speed, 0.1))
    ahead = axes(pose.yaw)[..., 2]
    # The forepaws stay where they are with straight legs over them; the hips sink behind.
    shoulder = body.paw + 0.98 * body.leg
    pitch = float(np.arcsin(np.clip((shoulder - 0.24 * body.leg) / body.trunk, 0.2, 0.9)))
    withers = shoulder + body.drop * np.cos(pitch)
    pose.pitch[:] = pitch * down
    pose.root[:, 1] = down * (withers - 0.5 * body.trunk * np.sin(pitch) - body.withers)
    pose.root[:] += (down * (0.5 * body.trunk * (1 - np.cos(pitch)) + body.drop * np.sin(pitch)))[:, None] * ahead
    for paw in (2, 3):
        side = PAWS[paw][1]
        pose.paws[:, paw] += (down * (body.trunk * (1 - np.cos(pitch)) + 0.62 * body.leg + 0.3 * body.hock))[
            :, None
        ] * ahead
        pose.paws[:, paw] += (down * side * 0.6 * body.hip)[:, None] * axes(pose.yaw)[..., 0]
        pose.flick[:, paw] = 0.85 * down
    pose.neck[:] = 0.25 * down
    pose.head[:, 1] = -0.10 * down
    pose.head[:, 2] = 0.16 * slow * down
    pose.wag[:] = 0.4 * wave_of(t, 12 / 24)
    return pose


def _chase(body: Fours, spot: Spot, action: Action, t: np.ndarray) -> FoursPose:
    side = spot.side(action) or 1
    own = speed_of(body, GALLOP, action.speed)
    # Nearly as fast as what is chased, as far as legs allow.
    haste = float(np.clip(0.9 * spot.target.speed / own, 0.6, 1.35)) if spot.target else 1.0
    pose = _go(body, spot, GALLOP, side, haste * action.speed, t)
    pose.mouth[:] = 0.55 + 0.15 * wave_of(t, GALLOP.period_s)
    pose.neck[:] += 0.10
    return pose


def _go(body: Fours, spot: Spot, gait: Gait4, side: int, speed: float, t: np.ndarray) -> FoursPose:
    """Across the picture to `side`, or on the spot."""
    pose = four_square(body, len(t), x=spot.x, z=spot.z, yaw=spot.heading(side))
    v = speed_of(body, gait, speed)
    sweep = min(gait.sweep * max(speed, 0.1) ** 0.45, _FURTHEST) * body.leg
    period = sweep / (gait.down * v)
    v = side * v
    cycle = t / period
    pose.root[:, 0] += v * t
    for paw, offset in enumerate(gait.offsets):
        phase = cycle - offset + (1 if offset else 0)
        turn = np.floor(phase)
        p = phase - turn
        u = np.clip((p - gait.down) / (1 - gait.down), 0, 1)
        touches = (turn + offset - (1 if offset else 0)) * period
        # Touches down half a sweep before its joint, stands, and flies on to where it touches down next.
        planted = pose.paws[:, paw, 0] + v * touches + side * 0.5 * sweep
        pose.paws[:, paw, 0] = planted + v * period * eased(u)
        pose.paws[:, paw, 1] = body.leg * gait.lift * np.sin(np.pi * u) ** 1.2 * (1.0 if PAWS[paw][0] else 0.85)
        if PAWS[paw][0]:
            # Heels first: the hock tips over the standing paw, then the paw trails behind it.
            heel = 0.5 * np.clip(p / gait.down - 0.6, 0, 0.4) * (1 - u)
            pose.flick[:, paw] = -heel - 0.95 * np.sin(np.pi * np.clip(u / 0.6, 0, 1))
        else:
            pose.flick[:, paw] = 0.9 * np.sin(np.pi * np.clip(u / 0.7, 0, 1))
    gathered = np.cos(2 * np.pi * (cycle - _GATHERED))
    bob = np.cos(2 * np.pi * gait.leaps * (cycle - (_GATHERED if gait.leaps == 1 else 0.47)))
    pose.root[:, 1] = body.leg * gait.bob * (bob - 1)
    pose.flex[:] = gait.flex * gathered
    pose.pitch[:] = gait.pitch * np.sin(2 * np.pi * cycle)
    pose.neck[:] = gait.nod * np.cos(4 * np.pi * cycle if gait.leaps == 2 else 2 * np.pi * (cycle - 0.2)) + 0.05
    pose.wag[:] = 0.30 * wave_of(t, period) + (0.0 if gait.leaps == 2 else 0.1)
    return pose

"""Things in hands: where they are gripped, and how what hangs or floats on a string lags behind the hand."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from mudong.world.kinds import PropKind
from mudong.world.physics.buoyancy import Balloon
from mudong.world.physics.constants import AIR_DENSITY, GRAVITY, HELIUM_DENSITY, STEP_S
from mudong.world.physics.pendulum import Pendulum, swing
from mudong.world.physics.sampled import sampled
from mudong.world.scene import Prop

GRIP: Mapping[PropKind, float] = {
    PropKind.BAG: -0.48,
    PropKind.UMBRELLA: 0.38,
    PropKind.LENS: 0.34,
    PropKind.FLOWER: 0.28,
    PropKind.LAMP: -0.05,
    PropKind.BALL: 0.3,
}
"""How far the middle is above the hand, over the size; 0 for others."""
BOTH_HANDS = (PropKind.BOX, PropKind.CRATE, PropKind.DRUM, PropKind.BOAT, PropKind.SEESAW)
"""Carried between both hands."""
HANGING_DAMPING = 4.0
"""1/s; a hand and air brake what swings from it."""
SKIN_KG_PER_M2 = 0.0045 / 0.145**2
"""Mass of a balloon over its radius squared: 4.5 g at 29 cm across."""


def balloon_of(prop: Prop) -> Balloon:
    """The balloon that a prop is."""
    radius = 0.43 * prop.size
    return Balloon(x=prop.x, y=prop.y, vx=prop.vx, vy=prop.vy, radius=radius, mass=SKIN_KG_PER_M2 * radius**2)


def string_length(prop: Prop) -> float:
    """Metres from a balloon's middle to its string's end."""
    return 1.1 * prop.size + 0.2


def held_track(prop: Prop, hands: np.ndarray, times_s: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of a held thing (frames, 3) places of its middle, (frames,) angle, (frames, n) extra.

    hands: (frames, 2, 3) metres, left and right. Its angle depends on the hand's acceleration.
    """
    hand = hands.mean(axis=1) if prop.kind in BOTH_HANDS else hands[:, 1]
    place = hand.copy()
    angle, extra = np.zeros(len(hand)), np.zeros((len(hand), 0))
    if prop.kind is PropKind.BALLOON:
        reach = string_length(prop)
        angle = _lag(prop, hand, times_s, reach, floats=True)
        place[:, :2] += reach * np.stack([-np.sin(angle), np.cos(angle)], axis=-1)
        extra = hand[:, :2] - place[:, :2]
    elif prop.kind in (PropKind.BAG, PropKind.PENDULUM):
        reach = prop.size if prop.kind is PropKind.PENDULUM else -GRIP[PropKind.BAG] * prop.size
        angle = _lag(prop, hand, times_s, reach, floats=False)
        place[:, :2] += reach * np.stack([np.sin(angle), -np.cos(angle)], axis=-1)
    else:
        place[:, 1] += GRIP.get(prop.kind, 0.0) * prop.size
    return place, angle, extra


def _lag(prop: Prop, hand: np.ndarray, times_s: np.ndarray, reach: float, *, floats: bool) -> np.ndarray:
    """(frames,) angle of what hangs from the hand or, with `floats`, pulls upwards on its string."""
    pull = _acceleration(hand, times_s)
    lift = 1.0
    if floats:
        balloon = balloon_of(prop)
        heavy = balloon.mass + (HELIUM_DENSITY + AIR_DENSITY / 2) * balloon.volume
        lift = -max(balloon.net_lift / heavy / GRAVITY, 0.1)
    start = math.pi if floats else 0.0
    state = Pendulum(angle=start, speed=prop.spin, length=max(reach, 0.05), damping=HANGING_DAMPING)

    def step(i: int) -> None:
        nonlocal state
        now = (i + 0.5) * STEP_S
        push = float(np.interp(now, times_s, pull[:, 0])), float(np.interp(now, times_s, pull[:, 1]))
        state = swing(state, pull=push, lift=lift)

    return sampled(step, lambda: np.array([state.angle - start]), times_s)[:, 0]


def _acceleration(hand: np.ndarray, times_s: np.ndarray) -> np.ndarray:
    """(frames, 2) m/s^2, at most twice gravity: a hand's jitter shall not whip what it holds."""
    if len(times_s) < 3:
        return np.zeros((len(times_s), 2))
    velocity = np.gradient(hand[:, :2], times_s, axis=0)
    return np.clip(np.gradient(velocity, times_s, axis=0), -2 * GRAVITY, 2 * GRAVITY)

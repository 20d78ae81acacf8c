"""Ducks and boats on the water of a scene: their hulls, the little waves, and what of them is above the water."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from mudong.world.kinds import Place, PropKind
from mudong.world.physics.buoyancy import Floating, Hull, Wave, bob, draft_of
from mudong.world.physics.constants import STEP_S
from mudong.world.physics.proportions import DRAGON_FROM_M
from mudong.world.physics.sampled import sampled
from mudong.world.scene import Prop

FLOATS = (PropKind.DUCK, PropKind.BOAT)
"""What can float."""
WATERS: Mapping[Place, float] = {Place.DRAGON_BOAT_RIVER: 2.4, Place.BEACH: 8.0}
"""From which z on a place's ground is water: before it lies the jetty, the sand."""
WATER_M = 0.0
"""y of the still water's surface."""
DUCK_BODY = 0.25
"""How far a duck's body is below its middle, over its size: the head is no hull."""


def floats(place: Place, prop: Prop) -> bool:
    """Whether a free prop there lies on water."""
    return prop.held_by is None and prop.kind in FLOATS and prop.z >= WATERS.get(place, math.inf)


def hull_of(prop: Prop) -> Hull:
    """The part of a duck or a boat that displaces water."""
    size = prop.size
    if prop.kind is PropKind.DUCK:
        return Hull(length=0.9 * size, height=0.5 * size, width=0.6 * size, density=280.0, round=True)
    if size >= DRAGON_FROM_M:
        return Hull(length=0.85 * size, height=size / 6, width=0.2 * size, density=380.0)
    return Hull(length=0.85 * size, height=0.23 * size, width=0.35 * size, density=380.0)


def float_track(prop: Prop, times_s: np.ndarray, seed: int) -> np.ndarray:
    """(times, 7): x, y, angle, vx, vy, spin of the middle, and the water's level over the middle (metres).

    What starts about as high as it is long or lower starts afloat; what starts higher falls in.
    """
    hull = hull_of(prop)
    below = DUCK_BODY * prop.size if prop.kind is PropKind.DUCK else 0.0
    rng = np.random.default_rng((seed, round(prop.x * 1000) & 0xFFFF, 7))
    wave = Wave(
        amplitude=min(0.03, 0.004 + 0.02 * prop.size),
        length=max(0.9, 1.3 * prop.size),
        phase=float(rng.uniform(0, 6.28)),
    )
    level = WATER_M + wave.height(prop.x, 0.0)
    afloat = level + hull.height / 2 - draft_of(hull)
    middle = prop.y - below
    state = Floating(
        hull=hull,
        x=prop.x,
        y=afloat if prop.y <= prop.size else middle,
        vx=prop.vx,
        vy=prop.vy,
        spin=prop.spin,
        water=WATER_M,
        wave=wave,
    )

    time = 0.0

    def step(i: int) -> None:
        nonlocal state, time
        state, time = bob(state, i * STEP_S), (i + 1) * STEP_S

    def read() -> np.ndarray:
        c, s = math.cos(state.angle), math.sin(state.angle)
        x, y = state.x - s * below, state.y + c * below
        water = WATER_M + wave.height(x, time)
        return np.array([x, y, state.angle, state.vx, state.vy, state.spin, water - y])

    return sampled(step, read, times_s)

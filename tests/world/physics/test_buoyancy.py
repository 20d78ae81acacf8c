"""Archimedes: what floats displaces its weight; waves carry it; a balloon rises no faster than drag allows."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from mudong.world.physics.buoyancy import (
    NUM_STRIPS,
    Balloon,
    Floating,
    Hull,
    Wave,
    bob,
    draft_of,
    rise,
    strips,
    submerged,
)
from mudong.world.physics.constants import STEP_S, WATER_DENSITY

BOX = Hull(length=1.0, height=0.3, width=0.4, density=400.0)
ROUND = Hull(length=0.4, height=0.2, width=0.25, density=280.0, round=True)


def _settled(body: Floating, seconds: float) -> Floating:
    for i in range(round(seconds / STEP_S)):
        body = bob(body, i * STEP_S)
    return body


def test_a_box_floats_as_deep_as_its_density_says() -> None:
    assert draft_of(BOX) == pytest.approx(0.3 * 400 / WATER_DENSITY, rel=1e-6)
    assert draft_of(replace(BOX, density=1500.0)) == BOX.height


@pytest.mark.parametrize("hull", [BOX, ROUND])
@pytest.mark.parametrize("start", [0.5, -0.05])
def test_what_is_dropped_settles_at_the_equilibrium_depth(hull: Hull, start: float) -> None:
    body = _settled(Floating(hull=hull, y=start, angle=0.2), 15)
    assert hull.height / 2 - body.y == pytest.approx(draft_of(hull), rel=0.01)
    assert abs(body.angle) < 0.01


def test_the_strips_add_up_to_the_ellipsoid() -> None:
    volume = ROUND.length / NUM_STRIPS * sum(submerged(ROUND, 1.0, scale) for _, scale in strips(ROUND))
    assert volume == pytest.approx(math.pi / 6 * 0.4 * 0.2 * 0.25, rel=1e-9)
    assert volume * ROUND.density == pytest.approx(ROUND.mass, rel=1e-9)


def test_half_an_ellipsoid_of_half_the_density() -> None:
    assert draft_of(replace(ROUND, density=WATER_DENSITY / 2)) == pytest.approx(0.1, rel=1e-6)


def test_a_long_wave_carries_it_up_and_down() -> None:
    body = Floating(hull=BOX, y=0.3 / 2 - draft_of(BOX), wave=Wave(amplitude=0.05, length=12.0))
    heights = []
    for i in range(round(8 / STEP_S)):
        body = bob(body, i * STEP_S)
        heights.append(body.y)
    assert max(heights) - min(heights) == pytest.approx(0.1, rel=0.25)


def test_drag_slows_what_drifts() -> None:
    assert 0 < _settled(Floating(hull=BOX, vx=1.0), 3).vx < 0.6


def test_a_balloon_reaches_its_terminal_speed() -> None:
    balloon = Balloon(x=0, y=0)
    for _ in range(round(6 / STEP_S)):
        balloon = rise(balloon)
    assert balloon.terminal_speed > 0.5
    assert balloon.vy == pytest.approx(balloon.terminal_speed, rel=0.001)


def test_wind_takes_a_balloon_along() -> None:
    balloon = Balloon(x=0, y=0)
    for _ in range(round(6 / STEP_S)):
        balloon = rise(balloon, wind=1.0)
    assert balloon.vx == pytest.approx(1.0, abs=0.02)

"""The pendulum keeps its energy and swings with the period of theory, small and large."""

from __future__ import annotations

import math

import pytest
from scipy.special import ellipk

from mudong.world.physics.constants import GRAVITY, STEP_S
from mudong.world.physics.pendulum import Pendulum, swing


def _period(amplitude: float, length: float) -> float:
    """Four times the interpolated time to the first passage through the lowest point."""
    state, t = Pendulum(angle=amplitude, length=length), 0.0
    while True:
        after = swing(state)
        if after.angle <= 0:
            return 4 * (t + STEP_S * state.angle / (state.angle - after.angle))
        state, t = after, t + STEP_S


@pytest.mark.parametrize("angle", [0.3, 1.2, 2.8])
def test_energy_stays_for_ten_seconds(angle: float) -> None:
    state = Pendulum(angle=angle, length=0.7)
    start = state.energy
    for _ in range(round(10 / STEP_S)):
        state = swing(state)
        assert state.energy == pytest.approx(start, rel=0.001)


@pytest.mark.parametrize("length", [0.3, 1.0, 2.0])
def test_small_swings_have_the_period_of_the_formula(length: float) -> None:
    assert _period(0.05, length) == pytest.approx(2 * math.pi * math.sqrt(length / GRAVITY), rel=0.005)


@pytest.mark.parametrize("angle", [1.0, 2.0, 3.0])
def test_large_swings_take_as_long_as_the_elliptic_integral_says(angle: float) -> None:
    exact = 4 * math.sqrt(1 / GRAVITY) * float(ellipk(math.sin(angle / 2) ** 2))
    assert _period(angle, 1.0) == pytest.approx(exact, rel=0.001)


def test_a_pivot_that_accelerates_tilts_the_rest() -> None:
    state = Pendulum(angle=0.0, length=0.5, damping=5.0)
    for _ in range(2400):
        state = swing(state, pull=(3.0, 0.0))
    assert state.angle == pytest.approx(-math.atan2(3.0, GRAVITY), abs=1e-3)


def test_what_floats_on_a_string_stands_up() -> None:
    state = Pendulum(angle=math.pi + 0.7, length=0.5, damping=3.0)
    for _ in range(2400):
        state = swing(state, lift=-0.5)
    assert state.angle == pytest.approx(math.pi, abs=1e-3)

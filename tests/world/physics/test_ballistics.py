"""A ball alone: energy over bounces, rolling without slipping, rest for good."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from mudong.world.physics.ballistics import Ball, step
from mudong.world.physics.constants import GRAVITY, STEP_S


def _run(ball: Ball, seconds: float) -> list[Ball]:
    states = [ball]
    for _ in range(round(seconds / STEP_S)):
        states.append(step(states[-1]))
    return states


@pytest.mark.parametrize("bounce", [0.4, 0.7, 0.9])
def test_a_bounce_keeps_energy_times_restitution_squared(bounce: float) -> None:
    energies = [state.energy for state in _run(Ball(x=0, y=1.15, bounce=bounce), 1.2)]
    levels = [energies[0]] + [b for a, b in pairwise(energies) if 0 < b < a - 1e-6]
    assert len(levels) >= 2
    for before, after in pairwise(levels):
        assert after / before == pytest.approx(bounce**2, rel=0.01)


def test_flight_is_the_exact_parabola() -> None:
    ball = _run(Ball(x=0, y=3, vx=1.5, vy=2, spin=3), 0.5)[-1]
    assert (ball.x, ball.y) == pytest.approx((0.75, 3 + 1 - GRAVITY / 8), abs=1e-9)
    assert ball.angle == pytest.approx(1.5)


def test_a_sliding_ball_ends_rolling_with_the_share_of_speed_theory_gives() -> None:
    # A hollow ball keeps 1 / (1 + 2/3) = 3/5 of its speed when friction has made it roll.
    states = _run(Ball(x=0, y=0.15, vx=2, rolling=True, friction=0.5), 1.0)
    rolls = next(state for state in states if abs(state.vx + 0.15 * state.spin) < 1e-9)
    assert rolls.vx == pytest.approx(1.2, abs=0.01)
    assert rolls.spin < 0  # to the right is clockwise


def test_rest_is_rest() -> None:
    states = _run(Ball(x=0, y=0.8, vx=0.4, bounce=0.6), 8)
    last = states[-1]
    assert last.vx == last.vy == last.spin == 0
    assert all(state == last for state in states[-100:])
    assert last.y == pytest.approx(0.15)
    assert all(state.y >= 0.15 - 1e-9 for state in states)


def test_friction_at_the_bounce_never_adds_energy() -> None:
    energies = np.array([state.energy for state in _run(Ball(x=0, y=1, vx=3, spin=20, bounce=0.8), 3)])
    assert (np.diff(energies) < 1e-9).all()

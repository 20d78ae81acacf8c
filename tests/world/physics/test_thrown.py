"""Throws arrive, over the height they were asked to; drag ends at terminal speed."""

from __future__ import annotations

import pytest

from mudong.world.physics.constants import GRAVITY, STEP_S
from mudong.world.physics.thrown import Thrown, fly, velocity_over, velocity_to_reach


def test_a_throw_arrives_in_its_time() -> None:
    vx, vy = velocity_to_reach((0.2, 1.0), (2.0, 0.3), 0.8)
    assert 0.2 + vx * 0.8 == pytest.approx(2.0)
    assert 1.0 + vy * 0.8 - GRAVITY * 0.32 == pytest.approx(0.3)


def test_a_throw_passes_its_apex_and_arrives() -> None:
    vx, vy = velocity_over((0.0, 1.0), (2.0, 0.3), 1.8)
    assert 1.0 + vy**2 / 2 / GRAVITY == pytest.approx(1.8)
    t = vy / GRAVITY + (2 * 1.5 / GRAVITY) ** 0.5
    assert vx * t == pytest.approx(2.0)
    with pytest.raises(ValueError, match="apex"):
        velocity_over((0.0, 1.0), (2.0, 0.3), 0.9)


def test_drag_ends_at_terminal_speed() -> None:
    ball = Thrown(x=0, y=0, vx=2, vy=5, radius=0.15, mass=0.1)
    for _ in range(round(10 / STEP_S)):
        ball = fly(ball)
    assert -ball.vy == pytest.approx(ball.terminal_speed, rel=1e-3)
    assert abs(ball.vx) < 0.05


def test_heavy_things_hardly_feel_the_air() -> None:
    stone = Thrown(x=0, y=2, vx=3, vy=2, radius=0.02, mass=5.0)
    for _ in range(120):
        stone = fly(stone)
    assert (stone.x, stone.y) == pytest.approx((1.5, 2 + 1 - GRAVITY / 8), abs=2e-3)

"""Many bodies: momentum, restitution, stacks that stand, blocks that come to rest, no one inside another."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from mudong.world.physics.bodies import simulate_bodies
from mudong.world.physics.body import Body, Push

FINE = np.arange(0, 2, 1 / 240)


def _momentum(bodies: list[Body], track: np.ndarray) -> np.ndarray:
    mass = np.array([body.mass for body in bodies])[:, None]
    return (track[:, :, 3:5] * mass).sum(axis=1)


@pytest.mark.parametrize("seed", range(4))
def test_collisions_keep_momentum(seed: int) -> None:
    rng = np.random.default_rng(seed)
    bodies = [
        Body(x=-0.7 + 0.45 * (i % 4), y=0.45 * (i // 4), vx=float(rng.uniform(-2, 2)), vy=float(rng.uniform(-2, 2)),
             radius=0.15 if i % 2 else 0.0, width=0.25, height=0.25, mass=float(rng.uniform(0.2, 3)),
             bounce=0.8, spin=float(rng.uniform(-4, 4)))
        for i in range(8)
    ]  # fmt: skip
    track = simulate_bodies(bodies, FINE, ground=None, gravity=0.0)
    momentum = _momentum(bodies, track)
    speeds = np.array([body.mass * np.hypot(body.vx, body.vy) for body in bodies]).sum()
    assert np.abs(np.diff(track[:, :, 3:5], axis=0)).max() > 0.1  # they did collide
    assert np.abs(momentum - momentum[0]).max() < 0.001 * speeds


def test_a_central_impact_has_its_restitution() -> None:
    bodies = [Body(x=-1, y=0, vx=2, radius=0.2, mass=1, bounce=0.6), Body(x=0, y=0, radius=0.2, mass=2, bounce=0.9)]
    first, second = simulate_bodies(bodies, FINE, ground=None, gravity=0.0)[-1]
    assert second[3] - first[3] == pytest.approx(0.6 * 2, rel=1e-6)
    assert first[3] + 2 * second[3] == pytest.approx(2, rel=1e-6)


@pytest.mark.parametrize("bounce", [0.5, 0.8])
def test_a_bounce_keeps_energy_times_restitution_squared(bounce: float) -> None:
    y = simulate_bodies([Body(x=0, y=1.15, radius=0.15, bounce=bounce)], FINE)[:, 0, 1] - 0.15
    peaks = [1.0] + [y[i] for i in range(1, len(y) - 1) if y[i - 1] <= y[i] > y[i + 1] and y[i] > 0.02]
    assert len(peaks) >= 3
    for before, after in pairwise(peaks):
        assert after / before == pytest.approx(bounce**2, rel=0.01)


def test_a_tower_at_rest_stays() -> None:
    tower = [Body(x=0, y=0.1 + 0.2 * i, width=0.2, height=0.2) for i in range(5)]
    track = simulate_bodies(tower, np.arange(0, 3, 1 / 24))
    assert np.abs(track[:, :, :3] - track[0, :, :3]).max() < 5e-4
    assert (track[24:] == track[-1]).all()


@pytest.mark.parametrize("seed", range(3))
def test_blocks_tumble_and_come_to_rest_outside_each_other_and_the_ground(seed: int) -> None:
    rng = np.random.default_rng(seed)
    blocks = [
        Body(x=float(rng.uniform(-0.1, 0.1)), y=0.3 + 0.4 * i, width=0.25, height=0.25, bounce=0.2,
             angle=float(rng.uniform(-1, 1)), spin=float(rng.uniform(-3, 3)))
        for i in range(4)
    ]  # fmt: skip
    track = simulate_bodies(blocks, np.arange(0, 5, 1 / 24))
    assert (track[-12:] == track[-1]).all()
    assert (track[-1, :, 3:] == 0).all()
    for x, y, angle in track[-1, :, :3]:
        assert y - 0.125 * (abs(np.cos(angle)) + abs(np.sin(angle))) > -0.004
        others = track[-1][track[-1, :, 0] != x]
        assert np.hypot(others[:, 0] - x, others[:, 1] - y).min() > 0.24


def test_what_leans_over_the_edge_falls() -> None:
    shelf = [Body(x=0, y=0.2, width=0.4, height=0.4, mass=20), Body(x=0.28, y=0.5, width=0.2, height=0.2)]
    assert simulate_bodies(shelf, np.array([0.0, 3.0]))[-1, 1, 1] < 0.2


def test_a_push_wakes_a_sleeper() -> None:
    track = simulate_bodies([Body(x=0, y=0.1, radius=0.1)], FINE, pushes=[Push(time_s=1.0, index=0, vx=2, vy=1)])
    assert (track[:240, 0, 0] == 0).all()
    assert track[-1, 0, 0] > 0.5

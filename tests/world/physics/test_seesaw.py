"""The load brings its end down, never through the ground; then all is still."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.world.physics.constants import STEP_S
from mudong.world.physics.seesaw import Seesaw, rock


def _run(seesaw: Seesaw, seconds: float) -> list[Seesaw]:
    states = [seesaw]
    for _ in range(round(seconds / STEP_S)):
        states.append(rock(states[-1]))
    return states


@pytest.mark.parametrize("side", [-1, 1])
def test_the_load_brings_its_end_down_and_it_rests_there(side: int) -> None:
    start = Seesaw(load=0.7 * side)
    states = _run(Seesaw(load=0.7 * side, angle=side * start.limit), 6)
    assert states[-1].angle == pytest.approx(-side * start.limit)
    assert all(state == states[-1] for state in states[-240:])
    assert max(abs(state.angle) for state in states) <= start.limit + 1e-9


def test_balanced_it_stays_level() -> None:
    assert _run(Seesaw(load=0.0), 2)[-1] == Seesaw(load=0.0)


def test_a_free_plank_falls_with_the_energy_of_its_load() -> None:
    start = Seesaw(load=0.7, angle=0.25, bearing=0.0, load_friction=9.0, height=0.9)
    energies = np.array([state.energy for state in _run(start, 0.4)])
    assert np.abs(energies - energies[0]).max() < 0.01 * 9.8 * 4 * 0.7


def test_a_load_slides_on_a_slippery_steep_plank_only() -> None:
    steep = Seesaw(load=0.5, angle=0.29, mass=1e6)
    assert _run(steep, 0.5)[-1].load == 0.5
    slipped = _run(Seesaw(load=0.5, angle=0.29, mass=1e6, load_friction=0.1), 0.5)[-1]
    assert slipped.load < 0.45

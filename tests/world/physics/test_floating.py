"""Ducks and boats start afloat, stay upright and drift; dropped ones dive and come up."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.world.kinds import PropKind
from mudong.world.physics.buoyancy import draft_of
from mudong.world.physics.floating import float_track, hull_of
from mudong.world.scene import Prop

TIMES = np.arange(0, 4, 1 / 24)


@pytest.mark.parametrize(("kind", "size"), [(PropKind.DUCK, 0.3), (PropKind.BOAT, 0.5), (PropKind.BOAT, 4.0)])
def test_it_bobs_about_its_draft(kind: PropKind, size: float) -> None:
    prop = Prop(kind=kind, size=size, vx=0.4)
    track = float_track(prop, TIMES, seed=3)
    assert np.abs(track[:, 2]).max() < 0.25
    assert track[-1, 0] > 0.2
    levels = track[:, 6]
    below = 0.25 * size if kind is PropKind.DUCK else 0.0
    hull = hull_of(prop)
    assert levels.mean() == pytest.approx(draft_of(hull) - hull.height / 2 - below, abs=0.1 * hull.height)


def test_a_dropped_duck_dives_and_comes_up() -> None:
    track = float_track(Prop(kind=PropKind.DUCK, size=0.4, y=1.5), TIMES, seed=0)
    floats = float_track(Prop(kind=PropKind.DUCK, size=0.4), TIMES, seed=0)
    assert track[:, 1].min() < floats[:, 1].min() - 0.02
    assert track[-1, 1] == pytest.approx(floats[-1, 1], abs=0.05)


def test_the_seed_sets_the_waves() -> None:
    a, b = (float_track(Prop(kind=PropKind.DUCK), TIMES, seed=seed) for seed in (1, 2))
    assert not np.allclose(a, b)
    assert np.array_equal(a, float_track(Prop(kind=PropKind.DUCK), TIMES, seed=1))

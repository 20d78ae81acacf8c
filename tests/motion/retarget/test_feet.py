"""Standing feet: found when they stand, held where they stand, and led in and out without a jump."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walk import FEET, walk

from mudong.motion.retarget.feet import plant, standing

LEG, FPS = 160.0, 30.0


def test_a_foot_at_rest_stands_all_the_time() -> None:
    assert standing(np.full((60, 2), 7.0), LEG, FPS) == [(0, 60)]


def test_a_foot_that_glides_never_stands() -> None:
    glide = np.stack([np.arange(60) * 0.6 * LEG / FPS, np.zeros(60)], axis=1)
    assert standing(glide, LEG, FPS) == []


def test_a_moment_is_no_stand() -> None:
    path = np.zeros((40, 2))
    path[:, 0] = np.abs(np.arange(40) - 20) * 3.0
    assert standing(path, LEG, FPS) == []


def test_a_creeping_foot_is_put_down_again_and_again() -> None:
    creep = np.stack([np.arange(240) * 0.15 * LEG / FPS, np.zeros(240)], axis=1)
    spans = standing(creep, LEG, FPS)
    assert len(spans) > 3
    assert all(np.ptp(creep[a:b, 0]) < 0.15 * LEG for a, b in spans)


@pytest.mark.parametrize("noise", [0.0, 0.25])
def test_the_stands_of_a_walk_are_found(noise: float) -> None:
    track, truth = walk(noise_px=noise)
    for side, (*_, ankle, _) in enumerate(FEET):
        found = np.zeros(len(track), bool)
        for start, stop in standing(track.xy[:, ankle].astype(float), LEG, FPS):
            found[start:stop] = True
        assert (found == truth[:, side]).mean() > 0.85
        assert found[truth[:, side]].mean() > 0.85


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_a_held_foot_is_at_one_place_and_nothing_jumps(seed: int) -> None:
    rng = np.random.default_rng(seed)
    path = np.cumsum(rng.normal(0, 0.4, (90, 2)), axis=0)
    spans = [(10, 34), (52, 80)]
    planted = plant(path, spans, FPS)
    for start, stop in spans:
        assert np.ptp(planted[start:stop], axis=0) == pytest.approx([0, 0], abs=1e-9)
        assert planted[start] == pytest.approx(np.median(path[start:stop], axis=0))
    moved = np.abs(planted - path).max()
    assert np.abs(np.diff(planted - path, axis=0)).max() <= 0.6 * moved + 1.6
    assert planted[:6] == pytest.approx(path[:6])
    assert planted[44] == pytest.approx(path[44])


def test_without_stands_the_path_stays() -> None:
    path = np.random.default_rng(2).normal(size=(30, 2))
    assert (plant(path, [], FPS) == path).all()


def test_two_frames_are_too_few_to_stand() -> None:
    assert standing(np.zeros((2, 2)), LEG, FPS) == []

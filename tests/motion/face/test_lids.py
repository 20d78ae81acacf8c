"""Blinks are found in a measure that hardly shows them, and not found where there are none."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.motion.face.lids import lids_from

FRAMES = 240


def _open(sigma: float = 0.01, seed: int = 0) -> np.ndarray:
    """An eye that stays open while nods and smiles make its measured gap wander."""
    time = np.arange(FRAMES)
    return 0.27 + 0.03 * np.sin(time / 25) + np.random.default_rng(seed).normal(0, sigma, FRAMES)


@pytest.mark.parametrize("fps", [16, 30])
@pytest.mark.parametrize("depth", [0.75, 0.6, 0.3])
def test_a_blink_is_whole_however_little_of_it_is_measured(fps: int, depth: float) -> None:
    gap = _open(0.006)
    at = [30, 95, 170, 220]
    for first in at:
        gap[first : first + 2] *= depth
    left, right = lids_from(gap, gap, fps)
    assert np.array_equal(left, right)
    assert [left[first : first + 2].min() for first in at] == pytest.approx([-1] * 4)
    others = np.delete(left, [frame for first in at for frame in range(first - 1, first + 3)])
    assert np.abs(others).max() == 0


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("sigma", [0.004, 0.009, 0.015])
def test_jitter_is_no_blink(sigma: float, seed: int) -> None:
    left, _ = lids_from(_open(sigma, seed), _open(sigma, seed + 100), 30)
    assert (left < -0.2).mean() < 0.005


def test_eyes_that_stay_shut_are_shut() -> None:
    gap = _open()
    gap[100:160] = 0.1
    left, _ = lids_from(gap, gap, 30)
    assert left[101:159].max() < -0.9
    assert np.abs(left[:98]).max() < 0.1


def test_a_wink_is_one_eye() -> None:
    left, right = _open(0.004), _open(0.004, 1)
    left[60:64] *= 0.25
    shut_left, shut_right = lids_from(left, right, 30)
    assert shut_left[60:64].min() == pytest.approx(-1)
    assert shut_right[60:64].min() > -0.3


def test_an_eye_behind_sunglasses_is_left_open() -> None:
    left, right = lids_from(np.full(50, 0.02), _open()[:50], 30)
    assert not left.any()
    assert not right.any()


@pytest.mark.parametrize("frames", [1, 2, 5])
def test_the_shortest_clips_work(frames: int) -> None:
    left, right = lids_from(np.full(frames, 0.3), np.full(frames, 0.3), 30)
    assert left.shape == right.shape == (frames,)

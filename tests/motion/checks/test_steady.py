"""Which part of a video is used: theorems on random tracks, and the cases that people film."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.motion.checks import steady
from mudong.motion.checks.limits import DEFAULT_LIMITS
from mudong.motion.checks.steady import FrameMeasures
from mudong.motion.measures import VideoMeasures


def measures(times: np.ndarray, *, cuts: tuple[int, ...] = (), camera: np.ndarray | None = None) -> VideoMeasures:
    num = len(times)
    cut = np.zeros(num)
    cut[list(cuts)] = 0.9
    return VideoMeasures(
        times_s=times,
        cut=cut,
        camera=np.zeros((num, 3)) if camera is None else camera,
        people=np.ones(num, int),
        boxes=np.full((num, 4), np.nan),
    )


def test_runs_are_the_stretches_of_true():
    flags = np.array([1, 1, 0, 0, 1, 0, 1], bool)
    assert list(steady.runs(flags)) == [(0, 2), (4, 5), (6, 7)]
    assert list(steady.runs(np.zeros(3, bool))) == []


def test_the_longest_and_earliest_of_equals():
    assert steady.longest([(0, 3), (5, 9), (10, 14)]) == (5, 9)
    assert steady.longest([]) == (0, 0)


@pytest.mark.parametrize("seed", range(5))
def test_the_calm_piece_is_calm_and_no_longer_one_is(seed):
    camera = np.cumsum(np.random.default_rng(seed).normal(0, 0.02, (80, 3)), axis=0)
    allowed = np.array([DEFAULT_LIMITS.camera_shift, DEFAULT_LIMITS.camera_shift, DEFAULT_LIMITS.camera_zoom])
    start, stop = steady.calm((5, 75), camera, DEFAULT_LIMITS)
    assert 5 <= start < stop <= 75
    assert (np.ptp(camera[start:stop], axis=0) <= allowed).all()
    longer = stop - start + 1
    assert not any((np.ptp(camera[s : s + longer], axis=0) <= allowed).all() for s in range(5, 76 - longer))


def test_short_losses_are_bridged_and_long_ones_split(make_track):
    track = make_track(4, 30)
    track.confidence[30:40] = 0.0
    track.confidence[70:100] = 0.0
    there = steady.tracked(track, DEFAULT_LIMITS)
    assert list(steady.runs(there)) == [(0, 70), (100, 120)]
    assert steady.shots(there, [50, 80, 110]) == [(0, 50), (50, 70), (100, 110), (110, 120)]


def test_measures_land_on_the_tracks_frames_at_any_rate(make_track):
    track = make_track(4, 60)
    times = 7.0 + np.arange(60) / 15  # the file starts at 7 s, with 15 frames a second
    camera = np.zeros((60, 3))
    camera[1:, 0] = 0.01
    frames = FrameMeasures.of(track, measures(times, cuts=(30,), camera=camera), DEFAULT_LIMITS)
    assert frames is not None
    assert frames.cuts(DEFAULT_LIMITS) == [120]
    assert frames.camera[-4, 0] == pytest.approx(0.58, abs=0.01)  # 59 moves, less the one at the cut


def test_nothing_measured_is_none(make_track):
    assert FrameMeasures.of(make_track(1), None, DEFAULT_LIMITS) is None
    assert FrameMeasures.of(make_track(1), measures(np.zeros(0)), DEFAULT_LIMITS) is None


def test_a_cut_whose_score_stays_high_is_one_cut(make_track):
    track = make_track(2, 30)
    values = measures(np.arange(60) / 30)
    values.cut[20:23] = 0.6, 0.9, 0.5
    frames = FrameMeasures.of(track, values, DEFAULT_LIMITS)
    assert frames is not None
    assert frames.cuts(DEFAULT_LIMITS) == [21]

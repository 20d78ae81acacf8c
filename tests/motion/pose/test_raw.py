"""Raw rows at uneven times -> a track at a constant rate."""

from fractions import Fraction

import numpy as np
import pytest

from mudong.motion.pose.raw import RawTrack
from mudong.motion.track import FaceTrack


def raw(times, found=None, *, face=False):
    """A body that moves 100 px per second to the right."""
    times = np.asarray(times, float)
    count = len(times)
    found = np.ones(count, bool) if found is None else np.asarray(found)
    xy = np.zeros((count, 21, 2), np.float32)
    xy[..., 0] = 100 * times[:, None]
    xy[~found] = np.nan
    rows = {name: np.where(found, 0.3, np.nan).astype(np.float32) for name in FaceTrack.__slots__}
    rows["confidence"] = found.astype(np.float32)
    return RawTrack(
        width=640, height=480, times_s=times, xy=xy, depth=np.where(found[:, None], 1, np.nan) * np.ones((1, 21)),
        confidence=np.repeat(found[:, None], 21, axis=1).astype(np.float32),
        hands=np.repeat(xy[:, :6], 1, axis=1).reshape(count, 2, 3, 2), boxes=np.zeros((count, 4)),
        people=found.astype(int), face=FaceTrack(**rows) if face else None,
    )  # fmt: skip


def test_frames_on_the_grid_are_taken_as_they_are():
    jitter = np.random.default_rng(0).uniform(-0.002, 0.002, 40)
    track = raw(5 + np.arange(40) / 30 + jitter).at_rate(Fraction(30))
    assert len(track) == 40
    assert track.source == "video"


def test_uneven_times_become_even_without_a_lie():
    times = np.sort(np.random.default_rng(1).uniform(0, 4, 150))
    track = raw(times).at_rate(Fraction(30))
    expected = 100 * np.minimum(times[0] + np.arange(len(track)) / 30, times[-1])
    assert track.xy[:, 0, 0] == pytest.approx(expected, abs=0.01)
    assert abs(track.duration_s - (times[-1] - times[0])) < 0.06


def test_a_dropped_frame_is_filled_in():
    times = np.delete(np.arange(60) / 30, 20)
    track = raw(times).at_rate(Fraction(30))
    assert len(track) == 60
    assert track.xy[20, 0, 0] == pytest.approx(100 * 20 / 30, abs=0.01)
    assert track.confidence.min() == 1


def test_where_nobody_was_found_the_confidence_is_zero_and_nothing_is_nan():
    found = np.ones(60, bool)
    found[:5] = found[20:30] = False
    track = raw(np.arange(60) / 30, found, face=True).at_rate(Fraction(30))
    assert (track.confidence[~found] == 0).all()
    assert (track.confidence[found] == 1).all()
    assert track.xy[25, 0, 0] == pytest.approx(100 * 25 / 30, abs=0.01)
    assert track.face is not None
    assert np.isfinite(track.face.mouth_open).all()
    assert (track.face.confidence[20:30] == 0).all()


def test_nobody_ever_lies_in_the_middle_without_confidence():
    track = raw(np.arange(10) / 30, np.zeros(10, bool)).at_rate(Fraction(30))
    assert (track.confidence == 0).all()
    assert (track.xy == (320, 240)).all()


def test_one_frame():
    assert len(raw([0.0]).at_rate(Fraction(30))) == 1

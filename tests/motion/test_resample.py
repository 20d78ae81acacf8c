"""Another rate is the same movement: nothing overshoots, nothing shifts, and the same rate is the same object."""

import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from tracks import STANDING, make_track

from mudong.motion.resample import resample
from mudong.motion.track import FaceTrack
from mudong.spec.joints import Joint


@pytest.mark.parametrize("fps", [16, 25, 30, Fraction(30000, 1001)])
def test_the_same_rate_is_the_identity(fps):
    track = make_track(fps=fps)
    assert resample(track, fps) is track


@pytest.mark.parametrize(("source", "target"), [(16, 30), (30, 16), (120, 30), (25, 60), (24, Fraction(30000, 1001))])
def test_linear_movement_stays_linear_and_the_length_stays(source, target):
    drift = np.arange(80)[:, None, None] * np.array([2.0, -1.0]) / source
    track = make_track(STANDING + drift, fps=source)
    again = resample(track, target)
    assert abs(again.duration_s - track.duration_s) <= 0.5 / float(target) + 1e-9
    at = np.minimum(np.arange(len(again)) / float(target), 79 / source)
    expected = STANDING + at[:, None, None] * np.array([2.0, -1.0])
    assert np.abs(again.xy - expected).max() < 1e-3


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-500, 500), min_size=3, max_size=30), st.integers(5, 60))
def test_nothing_overshoots(values, fps):
    xy = np.tile(STANDING, (len(values), 1, 1))
    xy[:, Joint.WRIST_L, 0] += values
    again = resample(make_track(xy, fps=16), fps)
    wrist = again.xy[:, Joint.WRIST_L, 0]
    before = np.floor(np.minimum(np.arange(len(again)) * 16 / fps, len(values) - 1) + 1e-9).astype(int)
    pair = np.stack([xy[before, Joint.WRIST_L, 0], xy[np.minimum(before + 1, len(values) - 1), Joint.WRIST_L, 0]])
    assert (wrist >= pair.min(axis=0) - 1e-2).all()
    assert (wrist <= pair.max(axis=0) + 1e-2).all()


def test_hands_and_face_go_along():
    ramp = np.arange(30, dtype=np.float32)
    face = FaceTrack(**{name: ramp.copy() for name in FaceTrack.__slots__})
    hands = np.tile(ramp[:, None, None, None], (1, 2, 3, 2))
    again = resample(make_track(frames=30, fps=30, face=face, hands=hands), 60)
    assert again.face is not None
    assert again.hands is not None
    assert len(again) == len(again.hands) == len(again.face.mouth_open) == 60
    assert again.face.mouth_open[21] == pytest.approx(10.5)
    assert again.hands[21, 0, 0, 0] == pytest.approx(10.5, abs=1e-3)


def test_one_frame_can_be_resampled():
    assert len(resample(make_track(frames=1, fps=10), 30)) == 3

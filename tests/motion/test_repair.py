"""Plain errors are mended; a movement that only looks like one is not touched."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tracks import STANDING, make_track

from mudong.motion.repair import BRIDGED_CONFIDENCE, fill_gaps, repair, unswap, unwild
from mudong.spec.joints import MIRROR, Joint


def swinging(frames=60):
    """Both arms swing, out of step; the body sways."""
    xy = np.tile(STANDING, (frames, 1, 1)).astype(np.float64)
    t = np.arange(frames) / 30
    xy[:, Joint.WRIST_L, 1] -= 60 * np.sin(6 * t) ** 2
    xy[:, Joint.WRIST_R, 0] -= 50 * np.sin(5 * t)
    xy[..., 0] += 10 * np.sin(2 * t)[:, None]
    return xy


@pytest.mark.parametrize("joints", [
    (Joint.SHOULDER_L, Joint.ELBOW_L, Joint.WRIST_L), (Joint.HIP_L, Joint.KNEE_L, Joint.ANKLE_L, Joint.TOE_L),
])  # fmt: skip
@pytest.mark.parametrize("wrong", [slice(20, 21), slice(20, 28), slice(50, 60)])
def test_exchanged_sides_are_changed_back(joints, wrong):
    right = make_track(swinging())
    xy = right.xy.copy()
    both = [int(j) for j in joints] + [MIRROR[j] for j in joints]
    rows = np.arange(60)[wrong][:, None]
    xy[rows, both] = right.xy[rows, [MIRROR[j] for j in both]]
    assert not np.array_equal(xy, right.xy)
    assert np.array_equal(unswap(replace(right, xy=xy)).xy, right.xy)


def test_a_turn_of_the_body_is_no_exchange():
    t = np.linspace(0, 2 * np.pi, 90)
    middle = STANDING[Joint.PELVIS, 0]
    xy = np.tile(STANDING, (90, 1, 1)).astype(np.float64)
    xy[..., 0] = middle + (STANDING[:, 0] - middle) * np.cos(t)[:, None]
    depth = ((STANDING[:, 0] - middle) * np.sin(t)[:, None]).astype(np.float32)
    track = make_track(xy, depth=depth)
    assert np.array_equal(unswap(track).xy, track.xy)


def test_one_wild_frame_is_put_between_its_neighbours():
    right = make_track(swinging())
    xy = right.xy.copy()
    xy[30, Joint.WRIST_L] += (90, -70)
    mended = unwild(replace(right, xy=xy))
    assert np.abs(mended.xy - right.xy).max() < 3
    assert mended.confidence[30, Joint.WRIST_L] == 0.5


def test_a_fast_swing_is_not_wild():
    xy = np.tile(STANDING, (60, 1, 1)).astype(np.float64)
    xy[:, Joint.WRIST_L, 1] -= 80 * (1 + np.sin(2 * np.pi * 3 * np.arange(60) / 16))
    track = make_track(xy, fps=16)
    assert np.array_equal(unwild(track).xy, track.xy)


def with_gap(start, stop, frames=90):
    """A walk to the right whose rows `start` to `stop` are rubbish without confidence."""
    xy = np.tile(STANDING, (frames, 1, 1)) + np.arange(frames)[:, None, None] * np.array([1.0, 0.0])
    confidence = np.ones(xy.shape[:2], np.float32)
    confidence[start:stop] = 0
    xy[start:stop] = 7
    return make_track(xy, confidence=confidence), np.tile(STANDING, (frames, 1, 1)) + np.arange(frames)[
        :, None, None
    ] * np.array([1.0, 0.0])


def test_a_short_gap_is_bridged_and_told():
    track, truth = with_gap(30, 40)
    filled = fill_gaps(track)
    assert np.abs(filled.xy - truth).max() < 1e-3
    assert filled.confidence[30:40] == pytest.approx(BRIDGED_CONFIDENCE)


def test_a_long_gap_is_held_without_confidence_and_without_a_jump():
    track, truth = with_gap(20, 70)
    filled = fill_gaps(track)
    assert (filled.confidence[20:70] == 0).all()
    assert np.abs(filled.xy[20:50] - truth[19]).max() < 1e-3, "held"
    assert np.abs(np.diff(filled.xy, axis=0)).max() < 5, "led over"


@pytest.mark.parametrize(("start", "stop", "hold"), [(0, 10, 10), (80, 90, 79)])
def test_a_gap_at_an_end_is_held(start, stop, hold):
    track, truth = with_gap(start, stop)
    assert np.abs(fill_gaps(track).xy[start:stop] - truth[hold]).max() < 1e-3


def test_nobody_at_all_stays_as_it_is():
    track = make_track(confidence=np.zeros((60, 21), np.float32))
    assert np.array_equal(repair(track).xy, track.xy)

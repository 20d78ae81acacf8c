"""The demo's dance obeys the body: rigid bones, planted feet, everything in the frame, on the beat, without a seam."""

from fractions import Fraction

import numpy as np
import pytest

from mudong.cli.demo.choreography import BEAT_S, BEATS, DURATION_S, HEIGHT, WIDTH, dance_track
from mudong.spec.joints import BONES, LIMB_BONES, Joint

TRACK = dance_track()
XYZ = np.concatenate([TRACK.xy, TRACK.depth[..., None]], axis=-1).astype(float)
XYZ[..., :2] -= XYZ[:, Joint.PELVIS, None, :2]


def test_it_lasts_ten_seconds_and_is_one_loop():
    assert TRACK.duration_s == pytest.approx(DURATION_S, abs=1 / 60)
    steps = np.abs(np.diff(TRACK.xy, axis=0)).max(axis=(1, 2))
    assert np.abs(TRACK.xy[0] - TRACK.xy[-1]).max() <= np.median(steps) * 1.5


def test_bones_keep_their_length():
    for parent, child in BONES:
        length = np.linalg.norm(XYZ[:, child] - XYZ[:, parent], axis=-1)
        if (parent, child) in LIMB_BONES or child in (Joint.NECK, Joint.HEAD, Joint.SPINE):
            assert np.ptp(length) < 2.0, child.label


def test_feet_on_the_floor_do_not_move_at_all():
    floor = TRACK.xy[:, Joint.ANKLE_L, 1].max()
    for ankle in (Joint.ANKLE_L, Joint.ANKLE_R):
        down = TRACK.xy[:, ankle, 1] > floor - 0.01
        assert down.mean() > 0.85
        assert np.ptp(TRACK.xy[down, ankle], axis=0).max() < 0.01


def test_somebody_dances():
    swing = np.ptp(TRACK.xy, axis=0).max(axis=-1)
    assert min(swing[Joint.WRIST_L], swing[Joint.WRIST_R]) > 0.25 * HEIGHT
    assert min(swing[Joint.ANKLE_L], swing[Joint.ANKLE_R]) > 0.05 * HEIGHT


def test_the_whole_body_stays_in_the_frame():
    assert TRACK.xy.min() >= 0
    assert (TRACK.xy.max(axis=(0, 1)) <= (WIDTH, HEIGHT)).all()


def test_hands_meet_where_the_child_claps():
    frame = round(16 * BEAT_S * 30)
    wrists = TRACK.xy[frame, [Joint.WRIST_L, Joint.WRIST_R]]
    shoulders = TRACK.xy[frame, [Joint.SHOULDER_L, Joint.SHOULDER_R]]
    assert np.linalg.norm(wrists[0] - wrists[1]) < 0.75 * np.linalg.norm(shoulders[0] - shoulders[1])
    assert (TRACK.depth[frame, [Joint.WRIST_L, Joint.WRIST_R]] < TRACK.depth[frame, Joint.NECK]).all()


def test_another_rate_shows_the_same_dance():
    double = dance_track(Fraction(60))
    assert double.xy[::2][: len(TRACK)] == pytest.approx(TRACK.xy, abs=0.01)
    assert round(BEATS * BEAT_S * 60) in (len(double) - 1, len(double))


def test_the_deepest_squat_is_on_a_beat():
    beat = TRACK.xy[:, Joint.PELVIS, 1].argmax() / 30 / BEAT_S
    assert beat == pytest.approx(round(beat), abs=0.1)

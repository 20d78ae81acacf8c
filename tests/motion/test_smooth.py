"""Jitter goes, the dance stays."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from tracks import STANDING, make_track

from mudong.motion.smooth import REST, noise, smooth
from mudong.motion.track import FaceTrack
from mudong.spec.joints import Joint


def energy(track, joint=Joint.WRIST_L):
    return float((np.diff(track.xy[:, joint], axis=0) ** 2).sum())


@settings(max_examples=25, deadline=None)
@given(
    st.integers(2, 90), st.sampled_from([10, 16, 24, 30, 60]), st.floats(-20, 20), st.floats(-20, 20), st.floats(0.2, 1)
)
def test_linear_movement_comes_back_unchanged(frames, fps, dx, dy, sure):
    xy = STANDING + np.arange(frames)[:, None, None] * np.array([dx, dy])
    confidence = np.full((frames, 21), sure, np.float32)
    room = REST * 100 / max(sure, 0.25) ** 1.5
    too_slow = max(abs(dx), abs(dy)) * (0.4 * fps - 1) <= 2 * room
    away = np.abs(smooth(make_track(xy, fps=fps, confidence=confidence)).xy - xy).max()
    assert away < (room if too_slow else 2e-2)


def test_what_trembles_within_a_hair_is_brought_to_rest_and_what_does_not_is_not():
    t = np.arange(150) / 30
    drift = np.sin(2 * np.pi * 0.3 * t)[:, None] * np.array([1.0, 0])
    xy = np.tile(STANDING, (150, 1, 1)).astype(np.float64)
    xy[:, Joint.ANKLE_L] += 0.7 * REST * 100 * drift
    xy[:, Joint.ANKLE_R] += 3 * REST * 100 * drift
    again = smooth(make_track(xy))
    assert again.xy[:, Joint.ANKLE_L].std(axis=0).max() < 0.5 * xy[:, Joint.ANKLE_L].std(axis=0).max()
    assert np.abs(again.xy - xy)[:, Joint.ANKLE_R].max() < 0.3


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([16, 30, 60]), st.floats(0.1, 0.4))
def test_noise_on_a_still_figure_falls_to_a_third(seed, fps, sigma):
    jitter = np.random.default_rng(seed).normal(0, sigma, (5 * fps, 21, 2))
    track = make_track(STANDING + jitter, fps=fps)
    left = (smooth(track).xy - STANDING)[fps // 2 : -fps // 2]
    assert np.sqrt((left**2).mean()) < 0.45 * sigma


@pytest.mark.parametrize("fps", [16, 30, 60])
@pytest.mark.parametrize("hertz", [0.5, 1.5, 3.0])
def test_a_clean_dance_keeps_its_energy_and_its_extremes(fps, hertz):
    t = np.arange(6 * fps) / fps
    xy = np.tile(STANDING, (len(t), 1, 1)).astype(np.float64)
    xy[:, Joint.WRIST_L, 1] -= 60 * np.sin(2 * np.pi * hertz * t)
    track = make_track(xy, fps=fps)
    again = smooth(track)
    assert energy(again) >= 0.95 * energy(track)
    assert np.abs(again.xy - track.xy).max() < 3


@pytest.mark.parametrize("sigma", [0.2, 0.4])
def test_a_sudden_stop_in_noise_stays_sudden(sigma):
    rng = np.random.default_rng(3)
    xy = np.tile(STANDING, (90, 1, 1)).astype(np.float64)
    xy[:, Joint.WRIST_L, 0] += np.clip(np.arange(90) - 40, 0, 10) * 12
    again = smooth(make_track(xy + rng.normal(0, sigma, xy.shape)))
    wrist = again.xy[:, Joint.WRIST_L, 0] - xy[:, Joint.WRIST_L, 0]
    assert np.abs(wrist[36:56]).max() < 2.5, "neither rounded nor early nor late"
    assert np.sqrt((wrist[:30] ** 2).mean()) < 0.6 * sigma, "still before"


def test_no_lag():
    t = np.arange(120) / 30
    xy = np.tile(STANDING, (120, 1, 1)).astype(np.float64)
    xy[:, Joint.WRIST_L, 0] += 50 * np.sin(2 * np.pi * 2 * t)
    again = smooth(make_track(xy + np.random.default_rng(0).normal(0, 0.3, xy.shape)))
    a, b = (x - x.mean() for x in (again.xy[:, Joint.WRIST_L, 0], xy[:, Joint.WRIST_L, 0]))
    shifts = [float((a[5 + s : 115 + s] * b[5:115]).sum()) for s in (-1, 0, 1)]
    assert shifts[1] == max(shifts)
    assert abs(shifts[0] - shifts[2]) < 0.01 * shifts[1]


def test_smoothing_twice_changes_little_more():
    rng = np.random.default_rng(1)
    track = make_track(np.tile(STANDING, (90, 1, 1)) + rng.normal(0, 0.3, (90, 21, 2)))
    once = smooth(track)
    assert (smooth(once).xy - once.xy).std() < 0.25 * (once.xy - track.xy).std()


def test_a_blink_stays_and_the_lids_between_do_not_tremble():
    rng = np.random.default_rng(2)
    lids = 0.3 + rng.normal(0, 0.005, 90)
    lids[40:43] = 0.05
    values = {name: np.zeros(90, np.float32) for name in FaceTrack.__slots__}
    face = FaceTrack(**{**values, "eye_open_l": lids.astype(np.float32), "confidence": np.ones(90, np.float32)})
    again = smooth(make_track(frames=90, face=face)).face
    assert again is not None
    assert again.eye_open_l[40:43].max() < 0.12
    assert again.eye_open_l[:35].std() < 0.6 * lids[:35].std()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.floats(0.05, 5))
def test_the_noise_is_measured_within_a_third(seed, sigma):
    values = np.random.default_rng(seed).normal(0, sigma, (300, 1, 1)) + 20 * np.sin(np.arange(300) / 15)[:, None, None]
    assert noise(values, 30)[0, 0] == pytest.approx(sigma, rel=0.45)

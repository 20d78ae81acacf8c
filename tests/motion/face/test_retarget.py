"""From a dancer's face to a picture's: relative, limited, calm, and blinks stay blinks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portrait import draw_portrait

from mudong.motion.face.frame import LIMITS, NEUTRAL
from mudong.motion.face.retarget import retarget_face
from mudong.motion.face.shape import FaceShape
from mudong.motion.track import FaceTrack

FPS = 30
FRAMES = 150
REST = FaceShape.of(draw_portrait(160)[1])


def _track(frames: int = FRAMES, **changes: np.ndarray) -> FaceTrack:
    def level(value: float) -> np.ndarray:
        return np.full(frames, value, np.float32)

    calm = FaceTrack(
        mouth_open=level(0.02),
        mouth_wide=level(0.5),
        eye_open_l=level(0.28),
        eye_open_r=level(0.28),
        brow_l=level(0.23),
        brow_r=level(0.23),
        size_px=level(160),
        turn_deg=level(0),
        nod_deg=level(0),
        confidence=level(1),
    )
    return replace(calm, **changes)


def _channel(track: FaceTrack, name: str, fps: float = FPS) -> np.ndarray:
    return np.array([getattr(frame, name) for frame in retarget_face(track, REST, fps)])


def test_a_face_that_never_changes_is_neutral() -> None:
    smiling = _track(mouth_wide=np.full(FRAMES, 0.66), mouth_open=np.full(FRAMES, 0.1), brow_l=np.full(FRAMES, 0.3))
    assert all(frame == NEUTRAL for frame in retarget_face(smiling, REST, FPS))


@pytest.mark.parametrize("length", [2, 3, 4])
@pytest.mark.parametrize("fps", [16, 30])
def test_short_blinks_survive(length: int, fps: int) -> None:
    lids = np.full(FRAMES, 0.28)
    lids[60 : 60 + length] = 0.1
    shut = _channel(_track(eye_open_l=lids, eye_open_r=lids), "eye_l", fps)
    assert shut[60 : 60 + length].min() < -0.9
    assert np.abs(np.delete(shut, range(58, 62 + length))).max() < 0.05


def test_jitter_does_not_survive() -> None:
    random = np.random.default_rng(0)

    def noisy(value: float, sigma: float) -> np.ndarray:
        return value + random.normal(0, sigma, FRAMES)

    track = _track(
        mouth_open=np.abs(noisy(0.02, 0.004)),
        mouth_wide=noisy(0.5, 0.006),
        eye_open_l=noisy(0.28, 0.01),
        eye_open_r=noisy(0.28, 0.01),
        brow_l=noisy(0.23, 0.003),
    )
    for name, most in (("mouth_open", 0.006), ("mouth_wide", 0.006), ("eye_l", 0.05), ("brow_l", 0.003)):
        assert _channel(track, name).std() < most, name


def test_a_song_comes_through_without_lag() -> None:
    song = 0.06 * (1 - np.cos(np.arange(FRAMES) * 2 * np.pi / 15))
    got = _channel(_track(mouth_open=song), "mouth_open")
    lags = [np.corrcoef(np.roll(song, lag)[20:-20], got[20:-20])[0, 1] for lag in range(-4, 5)]
    assert int(np.argmax(lags)) == 4
    assert max(lags) > 0.97
    assert np.ptp(got) > 0.1


def test_unsure_and_small_faces_fade_to_neutral_without_a_jump() -> None:
    song = 0.06 * (1 - np.cos(np.arange(FRAMES) * 2 * np.pi / 15))
    for change in ({"confidence": np.ones(FRAMES)}, {"size_px": np.full(FRAMES, 160.0)}):
        ((name, values),) = change.items()
        values[60:100] = 0.0
        broken = song.copy()
        broken[60:100] = 3.0
        got = _channel(_track(mouth_open=broken, **{name: values}), "mouth_open")
        assert np.abs(got[60:100]).max() < 1e-6
        assert np.abs(np.diff(got)).max() < 0.09
        assert np.ptp(got[:45]) > 0.1


def test_nothing_measured_gives_neutral() -> None:
    nothing = np.full(FRAMES, np.nan)
    track = _track(mouth_open=nothing, eye_open_l=nothing, size_px=nothing, confidence=np.zeros(FRAMES))
    assert set(retarget_face(track, REST, FPS)) == {NEUTRAL}
    assert retarget_face(_track(0), REST, FPS) == ()


def test_the_head_is_followed_relative_to_where_it_mostly_looks() -> None:
    head = np.zeros((FRAMES, 2))
    head[:, 0] = 15
    head[60:90, 0] = 30
    turn = [frame.turn for frame in retarget_face(_track(), REST, FPS, head)]
    assert turn[10] == pytest.approx(0, abs=0.5)
    assert 4 < turn[75] <= LIMITS["turn"][1]


@settings(deadline=None)
@given(
    values=st.lists(st.floats(0, 5) | st.just(float("nan")), min_size=1, max_size=40),
    sure=st.floats(0, 1),
    fps=st.sampled_from([5, 16, 30, 120]),
)
def test_whatever_was_measured_stays_within_the_limits(values: list[float], sure: float, fps: int) -> None:
    wild = np.array(values)
    track = _track(len(wild), **dict.fromkeys(("mouth_open", "mouth_wide", "eye_open_l", "brow_r"), wild))
    track = replace(track, confidence=np.full(len(wild), sure))
    frames = retarget_face(track, REST, fps)
    assert len(frames) == len(wild)
    assert all(frame == frame.limited() for frame in frames)

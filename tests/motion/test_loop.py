"""Loops: place and velocity run on across the seam, time runs forward, and a round is found where there is one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from puppets import mannequin
from tracks import STANDING, make_track

from mudong.cli.demo.dancer import dance_track
from mudong.motion.loop import best_round, closed, danced_round
from mudong.motion.track import FaceTrack, PoseTrack
from mudong.spec.joints import Joint
from mudong.spec.limits import MIN_LOOP_S


def swinging(frames: int, period: float, fps: int = 30, drift: float = 0.0, seed: int = 0) -> PoseTrack:
    """A body that swings with a period in frames, every joint in its own way, and walks off by `drift` a frame."""
    rng = np.random.default_rng(seed)
    t = np.arange(frames)[:, None, None]
    reach, phase = rng.uniform(4, 30, (1, 21, 2)), rng.uniform(0, 6, (1, 21, 2))
    xy = STANDING + reach * np.sin(2 * np.pi * t / period + phase) + drift * t
    return make_track(xy, fps=fps)


def seam(values: np.ndarray) -> tuple[float, float, float]:
    """The step over the seam, the change of velocity over it, and the largest such change elsewhere."""
    v = values.reshape(len(values), -1).astype(np.float64)
    step = v[0] - v[-1]
    change = max(np.linalg.norm(step - (v[-1] - v[-2])), np.linalg.norm((v[1] - v[0]) - step))
    usual = np.linalg.norm(np.diff(v, n=2, axis=0), axis=1)
    return float(np.linalg.norm(step)), float(change), float(usual.max())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.integers(60, 200), st.floats(35, 90), st.floats(-0.3, 0.3))
def test_a_closed_track_runs_on_across_its_seam(seed: int, frames: int, period: float, drift: float) -> None:
    track = closed(swinging(frames, period, drift=drift, seed=seed))
    step, change, usual = seam(track.xy)
    steps = np.linalg.norm(np.diff(track.xy.reshape(len(track), -1), axis=0), axis=1)
    assert step <= 1.5 * steps.max()
    assert change <= 2 * usual + 0.5


def test_only_the_end_is_bent() -> None:
    track = swinging(120, 47)
    bent = closed(track)
    assert (bent.xy[: 120 - 19] == track.xy[: 120 - 19]).all()
    assert len(bent) == len(track)


def test_a_dance_that_closes_by_itself_stays_as_it_is() -> None:
    track = swinging(120, 60)
    assert closed(track).xy == pytest.approx(track.xy, abs=2.0)


def test_hands_and_face_are_closed_too() -> None:
    track = swinging(100, 37)
    rows = {name: np.sin(np.arange(100) / 9).astype(np.float32) + 1 for name in FaceTrack.__slots__}
    hands = np.repeat(track.xy[:, [[9, 10, 11], [12, 13, 14]]], 1, axis=1)
    bent = closed(replace(track, face=FaceTrack(**rows), hands=hands))
    assert bent.face is not None
    assert bent.hands is not None
    for values in (bent.face.mouth_open, bent.hands):
        step, change, usual = seam(values)
        assert change <= 1.5 * usual + 0.05, step
    assert ((bent.confidence >= 0) & (bent.confidence <= 1)).all()


@pytest.mark.parametrize("frames", [1, 2, 3, 5, 9])
def test_very_short_tracks_survive(frames: int) -> None:
    assert np.isfinite(closed(make_track(frames=frames)).xy).all()


@pytest.mark.parametrize("period", [45, 72, 100])
def test_the_best_round_of_a_periodic_dance_is_whole_periods(period: int) -> None:
    first, stop = best_round(swinging(300, period), (0, 300))
    assert stop - first >= MIN_LOOP_S * 30
    assert (stop - first) % period in (0, 1, period - 1)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.integers(62, 400), st.integers(0, 40))
def test_a_round_lies_in_the_usable_part_and_is_long_enough(seed: int, frames: int, begin: int) -> None:
    rng = np.random.default_rng(seed)
    walk = np.cumsum(rng.normal(0, 2, (frames + begin, 21, 2)), axis=0)
    first, stop = best_round(make_track(STANDING + walk), (begin, begin + frames))
    assert begin <= first < stop <= begin + frames
    assert stop - first >= MIN_LOOP_S * 30 or (first, stop) == (begin, begin + frames)


def test_a_part_too_short_to_choose_from_comes_back_as_it_is() -> None:
    assert best_round(swinging(50, 25), (5, 50)) == (5, 50)


def test_a_long_dance_is_searched_in_little_time_and_memory() -> None:
    first, stop = best_round(swinging(3600, 90), (0, 3600))
    assert stop - first >= 60


def test_there_is_no_there_and_back() -> None:
    """Played in a circle, a turning wheel never turns backwards."""
    t = np.arange(90)
    xy = np.tile(STANDING, (90, 1, 1)).astype(float)
    xy[:, Joint.WRIST_L, 0] += 40 * np.cos(2 * np.pi * t / 62)
    xy[:, Joint.WRIST_L, 1] += 40 * np.sin(2 * np.pi * t / 62)
    track = make_track(xy)
    first, stop = best_round(track, (0, 90))
    around = closed(track.span(first, stop)).xy[:, Joint.WRIST_L] - STANDING[Joint.WRIST_L]
    angle = np.unwrap(np.arctan2(around[:, 1], around[:, 0]))
    assert (np.diff(angle) > 0).all()


def test_a_danced_round_closes_as_a_pose() -> None:
    track = dance_track()
    first, stop = best_round(track, (0, len(track)))
    round_ = closed(track.span(first, stop))
    danced = danced_round(round_, mannequin().nodes)
    assert len(danced.pose) == len(round_) == len(danced.stands)
    nodes = danced.pose.nodes
    steps = np.linalg.norm(np.diff(nodes, axis=0), axis=-1).max(axis=1)
    assert np.linalg.norm(nodes[0] - nodes[-1], axis=-1).max() <= 1.5 * np.median(steps) + 1
    change = np.linalg.norm(np.diff(nodes, n=2, axis=0), axis=-1).max(axis=1)
    before, after = nodes[-1] - nodes[-2], nodes[1] - nodes[0]
    over = nodes[0] - nodes[-1]
    kink = max(np.linalg.norm(over - before, axis=-1).max(), np.linalg.norm(after - over, axis=-1).max())
    assert kink <= 1.5 * change.max()
    angle = danced.pose.turn.angle
    assert np.abs((angle[0] - angle[-1] + np.pi) % (2 * np.pi) - np.pi).max() < 0.5

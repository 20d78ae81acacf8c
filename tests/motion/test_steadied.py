"""A camera that pans or zooms over a dance leaves no trace in the steadied track; a still camera changes nothing."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from mudong.motion.measures import VideoMeasures
from mudong.motion.steadied import without_camera
from mudong.motion.track import PoseTrack

FRAMES, SIZE = 40, np.array([640.0, 360.0])


def dance() -> PoseTrack:
    rng = np.random.default_rng(3)
    xy = rng.uniform(100, 300, (1, 21, 2)) + 5 * np.sin(np.arange(FRAMES) / 4)[:, None, None]
    return PoseTrack(
        fps=Fraction(20), width=640, height=360, xy=xy.astype(np.float32),
        depth=np.ones((FRAMES, 21), np.float32), confidence=np.ones((FRAMES, 21), np.float32), source="video",
    )  # fmt: skip


def measured(camera: np.ndarray, cut: np.ndarray | None = None) -> VideoMeasures:
    return VideoMeasures(
        times_s=np.arange(FRAMES) / 20, cut=np.zeros(FRAMES) if cut is None else cut, camera=camera,
        people=np.ones(FRAMES, int), boxes=np.zeros((FRAMES, 4)),
    )  # fmt: skip


def test_a_still_camera_gives_the_very_same_track() -> None:
    track = dance()
    noise = np.random.default_rng(0).normal(0, 2e-4, (FRAMES, 3))
    assert without_camera(track, measured(noise)) is track
    assert without_camera(track, None) is track


@pytest.mark.parametrize("speed", [(0.01, 0.0, 0.0), (-0.01, 0.004, 0.0), (0.0, 0.0, 0.012), (0.01, 0.0, -0.01)])
def test_pan_and_zoom_are_taken_out(speed: tuple[float, float, float]) -> None:
    track = dance()
    steps = np.tile(speed, (FRAMES, 1))
    steps[0] = 0
    path = np.cumsum(steps, axis=0)
    seen = (track.xy - SIZE / 2) * np.exp(path[:, None, 2:]) + SIZE / 2 + path[:, None, :2] * SIZE
    steady = without_camera(replace(track, xy=seen.astype(np.float32)), measured(steps))
    assert np.abs(steady.xy - track.xy).max() < 0.05


def test_a_cut_is_no_camera_move() -> None:
    steps, cut = np.zeros((FRAMES, 3)), np.zeros(FRAMES)
    steps[20], cut[20] = (0.5, 0, 0), 0.9
    track = dance()
    assert without_camera(track, measured(steps, cut)) is track

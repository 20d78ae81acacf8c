"""The frame meter on pictures made by code, where every cut and every move of the camera is known."""

from __future__ import annotations

import functools
import time
from collections.abc import Iterable

import cv2
import numpy as np
import pytest

from mudong.motion.checks.limits import DEFAULT_LIMITS
from mudong.motion.checks.measure import FrameMeter, fit_shift_zoom
from mudong.motion.measures import VideoMeasures

WIDTH, HEIGHT, FRAMES = 360, 640, 40


@functools.cache
def room(seed: int) -> np.ndarray:
    """A room larger than the frame: soft blobs and some hard edges, (900, 600, 3) uint8."""
    rng = np.random.default_rng(seed)
    blobs = cv2.GaussianBlur(rng.uniform(0, 255, (900, 600, 3)).astype(np.float32), (0, 0), 12)
    blobs = (blobs - blobs.mean()) * 9 + rng.uniform(90, 160, 3)
    for _ in range(25):
        x, y = rng.integers(0, 560), rng.integers(0, 860)
        cv2.rectangle(blobs, (int(x), int(y)), (int(x) + 40, int(y) + 30), rng.uniform(0, 255, 3).tolist(), -1)
    return np.clip(blobs, 0, 255).astype(np.uint8)


def seen(scene: np.ndarray, x: float = 100, y: float = 100, zoom: float = 1.0) -> np.ndarray:
    """The frame whose upper left corner is at x, y of the scene, zoomed about its middle."""
    centre = np.array([WIDTH / 2, HEIGHT / 2])
    shift = centre - zoom * (np.array([x, y]) + centre)
    return cv2.warpAffine(scene, np.array([[zoom, 0, shift[0]], [0, zoom, shift[1]]]), (WIDTH, HEIGHT))


def with_dancer(frame: np.ndarray, t: int, size: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """A bright figure swinging its limbs, and its box."""
    frame = frame.copy()
    swing = np.sin(t * 0.9)
    x, y = 180 + 30 * swing, 330
    for dx, dy in ((90, -110 + 90 * swing), (-90, -110 - 90 * swing), (50 + 30 * swing, 230), (-50 + 30 * swing, 230)):
        end = int(x + size * dx), int(y + size * dy)
        cv2.line(frame, (int(x), int(y - 60 * size * (dy < 100))), end, (230, 60, 90), int(34 * size))
    cv2.ellipse(frame, (int(x), y), (int(45 * size), int(95 * size)), 0, 0, 360, (240, 200, 60), -1)
    box = np.array([x - 115 * size, y - 215 * size, x + 115 * size, y + 245 * size])
    return frame, box


def measured(frames: Iterable[np.ndarray], box: np.ndarray | None = None) -> VideoMeasures:
    meter = FrameMeter()
    for i, frame in enumerate(frames):
        meter.see(i / 30, frame, box, 1)
    return meter.measures()


def cuts(measures: VideoMeasures) -> list[int]:
    return np.flatnonzero(measures.cut >= DEFAULT_LIMITS.cut).tolist()


def wander(measures: VideoMeasures) -> np.ndarray:
    return np.ptp(np.cumsum(measures.camera, axis=0), axis=0)


@pytest.mark.parametrize("size", [1.0, 1.7])
def test_a_dancer_before_a_wall_is_neither_a_cut_nor_a_camera_move(size):
    meter = FrameMeter()
    for t in range(FRAMES):
        frame, box = with_dancer(seen(room(0)), t, size)
        meter.see(t / 30, frame, box, 1)
    measures = meter.measures()
    assert cuts(measures) == []
    assert wander(measures).max() < 0.03


def test_cuts_to_another_room_and_within_one_room():
    a, b = room(0), room(1)
    frames = [seen(a)] * 10 + [seen(b)] * 10 + [seen(b)[:, ::-1]] * 10 + [seen(b, zoom=1.6)] * 10
    frames = [with_dancer(frame, t)[0] for t, frame in enumerate(frames)]
    assert cuts(measured(frames)) == [10, 20, 30]


def test_a_flash_and_a_spoilt_frame_are_no_cuts():
    frames = [with_dancer(seen(room(0)), t)[0] for t in range(FRAMES)]
    frames[10] = np.full_like(frames[10], 255)
    frames[20] = frames[21] = np.clip(frames[20].astype(int) * 2 + 40, 0, 255).astype(np.uint8)
    frames[30] = np.zeros_like(frames[30])
    measures = measured(frames)
    assert cuts(measures) == []
    assert wander(measures).max() < 0.06


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (lambda t: (100 + 2 * t, 100, 1.0), (-78 / WIDTH, 0, 0)),
        (lambda t: (100, 200 - 3 * t, 1.0), (0, 117 / HEIGHT, 0)),
        (lambda t: (100, 100, np.exp(0.005 * t)), (0, 0, 0.195)),
        (lambda t: (100, 100, 1.0), (0, 0, 0)),
    ],
    ids=["pan", "tilt", "zoom", "still"],
)
def test_the_camera_path_is_measured(path, expected):
    scene = room(2)
    total = measured([seen(scene, *path(t)) for t in range(FRAMES)]).camera.sum(axis=0)
    assert total == pytest.approx(expected, abs=0.015)


def test_the_camera_is_read_from_what_is_not_the_dancer():
    scene, meter = room(3), FrameMeter()
    for t in range(FRAMES):
        frame, box = with_dancer(seen(scene, x=100 + 2 * t), t)
        meter.see(t / 30, frame, box, 2)
    measures = meter.measures()
    assert measures.camera.sum(axis=0) == pytest.approx((-78 / WIDTH, 0, 0), abs=0.03)
    assert measures.people.tolist() == [2] * FRAMES
    assert measures.boxes.shape == (FRAMES, 4)
    assert measures.times_s[-1] == pytest.approx(39 / 30)


def test_a_lost_dancer_leaves_no_box_and_flat_frames_say_nothing():
    flat = [np.full((HEIGHT, WIDTH, 3), 90, np.uint8)] * 5
    measures = measured(flat)
    assert np.isnan(measures.boxes).all()
    assert (measures.cut == 0).all()
    assert (measures.camera == 0).all()


def test_nothing_seen_gives_empty_arrays():
    measures = FrameMeter().measures()
    assert measures.camera.shape == (0, 3)
    assert measures.boxes.shape == (0, 4)


def test_a_change_of_frame_size_is_a_cut():
    small = seen(room(0))
    assert cuts(measured([small] * 5 + [np.ascontiguousarray(small.swapaxes(0, 1))] * 5)) == [5]


def test_shift_and_zoom_are_found_among_outliers():
    rng = np.random.default_rng(0)
    before = rng.uniform(-70, 70, (60, 2))
    after = np.exp(0.03) * before + [4.0, -2.0] + rng.normal(0, 0.05, (60, 2))
    after[:20] += rng.uniform(5, 20, (20, 2))  # a third walks on its own
    shift, log_zoom = fit_shift_zoom(before, after)
    assert shift == pytest.approx([4.0, -2.0], abs=0.1)
    assert log_zoom == pytest.approx(0.03, abs=0.003)


def test_a_frame_takes_milliseconds():
    frame = cv2.resize(seen(room(0)), (1080, 1920))
    meter, times = FrameMeter(), []
    for t in range(20):
        start = time.perf_counter()
        meter.see(t / 30, frame, None, 0)
        times.append(time.perf_counter() - start)
    assert np.median(times) < 0.008  # 1.6 ms on an idle core; the bound leaves room for a busy machine

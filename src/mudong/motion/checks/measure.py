"""`FrameMeter` looks at every decoded frame of a reference video at thumbnail size, beside the pose estimator.

It measures how unlike its past each picture is (cuts) and how the background moves (camera). It decides nothing.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import cv2
import numpy as np

from mudong.motion.measures import VideoMeasures

_SIDE = 160
"""Longest side of the thumbnail in pixels: a shift of 0.1 % of the frame is still 1/6 pixel, which flow resolves."""
_GRID = 48
"""Side of the square picture that structure is compared on, in pixels."""
_BLOCK = 8
_REACH = 3
"""Frames looked back and ahead: a flash of up to two frames has the same picture before and after."""
_NOISE_STD = 3.0
"""Grey levels; blocks flatter than this show sensor noise rather than structure."""
_MIN_WEIGHT = 4.0
"""Blocks' worth of structure below which structure alone (without colours) proves nothing, as in the dark."""
_LOST = (0.55, 0.85)
"""Share of lost structure that counts alone: wild dances at 16 fps stay below, mirrored and zoomed shots of one room
lie at 0.78 and above (measured on the same material)."""
_MIN_POINTS = 8
_MAX_POINTS = 80
_WINDOW = (13, 13)
_INLIER_PX = 1.5
_MIN_INLIERS = 0.4
"""Share of points that must follow one movement; at a flash or a cut the flow is nonsense and says nothing."""
_BOX_MARGIN = 0.12
"""The body's box grows by this share of its size: hair, hands and shadow move with the body, not with the camera."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What is kept of one frame.

    grey: (h, w) uint8. background: (h, w) uint8, 255 outside the body's box. blocks: (36, 64) float32, structure.
    weight: (36,) how much texture each block has, 0..1. outside: (36,) share of each block that is background.
    colour: (bins,) float32, sums to 1.
    """

    grey: np.ndarray
    background: np.ndarray
    blocks: np.ndarray
    weight: np.ndarray
    outside: np.ndarray
    colour: np.ndarray


class FrameMeter:
    """A `FrameObserver`: feed every decoded frame to `see`, then take `measures`. About 1.5 ms a frame at 1080p."""

    def __init__(self) -> None:
        self._recent: deque[_Look] = deque(maxlen=2 * _REACH - 1)
        self._times: list[float] = []
        self._unlike: list[np.ndarray] = []
        self._camera: list[np.ndarray] = []
        self._people: list[int] = []
        self._boxes: list[np.ndarray] = []

    def see(self, time_s: float, pixels: np.ndarray, box: np.ndarray | None, people: int) -> None:
        """One frame: pixels (height, width, 3) uint8 RGB; box x0, y0, x1, y1 of the followed body, or None."""
        small = _thumbnail(pixels)
        scale = small.shape[1] / pixels.shape[1]
        look = _look(small, None if box is None else np.asarray(box, np.float64) * scale)
        unlike = np.ones(2 * _REACH - 1)
        for gap, earlier in enumerate(reversed(self._recent)):
            unlike[gap] = _unlike(earlier, look)
        camera = _camera(self._recent[-1], look) if self._recent else np.zeros(3)
        self._recent.append(look)
        self._times.append(float(time_s))
        self._unlike.append(unlike)
        self._camera.append(camera)
        self._people.append(int(people))
        self._boxes.append(np.full(4, np.nan) if box is None else np.asarray(box, np.float64))

    def measures(self) -> VideoMeasures:
        """All that was seen so far."""
        num = len(self._times)
        return VideoMeasures(
            times_s=np.array(self._times, np.float64),
            cut=_cut_scores(np.array(self._unlike).reshape(num, 2 * _REACH - 1)),
            camera=np.array(self._camera, np.float64).reshape(num, 3),
            people=np.array(self._people, np.int64),
            boxes=np.array(self._boxes, np.float64).reshape(num, 4),
        )


def _cut_scores(unlike: np.ndarray) -> np.ndarray:
    """(frames,) cut score from (frames, gaps) differences to the frames 1, 2, ... before.

    Frame `i` starts a new shot when none of the frames before it resembles any of the next ones, itself included:
    then neither a flash nor one spoilt frame counts.
    """
    num = len(unlike)
    scores = np.zeros(num)
    for i in range(1, num):
        ahead = min(_REACH, num - i)
        back = min(_REACH, i)
        scores[i] = min(unlike[i + b, a + b - 1] for a in range(1, back + 1) for b in range(ahead))
    return scores


def _thumbnail(pixels: np.ndarray) -> np.ndarray:
    height, width = pixels.shape[:2]
    factor = _SIDE / max(height, width)
    size = (max(_BLOCK, round(width * factor)), max(_BLOCK, round(height * factor)))
    stride = max(1, int(0.5 / factor))
    if stride > 1:  # averaging 2 x 2 of what is left is enough for flow and histograms, and several times faster
        pixels = np.ascontiguousarray(pixels[::stride, ::stride])
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)


def _look(small: np.ndarray, box: np.ndarray | None) -> _Look:
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    background = _background(grey.shape, box)
    cells = (_GRID // _BLOCK, _GRID // _BLOCK)
    blocks, weight = _blocks(grey)
    return _Look(
        grey=grey,
        background=background,
        blocks=blocks,
        weight=weight,
        outside=cv2.resize(background, cells, interpolation=cv2.INTER_AREA).ravel() / np.float32(255),
        colour=_colours(small),
    )


def _background(shape: tuple[int, ...], box: np.ndarray | None) -> np.ndarray:
    mask = np.full(shape, 255, np.uint8)
    if box is not None and np.isfinite(box).all():
        margin = _BOX_MARGIN * np.array([box[2] - box[0], box[3] - box[1]])
        x0, y0 = np.floor(np.maximum(box[:2] - margin, 0)).astype(int)
        x1, y1 = np.ceil(np.maximum(box[2:] + margin, 0)).astype(int)
        mask[y0:y1, x0:x1] = 0
    return mask


def _blocks(grey: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(36, 64) blocks of the squared picture, each of unit length without its mean (light does not count), and (36,)
    how far each one's contrast rises over noise, 0..1."""
    square = cv2.resize(grey, (_GRID, _GRID), interpolation=cv2.INTER_AREA).astype(np.float32)
    n = _GRID // _BLOCK
    blocks = square.reshape(n, _BLOCK, n, _BLOCK).swapaxes(1, 2).reshape(n * n, _BLOCK * _BLOCK)
    blocks = blocks - blocks.mean(axis=1, keepdims=True)
    length = np.linalg.norm(blocks, axis=1)
    return blocks / np.maximum(length, 1e-6)[:, None], np.clip(length / (_NOISE_STD * _BLOCK), 0.0, 1.0)


def _colours(small: np.ndarray) -> np.ndarray:
    """Histogram over lightness (8) and colour (8 x 8), softened so that a slight change of light stays slight."""
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB)
    histogram = cv2.calcHist([lab], [0, 1, 2], None, [8, 16, 16], [0, 256, 64, 192, 64, 192])
    histogram = cv2.GaussianBlur(histogram.reshape(8, 256), (1, 3), 0.8).reshape(8, 16, 16)
    for level in histogram:
        level[:] = cv2.GaussianBlur(level, (3, 3), 0.8)
    return (histogram / max(float(histogram.sum()), 1.0)).ravel()


def _unlike(before: _Look, after: _Look) -> float:
    """0..1: colours and structure have changed together, or hardly any structure outside the body is left.

    A flash changes colours and a wild dance moves structure; only a cut (or a whip of the camera) does what is said.
    """
    if before.grey.shape != after.grey.shape:
        return 1.0
    colour = 1.0 - float(np.minimum(before.colour, after.colour).sum())
    lost, weight = _lost_structure(before, after)
    alone = float(np.clip((lost - _LOST[0]) / (_LOST[1] - _LOST[0]), 0.0, 1.0)) * min(1.0, weight / _MIN_WEIGHT)
    return float(np.sqrt(lost * max(colour, alone)))


def _lost_structure(before: _Look, after: _Look) -> tuple[float, float]:
    """Share 0..1 of the structure that is gone, and how many blocks had a say: those with texture outside the body's
    boxes, or all with texture where the body leaves too few."""
    weight = np.maximum(before.weight, after.weight)
    outside = weight * np.minimum(before.outside, after.outside)
    if outside.sum() >= _MIN_WEIGHT:
        weight = outside
    total = float(weight.sum())
    if total < 0.5:  # two flat pictures, such as black before a fade
        return 0.0, 0.0
    alike = np.clip(np.einsum("ij,ij->i", before.blocks, after.blocks), 0.0, 1.0)
    return 1.0 - float((alike * weight).sum()) / total, total


def _camera(before: _Look, after: _Look) -> np.ndarray:
    """(3,) shift over width and height and log zoom of the background; zeros where nothing can be followed."""
    if before.grey.shape != after.grey.shape:
        return np.zeros(3)
    height, width = before.grey.shape
    mask = np.minimum(before.background, after.background)
    points = cv2.goodFeaturesToTrack(before.grey, _MAX_POINTS, 0.01, 5, mask=mask, blockSize=5)
    if points is None or len(points) < _MIN_POINTS:
        return np.zeros(3)
    moved, found, _ = cv2.calcOpticalFlowPyrLK(
        before.grey, after.grey, points, points.copy(), winSize=_WINDOW, maxLevel=3
    )
    kept = found.ravel() == 1
    centre = np.array([width / 2, height / 2], np.float32)
    start, end = points.reshape(-1, 2)[kept] - centre, moved.reshape(-1, 2)[kept] - centre
    if len(start) < _MIN_POINTS:
        return np.zeros(3)
    shift, log_zoom = fit_shift_zoom(start, end)
    off = np.linalg.norm(np.exp(log_zoom) * start + shift - end, axis=1)
    if (off < _INLIER_PX).mean() < _MIN_INLIERS:
        return np.zeros(3)
    return np.array([shift[0] / width, shift[1] / height, log_zoom])


def fit_shift_zoom(before: np.ndarray, after: np.ndarray) -> tuple[np.ndarray, float]:
    """The shift (2,) and log zoom that carry points (n, 2), counted from the frame's centre, to `after`.

    Robust: least squares over again with weights that fade beyond the median residual (Geman-McClure), so that a
    crowd or leaves that move on their own do not pull the camera along while they are the minority. The zoom is
    held at 1 while the points are too few or too close together to tell it.
    """
    weight = np.ones(len(before))
    shift = np.median(after - before, axis=0)
    log_zoom = 0.0
    for iteration in range(5):
        residual = np.linalg.norm(np.exp(log_zoom) * before + shift - after, axis=1)
        scale = max(1.5 * float(np.median(residual)), 0.1)
        weight = 1.0 / (1.0 + (residual / scale) ** 2) ** 2
        total = weight.sum()
        mean_before = (weight[:, None] * before).sum(axis=0) / total
        mean_after = (weight[:, None] * after).sum(axis=0) / total
        spread = float((weight * ((before - mean_before) ** 2).sum(axis=1)).sum())
        if iteration > 0 and spread / total > 25.0:  # at least 5 thumbnail pixels around their mean
            joint = float((weight * ((before - mean_before) * (after - mean_after)).sum(axis=1)).sum())
            log_zoom = float(np.log(np.clip(joint / spread, 0.5, 2.0)))
        shift = mean_after - np.exp(log_zoom) * mean_before
    return shift, log_zoom

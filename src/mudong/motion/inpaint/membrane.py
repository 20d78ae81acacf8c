"""The first guess: a membrane stretched over the hole, held at its rim and cut along lines that go on behind it."""

from __future__ import annotations

import cv2
import numpy as np

from mudong.motion.inpaint.level import Level
from mudong.motion.inpaint.poisson import Steps, integrate

_PULL = 1e-4


def smooth_fill(pixels: np.ndarray, hole: np.ndarray) -> np.ndarray:
    """(H, W, 3) uint8 with the hole filled from its rim inwards, without texture."""
    return cv2.inpaint(pixels, hole.astype(np.uint8), 3, cv2.INPAINT_TELEA)


def first_guess(level: Level) -> np.ndarray:
    """(h, w, 3) float32: the hole filled smoothly, before any line is known."""
    return smooth_fill(np.clip(level.image, 0, 255).astype(np.uint8), level.hole).astype(np.float32)


def membrane(level: Level, image: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """(h, w, 3) float32: Laplace's equation in the hole; `image` only where lines cut the rim off.

    Colours do not mix across `lines`, (n, 4) x0, y0, x1, y1 in the level's pixels.
    """
    return integrate(image, level.hole, _cut(level, lines), np.full(level.hole.shape, _PULL))


def _cut(level: Level, lines: np.ndarray) -> Steps:
    """Neighbours alike, but for those on two sides of a line."""
    steps = Steps.none(level.height, level.width)
    ys, xs = np.mgrid[: level.height, : level.width] + 0.5
    for x0, y0, x1, y1 in lines:
        length = max(float(np.hypot(x1 - x0, y1 - y0)), 1e-6)
        along_x, along_y = (x1 - x0) / length, (y1 - y0) / length
        side = along_x * (ys - y0) - along_y * (xs - x0) > 0
        along = along_x * (xs - x0) + along_y * (ys - y0)
        beside = (along > -1) & (along < length + 1)
        steps.joined_right[:, :-1] &= ~((side[:, 1:] != side[:, :-1]) & beside[:, 1:] & beside[:, :-1])
        steps.joined_below[:-1] &= ~((side[1:] != side[:-1]) & beside[1:] & beside[:-1])
    return steps


def beside(level: Level, lines: np.ndarray) -> np.ndarray:
    """(h, w) bool: what lies within two pixels of one of the lines."""
    near = np.zeros(level.hole.shape, np.uint8)
    for x0, y0, x1, y1 in np.rint(lines).astype(int).tolist():
        cv2.line(near, (x0, y0), (x1, y1), 1, 5)
    return near > 0

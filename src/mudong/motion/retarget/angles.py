"""Small arithmetic of plane angles over time."""

from __future__ import annotations

import numpy as np


def rotate(vectors: np.ndarray, angle: np.ndarray) -> np.ndarray:
    """(frames, 2) vectors turned by one angle each, radians; positive turns x towards y, clockwise on a screen."""
    c, s = np.cos(angle), np.sin(angle)
    return np.stack([c * vectors[:, 0] - s * vectors[:, 1], s * vectors[:, 0] + c * vectors[:, 1]], axis=1)


def wrapped(angle: np.ndarray) -> np.ndarray:
    """The same angle between minus and plus half a turn."""
    return (angle + np.pi) % (2 * np.pi) - np.pi


def smoothed(values: np.ndarray, frames: int) -> np.ndarray:
    """(frames,) values averaged over a window of `frames`, without lag."""
    window = np.hanning(frames + 2)[1:-1]
    return np.convolve(np.pad(values, frames // 2, "edge"), window / window.sum(), "valid")

"""The size at which the parser reads frames, and frames brought to it. Knows nothing about nets."""

from __future__ import annotations

import cv2
import numpy as np

SIDE_PX = 96
"""Side of a square frame as it is read; others have about its area. Smaller than the clips: what is lost are noise and
the marks of a codec, and training costs half."""
MULTIPLE = 16
"""Both sides are multiples of it: the stride of the coarsest grid."""


def reading_size(width: int, height: int) -> tuple[int, int]:
    """Width and height at which a frame of that shape is read."""
    by = SIDE_PX / (width * height) ** 0.5
    wide, high = (max(1, round(side * by / MULTIPLE)) * MULTIPLE for side in (width, height))
    return wide, high


def resized(frames: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """(T, H, W, 3) uint8 at `size` width and height; the same array where nothing changes."""
    height, width = frames.shape[1:3]
    if size == (width, height):
        return frames
    way = cv2.INTER_AREA if size[0] * size[1] < width * height else cv2.INTER_LINEAR
    return np.stack([cv2.resize(np.ascontiguousarray(frame), size, interpolation=way) for frame in frames])

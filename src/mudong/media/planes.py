"""RGB to the planes an encoder wants: 4:2:0, BT.709 matrix, limited range. Knows arrays only."""

from __future__ import annotations

import cv2
import numpy as np

_KR, _KB = 0.2126, 0.0722  # ITU-R BT.709
_Y = np.array([_KR, 1 - _KR - _KB, _KB])
_U = (np.array([0, 0, 1]) - _Y) / (2 * (1 - _KB))
_V = (np.array([1, 0, 0]) - _Y) / (2 * (1 - _KR))
_MATRIX = np.column_stack(
    [np.stack([_Y * 219, _U * 224, _V * 224]) / 255, [16, 128, 128]]
).astype(np.float32)  # fmt: skip


def i420(pixels: np.ndarray) -> np.ndarray:
    """(H, W, 3) uint8 RGB with even sides -> (H * 3 / 2, W) uint8: Y above, then U and V, each a quarter."""
    height, width = pixels.shape[:2]
    planes = np.empty((height * 3 // 2, width), np.uint8)
    quarter = height * width // 4
    chroma = planes[height:].reshape(2, quarter)
    full = cv2.transform(pixels, _MATRIX)
    small = cv2.resize(full, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    cv2.extractChannel(full, 0, planes[:height])
    for plane in (0, 1):
        cv2.extractChannel(small, plane + 1, chroma[plane].reshape(height // 2, width // 2))
    return planes

"""The plate: the picture without its figure, filled so that it can be uncovered when the figure moves.

Knows nothing about figures; a mask tells what to take away.
"""

from __future__ import annotations

import cv2
import numpy as np

from mudong.motion.cast_shadow import lift_shadow
from mudong.motion.inpaint.fill import complete


def fill_plate(pixels: np.ndarray, hole_mask: np.ndarray) -> np.ndarray:
    """(H, W, 3) uint8: the picture with everything under the mask replaced by what is around it.

    pixels: (H, W, 3) uint8 RGB; hole_mask: (H, W) bool or uint8, not zero where the figure is. The hole is widened by
    a little to swallow the soft edge; all other pixels are returned unchanged.
    """
    hole = _widened(hole_mask > 0)
    lit, wanting = lift_shadow(pixels, hole)
    return complete(lit, wanting)


def _widened(mask: np.ndarray) -> np.ndarray:
    """The mask and a rim for the soft edge that belongs to neither side; wider at the feet, where the floor is dark."""
    reach = max(3, round(0.006 * max(mask.shape)))
    wide = cv2.dilate(mask.astype(np.uint8), _disc(reach)) > 0
    rows = np.flatnonzero(mask.any(1))
    if len(rows):
        feet = mask.copy()
        feet[: rows[-1] - (rows[-1] - rows[0]) // 10] = False
        wide |= cv2.dilate(feet.astype(np.uint8), _disc(2 * reach)) > 0
    return wide


def _disc(radius: int) -> np.ndarray:
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))


def extend_plate(pixels: np.ndarray, left: int, top: int, right: int, bottom: int) -> np.ndarray:
    """(H + top + bottom, W + left + right, 3) uint8: the picture carried on outside its borders."""
    return cv2.copyMakeBorder(pixels, top, bottom, left, right, cv2.BORDER_REFLECT_101)

"""The plate: the picture without its figure, filled so that it can be uncovered when the figure moves.

Knows nothing about figures; a mask tells what to take away.
"""

from __future__ import annotations

import cv2
import numpy as np


def fill_plate(pixels: np.ndarray, hole_mask: np.ndarray) -> np.ndarray:
    """(H, W, 3) uint8: the picture with everything under the mask replaced by what is around it.

    pixels: (H, W, 3) uint8 RGB; hole_mask: (H, W) bool or uint8, not zero where the figure is. The hole is widened by
    a little to swallow the soft edge; all other pixels are returned unchanged.
    """
    reach = max(3, round(0.006 * max(pixels.shape[:2])))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    hole = cv2.dilate((hole_mask > 0).astype(np.uint8), kernel)
    scale = min(1.0, 320 / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small_hole = cv2.resize(hole * 255, small.shape[1::-1], interpolation=cv2.INTER_AREA)
    filled = cv2.inpaint(small, (small_hole > 0).astype(np.uint8), 5, cv2.INPAINT_TELEA)
    up = cv2.resize(filled, pixels.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    return np.where(hole[..., None] > 0, up, pixels)


def extend_plate(pixels: np.ndarray, left: int, top: int, right: int, bottom: int) -> np.ndarray:
    """(H + top + bottom, W + left + right, 3) uint8: the picture carried on outside its borders."""
    return cv2.copyMakeBorder(pixels, top, bottom, left, right, cv2.BORDER_REFLECT_101)

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
    """(H + top + bottom, W + left + right, 3) uint8: the picture carried on outside its borders.

    Mirrored, and the more blurred the farther out, so that nothing is recognised twice. Amounts in pixels, >= 0; the
    picture itself is returned unchanged inside.
    """
    if not any((left, top, right, bottom)):
        return pixels.copy()
    wide = cv2.copyMakeBorder(pixels, top, bottom, left, right, cv2.BORDER_REFLECT_101)
    height, width = wide.shape[:2]
    ys, xs = np.arange(height, dtype=np.float32), np.arange(width, dtype=np.float32)
    past_y = np.maximum(np.maximum(top - ys, ys - (height - 1 - bottom)), 0)
    past_x = np.maximum(np.maximum(left - xs, xs - (width - 1 - right)), 0)
    outside = np.hypot(past_y[:, None], past_x[None])
    shorter = min(pixels.shape[:2])
    out = wide.astype(np.float32)
    for sigma in (0.006 * shorter, 0.018 * shorter, 0.05 * shorter):
        share = np.clip(outside / (4 * sigma) - 0.5, 0, 1)[..., None]
        out += share * (_blurred(wide, sigma) - out)
    return np.where((outside > 0)[..., None], np.clip(out + 0.5, 0, 255).astype(np.uint8), wide)


def _blurred(image: np.ndarray, sigma: float) -> np.ndarray:
    """A Gaussian blur done at a size where it is cheap; (H, W, 3) float32."""
    factor = min(1.0, 3 / max(sigma, 1e-3))
    size = (max(2, round(image.shape[1] * factor)), max(2, round(image.shape[0] * factor)))
    small = cv2.GaussianBlur(cv2.resize(image, size, interpolation=cv2.INTER_AREA), (0, 0), max(0.3, sigma * factor))
    return cv2.resize(small.astype(np.float32), image.shape[1::-1], interpolation=cv2.INTER_LINEAR)

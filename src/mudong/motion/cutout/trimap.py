"""What is surely figure, surely background, and the band between where alpha has to be solved.

The band is narrow along cloth and skin and wide where the picture is unsure: hair, fur, motion blur.
"""

from __future__ import annotations

import cv2
import numpy as np

FIGURE = 255
BAND = 128
BACKGROUND = 0


def trimap(probability: np.ndarray, half_width: np.ndarray) -> np.ndarray:
    """(H, W) uint8 of `BACKGROUND`, `BAND`, `FIGURE`.

    probability: (H, W) float32. half_width: (H, W) float32 pixels, at least this far on both sides of the contour.
    """
    inside = (probability > 0.5).astype(np.uint8)
    depth_in = cv2.distanceTransform(inside, cv2.DIST_L2, 5)
    depth_out = cv2.distanceTransform(1 - inside, cv2.DIST_L2, 5)
    doubt = (probability > 0.08) & (probability < 0.92) & (np.maximum(depth_in, depth_out) < 3 * half_width)
    out = np.full(probability.shape, BAND, np.uint8)
    out[(depth_in > half_width) & ~doubt] = FIGURE
    out[(depth_out > half_width) & ~doubt] = BACKGROUND
    return out


def hair_half_width(
    shape: tuple[int, int], head: tuple[float, float], radius: float, narrow: float, wide: float
) -> np.ndarray:
    """(H, W) float32: `wide` around the head, falling to `narrow` at twice `radius` from its centre."""
    ys, xs = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    distance = np.hypot(xs - head[0], ys - head[1]) / max(radius, 1e-3)
    return narrow + (wide - narrow) * np.clip(2.4 - distance, 0, 1).astype(np.float32)

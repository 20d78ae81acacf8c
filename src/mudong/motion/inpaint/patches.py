"""A short description of the patch around every pixel, such that alike patches lie close together.

The lowest frequencies of a 7 x 7 cosine transform, which is orthonormal: distances between descriptions are those of
the blurred patches.
"""

from __future__ import annotations

import cv2
import numpy as np

RADIUS = 3
SIDE = 2 * RADIUS + 1
_GREY_ORDER = 3
_COLOUR_ORDER = 1
_ACROSS = 0.5
"""A step sideways against a step up or down: most places are layered from sky to ground."""


def patch_features(image: np.ndarray, nearness: float = 0.0) -> np.ndarray:
    """(h * w, n) float32, one row per pixel in reading order.

    image: (h, w, 3) float32 RGB 0..255. nearness: how many grey levels per patch pixel it costs to lie half a picture
    apart, up or down; half of that sideways.
    """
    height, width = image.shape[:2]
    red, green, blue = (np.ascontiguousarray(image[..., c]) for c in range(3))
    channels = (
        ((red + green + blue) / np.sqrt(np.float32(3)), _GREY_ORDER),
        ((red - blue) / np.sqrt(np.float32(2)), _COLOUR_ORDER),
        ((red - 2 * green + blue) / np.sqrt(np.float32(6)), _COLOUR_ORDER),
    )
    waves = [_wave(order) for order in range(_GREY_ORDER + 1)]
    planes = [
        cv2.sepFilter2D(channel, cv2.CV_32F, waves[across], waves[down])
        for channel, most in channels
        for down in range(most + 1)
        for across in range(most + 1 - down)
    ]
    pull = nearness * SIDE * 3**0.5 * 2 / max(height, width)
    ys, xs = np.mgrid[:height, :width].astype(np.float32)
    return np.stack([*planes, ys * pull, xs * pull * _ACROSS], -1).reshape(height * width, -1)


def _wave(order: int) -> np.ndarray:
    """The cosine of that order over a patch, of unit length."""
    wave = np.cos(np.pi * (np.arange(SIDE) + 0.5) * order / SIDE)
    return (wave / np.linalg.norm(wave)).astype(np.float32)

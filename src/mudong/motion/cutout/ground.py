"""Tells shoes from the shadow under them: the networks often take both.

Feeds `colours.sharpen`. A shadow is the floor, darker; what lies close to the bones of a foot is never taken for one.
"""

from __future__ import annotations

import cv2
import numpy as np

from mudong.motion.cast_shadow import ShadowRule
from mudong.motion.figure import Figure
from mudong.spec.joints import Joint

_FEET = ((Joint.ANKLE_L, Joint.TOE_L), (Joint.ANKLE_R, Joint.TOE_R))
_RULE = ShadowRule(darkest=-0.95, lightest=-0.12, spread=0.4)


def ground_shadow(pixels: np.ndarray, probability: np.ndarray, figure: Figure, figure_height: float) -> np.ndarray:
    """(H, W) float32 0..1: how much each pixel around the feet looks like shaded floor.

    pixels: (H, W, 3) uint8 RGB; probability: (H, W) float32; figure_height in pixels.
    """
    shape = probability.shape
    near, core = np.zeros(shape, np.uint8), np.zeros(shape, np.uint8)
    for ankle, toe in _FEET:
        if min(figure.confidence[ankle], figure.confidence[toe]) < 0.3:
            continue
        tip = figure.xy[toe] + 0.25 * (figure.xy[toe] - figure.xy[ankle])
        start, end = (tuple(round(float(v)) for v in place) for place in (figure.xy[ankle], tip))
        cv2.line(near, start, end, 1, max(3, round(0.17 * figure_height)))
        cv2.line(core, start, end, 1, max(1, round(0.03 * figure_height)))
    floor = _lit_floor(pixels, probability < 0.1, max(4, round(0.12 * figure_height)))
    alike = (_RULE.holds(pixels, floor) & (near > 0) & (core == 0)).astype(np.float32)
    return cv2.GaussianBlur(alike, (0, 0), 1.0)


def _lit_floor(pixels: np.ndarray, outside: np.ndarray, window: int) -> np.ndarray:
    """(H, W, 3) float32: average of the brighter half of the surroundings that are surely not the figure."""
    kernel = (2 * window + 1, 2 * window + 1)
    image, weight = pixels.astype(np.float32), outside.astype(np.float32)
    mean = _mean_around(image, weight, kernel)
    return _mean_around(image, weight * (image.mean(-1) >= mean.mean(-1) - 4), kernel)


def _mean_around(image: np.ndarray, weight: np.ndarray, kernel: tuple[int, int]) -> np.ndarray:
    return cv2.blur(image * weight[..., None], kernel) / (cv2.blur(weight, kernel)[..., None] + 1e-4)

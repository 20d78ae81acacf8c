"""Structural similarity of two grey pictures (Wang et al. 2004, section III.B): Gaussian window, 11 x 11, sigma 1.5."""

from __future__ import annotations

import cv2
import numpy as np

_SIGMA, _SIDE = 1.5, 11
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def ssim_map(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(h, w) float32 similarity at every pixel; a, b: (h, w) grey values 0..255."""
    a, b = a.astype(np.float32), b.astype(np.float32)
    mean_a, mean_b = _window(a), _window(b)
    var_a, var_b = _window(a * a) - mean_a**2, _window(b * b) - mean_b**2
    both = _window(a * b) - mean_a * mean_b
    light = (2 * mean_a * mean_b + _C1) / (mean_a**2 + mean_b**2 + _C1)
    return light * (2 * both + _C2) / (var_a + var_b + _C2)


def ssim(a: np.ndarray, b: np.ndarray, mask: np.ndarray) -> float:
    """Mean over the pixels of `mask`, (h, w) bool."""
    return float(ssim_map(a, b)[mask].mean())


def _window(values: np.ndarray) -> np.ndarray:
    return cv2.GaussianBlur(values, (_SIDE, _SIDE), _SIGMA, borderType=cv2.BORDER_REFLECT)

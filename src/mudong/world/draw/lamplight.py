"""The light of lamps in the dark: around each, what stands there keeps its colours and glows warm.

Lies over a graded frame. Knows lamps as spots in pixels, no scene.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from mudong.world.kinds import Light

IN_THE_DARK = (Light.NIGHT, Light.HORROR)
"""Lights in which lamps are seen to shine."""
_WARM = (1.0, 0.9, 0.66)
"""What red, green and blue keep of the place's colours at noon."""
_FULL = 0.82
"""How much of the dark a lamp takes away where it stands."""


class Lamp(NamedTuple):
    """Where a lamp shines: its middle and how far its light reaches, pixels."""

    x: float
    y: float
    reach: float


def brightness(lamps: Sequence[Lamp], width: int, height: int) -> np.ndarray:
    """(H, W) uint8: how much lamplight there is, 0 where none reaches."""
    light = np.zeros((height, width), np.float32)
    ys, xs = np.ogrid[:height, :width]
    for lamp in lamps:
        far = ((xs + 0.5 - lamp.x) ** 2 + (ys + 0.5 - lamp.y) ** 2) / max(lamp.reach, 1.0) ** 2
        fades = np.clip(1 - far, 0, 1) ** 2
        light = np.maximum(light, fades)
    return np.rint(255 * _FULL * light).astype(np.uint8)


def lamplit(graded: np.ndarray, plain: np.ndarray, light: np.ndarray) -> np.ndarray:
    """(H, W, 3) uint8 RGB of the dark frame where lamps shine `light` on it. plain: the same frame before its grade."""
    share = cv2.merge([light] * 3)
    warm = cv2.multiply(plain, np.array([*_WARM, 0.0]))
    return cv2.add(
        cv2.multiply(graded, cv2.bitwise_not(share), scale=1 / 255), cv2.multiply(warm, share, scale=1 / 255)
    )

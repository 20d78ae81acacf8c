"""The light of lamps in the dark: around each, what stands there keeps its colours and glows warm.

Lies over a graded frame. Knows lamps as spots in pixels, no scene.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
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
    light = np.zeros((height, width), np.uint8)
    for lamp in lamps:
        reach = max(lamp.reach, 1.0)
        left, top = max(floor(lamp.x - reach), 0), max(floor(lamp.y - reach), 0)
        ys, xs = np.ogrid[top : min(ceil(lamp.y + reach), height), left : min(ceil(lamp.x + reach), width)]
        if not ys.size or not xs.size:
            continue
        aside, above = ((xs + 0.5 - lamp.x) / reach) ** 2, ((ys + 0.5 - lamp.y) / reach) ** 2
        fades = np.clip(1 - aside.astype(np.float32) - above.astype(np.float32), 0, 1) ** 2
        box = light[top : top + len(ys), left : left + xs.shape[1]]
        np.maximum(box, np.rint(255 * _FULL * fades).astype(np.uint8), out=box)
    return light


def lamplit(graded: np.ndarray, plain: np.ndarray, light: np.ndarray) -> np.ndarray:
    """(H, W, 3) uint8 RGB of the dark frame where lamps shine `light` on it. plain: the same frame before its grade."""
    x, y, wide, high = cv2.boundingRect(light)
    if not wide:
        return graded
    box = np.s_[y : y + high, x : x + wide]
    share = cv2.merge([light[box]] * 3)
    warm = cv2.multiply(plain[box], np.array([*_WARM, 0.0]))
    kept = cv2.multiply(graded[box], cv2.bitwise_not(share), scale=1 / 255)
    seen = graded.copy()
    seen[box] = cv2.add(kept, cv2.multiply(warm, share, scale=1 / 255))
    return seen

"""`refract`: the background as it is seen through a glass of water or a magnifier, before the thing itself is drawn."""

from __future__ import annotations

import math

import cv2
import numpy as np

from mudong.world.draw.props.glass import GLASS_RADIUS, LENS_RADIUS, LENS_UP, WATER_BOTTOM, WATER_TOP
from mudong.world.kinds import PropKind
from mudong.world.lens import EYE_DISTANCE_M
from mudong.world.physics.constants import INDEX_WATER
from mudong.world.physics.refraction import PixelMap, cylinder_map, lens_map
from mudong.world.scene import Prop

BEHIND_M = 0.4
"""How far behind the thing the background is taken to be."""
FOCAL_SIZES = 2.2
"""Focal length of a magnifier over its size, at least; never so short that the picture turns over."""


def refract(
    pixels: np.ndarray, prop: Prop, place_px: np.ndarray, unit: float, angle: float = 0.0, *, behind_m: float = BEHIND_M
) -> np.ndarray:
    """(H, W, 3 or 4) uint8: a copy of `pixels` with what is seen through `prop` bent by Snell's law.

    place_px: (2,) its middle; unit: pixels per metre; angle: radians counter-clockwise (moves a lens's glass about its
    middle; a glass of water is taken upright). behind_m: metres from it to what is seen. Other kinds change nothing.
    """
    through = _map(prop, np.asarray(place_px, np.float64), unit, angle, behind_m)
    return pixels.copy() if through is None else looked_through(pixels, through)


def looked_through(pixels: np.ndarray, through: PixelMap) -> np.ndarray:
    """A copy of the picture with the map's patch replaced by where it looks; NaN keeps the pixel."""
    result = pixels.copy()
    height, width = pixels.shape[:2]
    h, w = through.source.shape[:2]
    left, top = max(through.left, 0), max(through.top, 0)
    right, bottom = min(through.left + w, width), min(through.top + h, height)
    if right <= left or bottom <= top:
        return result
    source = through.source[top - through.top : bottom - through.top, left - through.left : right - through.left]
    seen = np.isfinite(source.sum(axis=-1))
    # Grazing light looks far beyond the frame; the nearest edge stands for what is there.
    x = np.ascontiguousarray(np.clip(np.nan_to_num(source[..., 0]), 0.0, width - 1), np.float32)
    y = np.ascontiguousarray(np.clip(np.nan_to_num(source[..., 1]), 0.0, height - 1), np.float32)
    patch = cv2.remap(pixels, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    area = result[top:bottom, left:right]
    area[seen] = patch[seen]
    return result


def _map(prop: Prop, place: np.ndarray, unit: float, angle: float, behind_m: float) -> PixelMap | None:
    k, eye, behind = prop.size * unit, EYE_DISTANCE_M * unit, behind_m * unit
    x, y = float(place[0]), float(place[1])
    if prop.kind is PropKind.GLASS:
        return cylinder_map(
            (x, y), GLASS_RADIUS * k, (y + WATER_TOP * k, y + WATER_BOTTOM * k), INDEX_WATER, behind, eye
        )
    if prop.kind is PropKind.LENS:
        up = LENS_UP * k
        centre = (x - up * math.sin(angle), y - up * math.cos(angle))
        focal = max(FOCAL_SIZES * k, 1.8 * behind)
        return lens_map(centre, LENS_RADIUS * k, focal, behind, eye)
    return None

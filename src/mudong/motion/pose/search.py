"""Looks for people in a picture and closer, in its parts: a detector that sees the whole misses small ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from mudong.motion.pose.estimator import PoseEstimator, Sighting

_SAME_PLACE = 0.15
"""Sightings whose middles are closer than this share of their size are one, when their sizes are alike too."""


def find_in_parts(pixels: np.ndarray, estimator: PoseEstimator, *, tiles: int) -> list[Sighting]:
    """Sightings in the whole picture and in its squares of 1 / `tiles` of the longer side, without duplicates."""
    found = estimator.find(pixels)
    for part, x, y in _tiles(pixels, tiles):
        for sighting in estimator.find(part):
            region = replace(sighting.region, x=sighting.region.x + x, y=sighting.region.y + y)
            moved = replace(sighting, region=region)
            if not any(_same_place(moved, other) for other in found):
                found.append(moved)
    return found


def _same_place(a: Sighting, b: Sighting) -> bool:
    apart = float(np.hypot(a.region.x - b.region.x, a.region.y - b.region.y))
    larger, smaller = max(a.region.size, b.region.size), max(min(a.region.size, b.region.size), 1e-6)
    return apart < _SAME_PLACE * larger and larger < 1.5 * smaller


def _tiles(pixels: np.ndarray, count: int) -> Iterator[tuple[np.ndarray, int, int]]:
    """Squares (or strips) that overlap by half: `2 * count - 1` along each side that is long enough."""
    height, width = pixels.shape[:2]
    side = -(-max(height, width) // count)
    step = max(1, side // 2)
    for y in range(0, max(1, height - step), step):
        for x in range(0, max(1, width - step), step):
            yield np.ascontiguousarray(pixels[y : y + side, x : x + side]), x, y

"""Finds for every patch that reaches into the hole the most alike known patch: everywhere, or near former finds."""

from __future__ import annotations

import cv2
import numpy as np

from mudong.motion.inpaint.level import Level
from mudong.motion.inpaint.patches import patch_features

_CHUNK = 12_000_000
"""Distances held in memory at once."""
_STEPS = [(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dy or dx]


def search_all(level: Level, image: np.ndarray, nearness: float) -> tuple[np.ndarray, np.ndarray]:
    """Exhaustive search: positions (h * w,) int and their cost (h * w,) float32, 0 outside the hole's reach."""
    features = patch_features(image, nearness)
    table = features[level.sources]
    half_norm = (table**2).sum(1) / 2
    positions, cost = level.itself(), np.zeros(level.hole.size, np.float32)
    for chunk in np.array_split(level.queries, 1 + len(level.queries) * len(table) // _CHUNK):
        score = features[chunk] @ table.T
        score -= half_norm
        best = score.argmax(1)
        positions[chunk] = level.sources[best]
        cost[chunk] = (features[chunk] ** 2).sum(1) - 2 * score[np.arange(len(chunk)), best]
    return positions, np.maximum(cost, 0)


def refine(level: Level, image: np.ndarray, positions: np.ndarray, nearness: float) -> tuple[np.ndarray, np.ndarray]:
    """Betters each position by what its neighbours found and by small steps around it.

    PatchMatch (Barnes et al. 2009) with all pixels moving at once. Returns like `search_all`.
    """
    features = patch_features(image, nearness)
    own = features[level.queries]
    positions = positions.copy()
    best = positions[level.queries]
    best_cost = ((own - features[best]) ** 2).sum(1)
    ys, xs = np.divmod(level.queries, level.width)
    for jump in (8, 3, 1):
        positions[level.queries] = best
        for dy, dx in _STEPS:
            y, x = np.clip(ys + dy * jump, 0, level.height - 1), np.clip(xs + dx * jump, 0, level.width - 1)
            neighbour = y * level.width + x
            _keep_better(level, features, own, positions[neighbour] - (neighbour - level.queries), best, best_cost)
    for dy, dx in _STEPS:
        _keep_better(level, features, own, best + dy * level.width + dx, best, best_cost)
    cost = np.zeros(level.hole.size, np.float32)
    positions[level.queries], cost[level.queries] = best, best_cost
    return positions, cost


def _keep_better(
    level: Level, features: np.ndarray, own: np.ndarray, candidate: np.ndarray, best: np.ndarray, best_cost: np.ndarray
) -> None:
    """Puts those candidates into `best` that are sources and cost less."""
    candidate = np.clip(candidate, 0, level.hole.size - 1)
    rows = np.flatnonzero(level.source.ravel()[candidate] & (candidate != best))
    cost = ((own[rows] - features[candidate[rows]]) ** 2).sum(1)
    won = cost < best_cost[rows]
    best[rows[won]], best_cost[rows[won]] = candidate[rows[won]], cost[won]


def carried(positions: np.ndarray, coarse: Level, level: Level) -> np.ndarray:
    """The positions of a coarser level at this one. What lands outside the sources starts at the nearest source."""
    ys, xs = np.mgrid[: level.height, : level.width]
    down, across = coarse.offsets(positions)
    rows = np.clip(ys + _enlarged(down, level, level.height / coarse.height), 0, level.height - 1)
    columns = np.clip(xs + _enlarged(across, level, level.width / coarse.width), 0, level.width - 1)
    found = np.where(level.reaching, rows * level.width + columns, level.itself().reshape(ys.shape)).ravel()
    lost = np.flatnonzero(level.reaching.ravel() & ~level.source.ravel()[found])
    found[lost] = _nearest_source(level)[found[lost]]
    return found


def _enlarged(offset: np.ndarray, level: Level, factor: float) -> np.ndarray:
    """An offset map at another scale; offsets grow with the picture."""
    size = (level.width, level.height)
    grown = cv2.resize(offset.astype(np.float32), size, interpolation=cv2.INTER_NEAREST_EXACT)
    return np.rint(grown * factor).astype(int)


def _nearest_source(level: Level) -> np.ndarray:
    """(h * w,) flat index of the source nearest to each pixel."""
    free = (~level.source).astype(np.uint8)
    _, nearest = cv2.distanceTransformWithLabels(free, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    labels = np.asarray(nearest, np.int64).ravel()
    source_of = np.zeros(int(labels.max()) + 1, int)
    source_of[labels[level.sources]] = level.sources
    return source_of[labels]

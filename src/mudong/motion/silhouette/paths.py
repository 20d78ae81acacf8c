"""Ways inside an outline: how far every pixel is from the trunk by foot, where the limbs end, their middle lines.

Works on a small mask (about 200 pixels high). Knows nothing about joints.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

_STEPS = ((0, 1), (1, 0), (1, 1), (1, -1))
MAX_TIPS = 7


@dataclass(frozen=True, slots=True)
class Outline:
    """mask: (h, w) bool, one piece. depth: (h, w) float32, distance to the outside in pixels.

    index: (h, w) int, the node of each pixel, -1 outside. places: (nodes, 2) x, y. by_foot, mid_line: graphs whose
    edges cost their length, the second one more the nearer they run to the edge.
    """

    mask: np.ndarray
    depth: np.ndarray
    index: np.ndarray
    places: np.ndarray
    by_foot: coo_array
    mid_line: coo_array

    @classmethod
    def of(cls, mask: np.ndarray, *, open_below: bool = False) -> Outline:
        """From (h, w) bool. `open_below`: the thing goes on beyond the lower border, which is no edge of it."""
        inside = np.pad(mask, ((1, 0), (1, 1))).astype(np.uint8)
        below = np.repeat(inside[-1:], len(mask), axis=0) if open_below else np.zeros_like(inside[-1:])
        depth = cv2.distanceTransform(np.concatenate([inside, below]), cv2.DIST_L2, 5)[1 : len(mask) + 1, 1:-1]
        index = np.full(mask.shape, -1)
        rows, columns = np.nonzero(mask)
        index[rows, columns] = np.arange(len(rows))
        starts, ends, lengths = _edges(index)
        near = depth[rows, columns]
        crowded = 1.0 + (0.25 * near.max() / np.maximum(0.5 * (near[starts] + near[ends]), 0.5)) ** 2
        shape = (len(rows), len(rows))
        return cls(
            mask=mask,
            depth=depth,
            index=index,
            places=np.stack([columns, rows], axis=1).astype(np.float64),
            by_foot=coo_array((lengths, (starts, ends)), shape=shape),
            mid_line=coo_array((lengths * crowded, (starts, ends)), shape=shape),
        )

    def node(self, place: np.ndarray) -> int:
        """The pixel of the outline nearest to a place x, y."""
        return int(np.argmin(((self.places - place) ** 2).sum(axis=1)))

    def depth_at(self, places: np.ndarray) -> np.ndarray:
        """Distance to the outside at (n, 2) places inside."""
        columns, rows = np.round(places).astype(int).T
        return self.depth[rows, columns]

    def tips(self, start: np.ndarray, least: float) -> np.ndarray:
        """(tips, 2) ends of limbs, the farthest first: each the pixel farthest by foot from `start` and from all ways
        to former tips, while that is at least `least` pixels."""
        near, before = _search(self.by_foot, [self.node(start)])
        found: list[int] = []
        while len(found) < MAX_TIPS:
            tip = int(np.argmax(np.where(np.isfinite(near), near, -1.0)))
            if near[tip] < least:
                break
            found.append(tip)
            way = _way_back(before, tip)
            nearer, _ = _search(self.by_foot, way)
            near = np.minimum(near, nearer)
        return self.places[found].reshape(-1, 2)

    def way(self, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """(n, 2) the way from `start` to `end` along the middle of what lies between."""
        _, before = _search(self.mid_line, [self.node(start)])
        return self.places[_way_back(before, self.node(end))[::-1]]

    def run(self, place: np.ndarray) -> tuple[float, float]:
        """First and last x of the stretch of the mask that holds `place` in its row."""
        x, y = self.places[self.node(place)].astype(int)
        row = self.mask[y]
        gaps = np.flatnonzero(~row)
        left, right = gaps[gaps < x], gaps[gaps > x]
        return float(left[-1] + 1 if left.size else 0), float(right[0] - 1 if right.size else len(row) - 1)


def along(way: np.ndarray, share: float) -> np.ndarray:
    """(2,) the place after `share` of the length of a way (n, 2)."""
    if len(way) < 2:
        return way[0]
    travelled = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(way, axis=0), axis=1))])
    return np.array([np.interp(share * travelled[-1], travelled, way[:, axis]) for axis in (0, 1)])


def length(way: np.ndarray) -> float:
    """Length of a way (n, 2) in pixels."""
    return float(np.linalg.norm(np.diff(way, axis=0), axis=1).sum())


def _edges(index: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    starts, ends, lengths = [], [], []
    height, width = index.shape
    for down, right in _STEPS:
        here = index[: height - down, max(0, -right) : width - max(0, right)]
        there = index[down:, max(0, right) : width - max(0, -right)]
        both = (here >= 0) & (there >= 0)
        starts.append(here[both])
        ends.append(there[both])
        lengths.append(np.full(int(both.sum()), float(np.hypot(down, right))))
    return np.concatenate(starts), np.concatenate(ends), np.concatenate(lengths)


def _search(graph: coo_array, starts: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Distance of every node to the nearest of `starts`, and the node before it on the way."""
    near, before, _ = dijkstra(graph.tocsr(), directed=False, indices=starts, min_only=True, return_predecessors=True)
    return near, before


def _way_back(before: np.ndarray, end: int) -> list[int]:
    way = [end]
    while before[way[-1]] >= 0:
        way.append(int(before[way[-1]]))
    return way

"""Straight edges that end at a hole and go on behind it: door frames, skirtings, joints of tiles, horizons.

Gives the first guess its structure; knows nothing about patches.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

_SIDE = 480
"""Longest side at which edges are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule:
    """Lengths in pixels at the working scale. near: from an edge's end to the hole. turn: largest angle in degrees
    between two edges that are one. aside: how far off the one's line the other may lie, plus `drift` of the gap.
    contrast: least difference of the colours across it. lone, lone_contrast: least length and difference of an
    edge that goes on by itself, by as much as it is long."""

    shortest: int = 10
    near: float = 9.0
    turn: float = 6.0
    aside: float = 1.6
    drift: float = 0.025
    contrast: float = 7.0
    lone: float = 24.0
    lone_contrast: float = 35.0


@dataclass(frozen=True, slots=True)
class _End:
    """The end of an edge that points at the hole: place, direction into it, colours on its left, on it, on its right
    (3, 3) as seen along the heading, length and number of the edge."""

    place: np.ndarray
    heading: np.ndarray
    colours: np.ndarray
    length: float
    edge: int


def continued_lines(pixels: np.ndarray, hole: np.ndarray, rule: LineRule | None = None) -> np.ndarray:
    """(n, 4) float32 x0, y0, x1, y1 in pixels: stretches through the hole that join two edges outside, or carry one on.

    pixels: (H, W, 3) uint8 RGB; hole: (H, W) bool.
    """
    rule = rule or LineRule()
    scale = min(1.0, _SIDE / max(hole.shape))
    size = (max(8, round(hole.shape[1] * scale)), max(8, round(hole.shape[0] * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    small_hole = cv2.resize(hole.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA) > 0
    ends = _ends(small, small_hole, rule)
    joined = sorted(_joined(ends, small_hole, rule), key=lambda pair: -pair[0])
    taken: set[int] = set()
    lines: list[np.ndarray] = []
    for _, first, second in joined:
        if first not in taken and second not in taken:
            taken |= {first, second}
            lines.append(np.concatenate([ends[first].place, ends[second].place]) / scale)
    for index, end in enumerate(ends):
        if index not in taken and end.length >= rule.lone and np.ptp(end.colours, axis=0).max() >= rule.lone_contrast:
            lines.append(np.concatenate([end.place, end.place + end.heading * end.length]) / scale)
    return np.array(lines, np.float32).reshape(-1, 4)


def _ends(small: np.ndarray, hole: np.ndarray, rule: LineRule) -> list[_End]:
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    found = cv2.ximgproc.createFastLineDetector(rule.shortest, 1.4, 12, 30, 3, False).detect(grey)
    away = cv2.distanceTransform((~hole).astype(np.uint8), cv2.DIST_L2, 5)
    smooth = cv2.GaussianBlur(small, (0, 0), 1).astype(np.float32)
    ends: list[_End] = []
    for edge, (x0, y0, x1, y1) in enumerate([] if found is None else found.reshape(-1, 4).astype(float)):
        start, stop = np.array([x0, y0]), np.array([x1, y1])
        length = float(np.hypot(*(stop - start)))
        along = start + np.linspace(0.05, 0.95, 9)[:, None] * (stop - start)
        if (_at(away, along) < 1).mean() > 0.3:
            continue
        for place, other in ((start, stop), (stop, start)):
            heading = (place - other) / length
            if _at(away, place[None])[0] <= rule.near and _at(away, (place + 3 * rule.near * heading)[None])[0] == 0:
                colours = _colours(smooth, away, place, heading)
                if np.ptp(colours, axis=0).max() >= rule.contrast:
                    ends.append(_End(place, heading, colours, length, edge))
    return ends


def _at(plane: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Values at (n, 2) x, y places, clamped to the picture."""
    x = np.clip(np.rint(places[:, 0]).astype(int), 0, plane.shape[1] - 1)
    y = np.clip(np.rint(places[:, 1]).astype(int), 0, plane.shape[0] - 1)
    return plane[y, x]


def _colours(smooth: np.ndarray, away: np.ndarray, place: np.ndarray, heading: np.ndarray) -> np.ndarray:
    """(3, 3) mean colours left of the edge's end, on it and right of it, outside the hole."""
    across = np.array([-heading[1], heading[0]])
    back = place - heading * np.arange(1, 9)[:, None]
    back = back[_at(away, back) > 1]
    if not len(back):
        return np.zeros((3, 3))
    return np.stack([_at(smooth, back + side * across).mean(0) for side in (-3, 0, 3)])


def _joined(ends: list[_End], hole: np.ndarray, rule: LineRule) -> list[tuple[float, int, int]]:
    """Score and indices of all pairs of ends that can be one edge seen on both sides of the hole."""
    pairs: list[tuple[float, int, int]] = []
    straight = np.cos(np.radians(rule.turn))
    for i, one in enumerate(ends):
        for j in range(i + 1, len(ends)):
            other = ends[j]
            gap = other.place - one.place
            length = float(np.hypot(*gap))
            if one.edge == other.edge or length < 2 or one.heading @ -other.heading < straight:
                continue
            aside = max(_aside(one.heading, gap), _aside(other.heading, gap))
            if one.heading @ gap < 0 or aside > rule.aside + rule.drift * length:
                continue
            inside = _at(hole, one.place + np.linspace(0.05, 0.95, 15)[:, None] * gap).mean()
            if inside > 0.5 and _alike(one.colours, other.colours[::-1]):
                pairs.append((one.length + other.length - 4 * aside, i, j))
    return pairs


def _alike(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two profiles across an edge show the same edge, whatever the light."""
    one, other = (one - one.mean(0)).ravel(), (other - other.mean(0)).ravel()
    size, other_size = float(np.linalg.norm(one)), float(np.linalg.norm(other))
    return bool(one @ other > 0.75 * size * other_size and 0.4 < size / other_size < 2.5)


def _aside(heading: np.ndarray, gap: np.ndarray) -> float:
    """How far the end of `gap` lies off the line along `heading`."""
    return abs(float(heading[0] * gap[1] - heading[1] * gap[0]))

"""Outlines that creatures are made of: leaves for ears, horns and spikes, a pear for the trunk, merged contours.

Plain floats throughout, as these run for every frame. All closed paths go round the same way, so that they can merge.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

import skia

Point = tuple[float, float]


def soft(points: Sequence[Point]) -> skia.Path:
    """A soft closed curve through points (Catmull-Rom), clockwise on the screen."""
    turn = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True))
    p = list(points) if turn > 0 else list(reversed(points))
    n = len(p)
    path = skia.Path()
    path.moveTo(*p[0])
    for i in range(n):
        before, here, there, after = p[i - 1], p[i], p[(i + 1) % n], p[(i + 2) % n]
        path.cubicTo(
            here[0] + (there[0] - before[0]) / 6,
            here[1] + (there[1] - before[1]) / 6,
            there[0] - (after[0] - here[0]) / 6,
            there[1] - (after[1] - here[1]) / 6,
            *there,
        )
    path.close()
    return path


def string(points: Sequence[Point]) -> skia.Path:
    """A soft open curve through points."""
    path = skia.Path()
    path.moveTo(*points[0])
    for i in range(len(points) - 1):
        before, here, there = points[max(i - 1, 0)], points[i], points[i + 1]
        after = points[min(i + 2, len(points) - 1)]
        path.cubicTo(
            here[0] + (there[0] - before[0]) / 6,
            here[1] + (there[1] - before[1]) / 6,
            there[0] - (after[0] - here[0]) / 6,
            there[1] - (after[1] - here[1]) / 6,
            *there,
        )
    return path


def merged(*paths: skia.Path) -> skia.Path:
    """Several closed paths as one; its contour under its fill goes around all of them only."""
    path = skia.Path()
    path.setFillType(skia.PathFillType.kWinding)
    for part in paths:
        path.addPath(part)
    return path


def leaf(
    base: Point, tip: Point, width: float, *, belly: float = 0.35, end: float = 0.12, root: float = 0.82
) -> skia.Path:
    """A leaf from `base` to `tip`, `width` pixels wide at its belly; `end`: bluntness of the tip as share of the width.

    belly: where it is widest, as share of the way. root: width at the base as share of the width.
    """
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    length = max(hypot(dx, dy), 1e-6)
    nx, ny = -dy / length, dx / length
    w = width / 2

    def put(along: float, across: float) -> Point:
        return base[0] + along * dx + across * nx, base[1] + along * dy + across * ny

    late = belly + 0.72 * (1 - belly)
    taper = w * (0.42 + 0.9 * end)
    return soft(
        [
            put(0.0, -root * w),
            put(belly, -w),
            put(late, -taper),
            put(1 - 0.02, -w * end),
            put(1 - 0.02, w * end),
            put(late, taper),
            put(belly, w),
            put(0.0, root * w),
        ]
    )


def pear(axis: Sequence[Point], radii: Sequence[float], top: float, bottom: float) -> skia.Path:
    """A soft body around an axis (first point lowest), with half widths at its points and caps that reach out."""
    left: list[Point] = []
    right: list[Point] = []
    for i, (point, radius) in enumerate(zip(axis, radii, strict=True)):
        a, b = axis[max(i - 1, 0)], axis[min(i + 1, len(axis) - 1)]
        dx, dy = b[0] - a[0], b[1] - a[1]
        length = max(hypot(dx, dy), 1e-6)
        nx, ny = -dy / length * radius, dx / length * radius
        left.append((point[0] + nx, point[1] + ny))
        right.append((point[0] - nx, point[1] - ny))
    low, high = beyond(axis[1], axis[0], bottom), beyond(axis[-2], axis[-1], top)
    under = beyond(axis[1], axis[0], 0.68 * bottom)
    dx, dy = 0.66 * (left[0][0] - axis[0][0]), 0.66 * (left[0][1] - axis[0][1])
    corners = (under[0] + dx, under[1] + dy), (under[0] - dx, under[1] - dy)
    return soft([low, corners[0], *left, high, *reversed(right), corners[1]])


def ribbon(points: Sequence[Point], radii: Sequence[float]) -> skia.Path:
    """A soft band along many points with round ends: tails."""
    left: list[Point] = []
    right: list[Point] = []
    last = len(points) - 1
    for i, ((x, y), radius) in enumerate(zip(points, radii, strict=True)):
        (ax, ay), (bx, by) = points[max(i - 1, 0)], points[min(i + 1, last)]
        length = max(hypot(bx - ax, by - ay), 1e-6)
        nx, ny = -(by - ay) / length * radius, (bx - ax) / length * radius
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    ends = [
        (beyond(points[1], points[0], radii[0]), right[0], left[0]),
        (beyond(points[-2], points[-1], radii[-1]), left[-1], right[-1]),
    ]
    round_ends = [_shoulders(end, a, b) for end, a, b in ends]
    return soft([*round_ends[0], *left, *round_ends[1], *reversed(right)])


def _shoulders(end: Point, a: Point, b: Point) -> list[Point]:
    """Three points of the half circle from a over `end` to b."""
    middle = between(a, b, 0.5)
    dx, dy = end[0] - middle[0], end[1] - middle[1]
    sides = [(c[0] - middle[0], c[1] - middle[1]) for c in (a, b)]
    k = 0.7071
    first, second = ((middle[0] + k * (dx + s[0]), middle[1] + k * (dy + s[1])) for s in sides)
    return [first, end, second]


def beyond(a: Point, b: Point, reach: float) -> Point:
    """The point `reach` pixels past b, coming from a."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = max(hypot(dx, dy), 1e-6)
    return b[0] + dx / length * reach, b[1] + dy / length * reach


def between(a: Point, b: Point, share: float) -> Point:
    """A point on the way from a to b."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def tapered(points: Sequence[Point], radii: Sequence[float], *, grown: float = 0.0) -> skia.Path:
    """A tapered round tube through points: discs joined by tangents. grown: added to all radii."""
    path = skia.Path()
    path.setFillType(skia.PathFillType.kWinding)
    for i, (x, y) in enumerate(points):
        path.addCircle(x, y, radii[i] + grown)
        if i == 0:
            continue
        px, py = points[i - 1]
        dx, dy = x - px, y - py
        length = hypot(dx, dy)
        if length < 1e-6:
            continue
        nx, ny = -dy / length, dx / length
        p, q = radii[i - 1] + grown, radii[i] + grown
        path.moveTo(px + nx * p, py + ny * p)
        path.lineTo(px - nx * p, py - ny * p)
        path.lineTo(x - nx * q, y - ny * q)
        path.lineTo(x + nx * q, y + ny * q)
        path.close()
    return path

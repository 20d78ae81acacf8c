"""Where discs and boxes touch each other and the ground: points, normals and gaps. Knows nothing about velocities.

Written in plain numbers: scenes have a handful of bodies, for which arrays would be slower.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

MARGIN = 0.001
"""Metres: nearer than this counts as touching, so that what rests keeps its contacts."""
GROUND = -1
"""Index that stands for the ground."""

Vector = tuple[float, float]


class Outline(Protocol):
    """What a body shows of itself here. radius: of a disc, 0 for a box; half: half width and height of a box."""

    @property
    def x(self) -> float: ...  # noqa: D102
    @property
    def y(self) -> float: ...  # noqa: D102
    @property
    def radius(self) -> float: ...  # noqa: D102
    @property
    def half(self) -> Vector: ...  # noqa: D102
    @property
    def axes(self) -> tuple[Vector, Vector]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Contact:
    """Body b on body a (or the ground): normal from a to b, point, gap in metres (negative: they overlap), feature."""

    a: int
    b: int
    normal: Vector
    point: Vector
    gap: float
    feature: int


def with_ground(index: int, body: Outline, ground: float) -> Iterator[Contact]:
    """Contacts of a body with the level ground."""
    if body.radius > 0:
        gap = body.y - body.radius - ground
        if gap < MARGIN:
            yield Contact(GROUND, index, (0.0, 1.0), (body.x, ground), gap, 0)
        return
    for feature, (x, y) in enumerate(corners(body)):
        if y - ground < MARGIN:
            yield Contact(GROUND, index, (0.0, 1.0), (x, y), y - ground, feature)


def between(a: int, b: int, first: Outline, second: Outline) -> Iterator[Contact]:
    """Contacts of two bodies."""
    reach = (first.radius or math.hypot(*first.half)) + (second.radius or math.hypot(*second.half)) + MARGIN
    dx, dy = second.x - first.x, second.y - first.y
    if dx * dx + dy * dy > reach * reach:
        return
    if first.radius > 0 and second.radius > 0:
        distance = math.hypot(dx, dy)
        normal = (dx / distance, dy / distance) if distance > 1e-9 else (0.0, 1.0)
        gap = distance - first.radius - second.radius
        if gap < MARGIN:
            point = (first.x + normal[0] * first.radius, first.y + normal[1] * first.radius)
            yield Contact(a, b, normal, point, gap, 0)
    elif first.radius > 0:
        for c in _disc_on_box(b, a, second, first):
            yield Contact(a, b, (-c.normal[0], -c.normal[1]), c.point, c.gap, c.feature)
    elif second.radius > 0:
        yield from _disc_on_box(a, b, first, second)
    else:
        yield from _box_on_box(a, b, first, second)


def corners(body: Outline) -> tuple[Vector, Vector, Vector, Vector]:
    """Of a box, counter-clockwise from its lower left."""
    (ux, uy), (vx, vy) = body.axes
    w, h = body.half
    ux, uy, vx, vy = ux * w, uy * w, vx * h, vy * h
    x, y = body.x, body.y
    return (
        (x - ux - vx, y - uy - vy),
        (x + ux - vx, y + uy - vy),
        (x + ux + vx, y + uy + vy),
        (x - ux + vx, y - uy + vy),
    )


def _disc_on_box(a: int, b: int, box: Outline, disc: Outline) -> Iterator[Contact]:
    (ux, uy), (vx, vy) = box.axes
    w, h = box.half
    dx, dy = disc.x - box.x, disc.y - box.y
    p, q = dx * ux + dy * uy, dx * vx + dy * vy
    near = (max(-w, min(w, p)), max(-h, min(h, q)))
    distance = math.hypot(p - near[0], q - near[1])
    if distance > 1e-9:
        n, gap = ((p - near[0]) / distance, (q - near[1]) / distance), distance - disc.radius
    elif w - abs(p) < h - abs(q):
        n, gap = (math.copysign(1.0, p), 0.0), abs(p) - w - disc.radius
    else:
        n, gap = (0.0, math.copysign(1.0, q)), abs(q) - h - disc.radius
    if gap < MARGIN:
        normal = (n[0] * ux + n[1] * vx, n[0] * uy + n[1] * vy)
        point = (disc.x - normal[0] * disc.radius, disc.y - normal[1] * disc.radius)
        yield Contact(a, b, normal, point, gap, 0)


def _box_on_box(a: int, b: int, first: Outline, second: Outline) -> Iterator[Contact]:
    """Separating axes, then the incident side clipped by the reference side (two points at most)."""
    best, choice = -math.inf, (0, 0)
    dx, dy = second.x - first.x, second.y - first.y
    for owner, (box, other) in enumerate(((first, second), (second, first))):
        for axis in (0, 1):
            nx, ny = box.axes[axis]
            reach = box.half[axis] + sum(
                extent * abs(nx * ex + ny * ey) for extent, (ex, ey) in zip(other.half, other.axes, strict=True)
            )
            gap = abs(dx * nx + dy * ny) - reach
            if gap > MARGIN:
                return
            # A later axis must be clearly better, or contacts would flicker between equal ones.
            if gap > best + (1e-4 if best > -math.inf else 0.0):
                best, choice = gap, (owner, axis)
    owner, axis = choice
    box, other = (first, second) if owner == 0 else (second, first)
    nx, ny = box.axes[axis]
    if (other.x - box.x) * nx + (other.y - box.y) * ny < 0:
        nx, ny = -nx, -ny
    sx, sy = box.axes[1 - axis]
    p, q = _clipped(_facing_side(other, nx, ny), (box.x * sx + box.y * sy), (sx, sy), box.half[1 - axis])
    sign = 1.0 if owner == 0 else -1.0
    for feature, (x, y) in enumerate((p, q)):
        gap = (x - box.x) * nx + (y - box.y) * ny - box.half[axis]
        if gap < MARGIN:
            yield Contact(a, b, (sign * nx, sign * ny), (x, y), gap, feature + 2 * axis + 4 * owner)


def _facing_side(box: Outline, nx: float, ny: float) -> tuple[Vector, Vector]:
    """The two corners of the side that looks against the normal most."""
    (ux, uy), (vx, vy) = box.axes
    along, up = ux * nx + uy * ny, vx * nx + vy * ny
    c = corners(box)
    if abs(along) > abs(up):
        return (c[0], c[3]) if along > 0 else (c[1], c[2])
    return (c[0], c[1]) if up > 0 else (c[3], c[2])


def _clipped(side: tuple[Vector, Vector], middle: float, axis: Vector, half: float) -> tuple[Vector, Vector]:
    (ax, ay), (bx, by) = side
    s, t = ax * axis[0] + ay * axis[1] - middle, bx * axis[0] + by * axis[1] - middle
    if abs(t - s) < 1e-12:
        return side
    ends = []
    for limit in (max(-half, min(half, s)), max(-half, min(half, t))):
        share = (limit - s) / (t - s)
        ends.append((ax + share * (bx - ax), ay + share * (by - ay)))
    return ends[0], ends[1]

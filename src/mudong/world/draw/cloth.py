"""Cloth: a path filled with a garment's colour and pattern. Knows shapes and threads, nothing about who wears them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import atan2, ceil, cos, floor, hypot, pi, sin

import skia

from mudong.world.draw.pen import Gradient, Pen, Vector, tube
from mudong.world.kinds import Pattern
from mudong.world.scene import Cloth

_SHADED_PX = 48.0
"""Height from which a garment is shaded. Below, light and shadow are not seen, but cost most of the drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weave:
    """Where a pattern lies: its origin, the angle of its threads (radians clockwise, 0 upright), its repeat in pixels.

    Given by the body's own frame, so that a pattern moves with its wearer.
    """

    origin: tuple[float, float]
    angle: float = 0.0
    pitch: float

    @classmethod
    def along(cls, start: Vector, end: Vector, pitch: float) -> Weave:
        """Threads that run from start to end."""
        return cls(origin=start, angle=atan2(start[0] - end[0], end[1] - start[1]), pitch=pitch)


@cache
def tinted(colour: str, amount: float) -> str:
    """The colour lighter (amount > 0, towards warm white) or darker (< 0, towards dark plum), amount within -1..1."""
    target = (255, 250, 238) if amount > 0 else (52, 24, 56)
    share = abs(amount)
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return (
        "#" + "".join(f"{round(c + (t - c) * share):02x}" for c, t in zip(channels, target, strict=True)) + colour[7:]
    )


def drape(
    pen: Pen,
    path: skia.Path,
    cloth: Cloth,
    weave: Weave,
    *,
    shade: float = 0.0,
    outline: bool = True,
    flat: bool = False,
) -> None:
    """Fill a path with cloth. shade: darker by that share, for the far side. flat: without light and shadow."""
    colour = tinted(cloth.colour, -shade) if shade else cloth.colour
    if pen.mask:
        pen.shape(path, colour, outline=outline)
        return
    bounds = path.getBounds()
    if flat or bounds.height() < _SHADED_PX:
        pen.shape(path, colour, outline=outline)
    else:
        light = Gradient(
            (bounds.left(), bounds.top()), (bounds.left() + 0.35 * bounds.width(), bounds.bottom()),
            (tinted(colour, 0.1), colour, tinted(colour, -0.1)),
        )  # fmt: skip
        pen.shape(path, light, outline=outline)
    if cloth.pattern is Pattern.PLAIN:
        return
    second = tinted(cloth.second, -shade) if shade else cloth.second
    with pen.inside(path), pen.at(*weave.origin, angle=weave.angle, scale=weave.pitch):
        pen.shape(_threads(cloth.pattern, *_repeats(bounds, weave)), second)


def sleeve(
    pen: Pen, points: Sequence[Vector], radii: tuple[float, ...], cloth: Cloth, pitch: float, *, shade: float = 0.0
) -> skia.Path:
    """Cloth around a limb through `points` with `radii`; the path, for cuffs and bands."""
    path = tube(points, radii)
    drape(pen, path, cloth, Weave.along(points[0], points[-1], pitch), shade=shade, flat=True)
    return path


def bands(pen: Pen, path: skia.Path, start: Vector, end: Vector, width: float, colours: tuple[str, ...]) -> None:
    """Stripes of several colours across a limb from start to end (saekdong), within its path."""
    if pen.mask:
        return
    dx, dy = end[0] - start[0], end[1] - start[1]
    step = hypot(dx, dy) / len(colours)
    with pen.inside(path), pen.at(*start, angle=atan2(-dx, dy)):
        for number, colour in enumerate(colours):
            pen.shape(skia.Path.Rect(skia.Rect.MakeXYWH(-width, number * step, 2 * width, 1.15 * step)), colour)


def _repeats(bounds: skia.Rect, weave: Weave) -> tuple[int, int, int, int]:
    """First and last column and row of the repeats that touch the bounds."""
    c, s = cos(weave.angle) / weave.pitch, sin(weave.angle) / weave.pitch
    corners = [
        (x - weave.origin[0], y - weave.origin[1])
        for x in (bounds.left(), bounds.right())
        for y in (bounds.top(), bounds.bottom())
    ]
    across = [c * x + s * y for x, y in corners]
    along = [c * y - s * x for x, y in corners]
    return floor(min(across)) - 1, ceil(max(across)) + 1, floor(min(along)) - 1, ceil(max(along) / _ROW) + 1


_ROW = 0.87
"""Distance of the rows of what is printed, in repeats."""


@lru_cache(maxsize=1024)
def _threads(pattern: Pattern, left: int, right: int, top: int, bottom: int) -> skia.Path:
    """What is printed from column `left` to `right` and row `top` to `bottom`, for a repeat of 1."""
    path = skia.Path()
    rows, columns = range(top, bottom + 1), range(left, right + 1)
    if pattern is Pattern.STRIPES:
        for row in rows:
            path.addRect(skia.Rect.MakeXYWH(left, row + 0.25, right - left, 0.5))
        return path
    if pattern is Pattern.CHECK:
        path.setFillType(skia.PathFillType.kWinding)
        for row in rows:
            path.addRect(skia.Rect.MakeXYWH(left, row + 0.3, right - left, 0.4))
        for column in columns:
            path.addRect(skia.Rect.MakeXYWH(column - 0.2, top, 0.4, bottom - top))
        return path
    for row in rows:
        for column in columns:
            x, y = column + 0.5 * (row % 2), row * _ROW + 0.2
            if pattern is Pattern.DOTS:
                path.addCircle(x, y, 0.24)
            elif pattern is Pattern.STARS:
                path.addPath(_star(0.36), x, y)
            else:
                path.addPath(_heart(0.34), x, y)
    return path


@cache
def _star(radius: float) -> skia.Path:
    path = skia.Path()
    points = []
    for turn in range(10):
        reach = radius if turn % 2 == 0 else 0.5 * radius
        angle = pi * turn / 5 - pi / 2
        points.append(skia.Point(reach * cos(angle), reach * sin(angle)))
    path.addPoly(points, True)
    return path


@cache
def _heart(radius: float) -> skia.Path:
    path = skia.Path()
    r = radius
    path.moveTo(0.0, 0.95 * r)
    path.cubicTo(-1.5 * r, 0.0, -1.0 * r, -1.15 * r, 0.0, -0.45 * r)
    path.cubicTo(1.0 * r, -1.15 * r, 1.5 * r, 0.0, 0.0, 0.95 * r)
    path.close()
    return path

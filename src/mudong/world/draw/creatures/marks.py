"""Marks of coats: bands across limbs, spots on balls, bellies."""

from __future__ import annotations

from math import hypot

import skia

from mudong.world.draw.creatures.body import Body
from mudong.world.draw.creatures.shapes import Point, between


def belly(body: Body, colour: str, *, across: float = 0.42, along: float = 0.46, rise: float = 0.25) -> None:
    """A light patch on the tummy."""
    path = body.trunk.decal(0.0, rise, 0.42, across, along, upright=True)
    if path is not None:
        body.pen.shape(path, colour)


def bands(body: Body, points: list[Point], colour: str, *, leg: bool) -> None:
    """Two stripes across a limb."""
    radius = (body.build.leg if leg else body.build.arm)[1] * body.height
    for a, b, share in ((points[0], points[1], 0.72), (points[1], points[2], 0.5)):
        x, y = between(a, b, share)
        length = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
        nx, ny = -(b[1] - a[1]) / length * radius, (b[0] - a[0]) / length * radius
        path = skia.Path()
        path.moveTo(x - nx * 1.2, y - ny * 1.2)
        path.lineTo(x + nx * 1.2, y + ny * 1.2)
        body.pen.line(path, colour, 0.42 * radius)


def spots(body: Body, points: list[Point], colour: str, *, leg: bool) -> None:
    """A few round spots on a limb, the same on both sides."""
    radius = (body.build.leg if leg else body.build.arm)[1] * body.height
    for a, b, share, size in ((points[0], points[1], 0.55, 0.42), (points[1], points[2], 0.35, 0.34)):
        x, y = between(a, b, share)
        body.pen.circle(x + (0.3 if share > 0.5 else -0.35) * radius, y, size * radius, colour)

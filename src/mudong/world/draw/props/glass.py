"""What light passes through: a tumbler of water and a magnifier. What is seen through them is `refract`'s."""

from __future__ import annotations

import skia

from mudong.world.draw.pen import Glow, Gradient, Pen
from mudong.world.draw.props.piece import Piece
from mudong.world.draw.props.shapes import curve, oval, slab
from mudong.world.draw.props.tint import clear, darker, lighter

GLASS_RADIUS = 0.3
"""Radius of the tumbler over its height."""
WATER_TOP, WATER_BOTTOM = -0.3, 0.43
"""From where to where water stands, over the height, y down from the middle."""
LENS_RADIUS = 0.32
"""Radius of the magnifier's glass over its size; its centre is `LENS_UP` above the middle."""
LENS_UP = 0.14


def draw_glass(pen: Pen, piece: Piece) -> None:
    """`size` is its height. Translucent everywhere, so that what was drawn before shows through."""
    k = piece.size
    r = GLASS_RADIUS * k
    wall = _tumbler(k, r)
    pen.shape(wall, Gradient((-r, 0), (r, 0), ("#ffffff70", "#d8f0fa48", "#d8f0fa40", "#ffffff60")), outline=False)
    if pen.mask:
        pen.line(wall, "#ffffff", 0.03 * k)
        return
    tint = piece.colour
    water = Gradient((0, WATER_TOP * k), (0, WATER_BOTTOM * k), (clear(lighter(tint, 0.5), 0.3), clear(tint, 0.42)))
    with pen.inside(wall):
        body = slab(0, (WATER_TOP + 0.5) * k, 2.2 * r, 1.0 * k, 0)
        pen.shape(body, water)
        pen.shape(slab(0, 0.5 * k, 2.2 * r, 0.1 * k, 0), "#ffffff90")
    pen.shape(oval(0, WATER_TOP * k, r * 0.96, r * 0.2), clear(lighter(tint, 0.6), 0.6))
    pen.line(wall, clear(darker(tint, 0.35), 0.8), 0.03 * k)
    pen.line(oval(0, -0.46 * k, r, r * 0.16), clear(darker(tint, 0.2), 0.7), 0.02 * k)
    pen.line(curve([(-0.22, -0.3), (-0.225, 0.0), (-0.21, 0.3)], k), "#ffffffc8", 0.045 * k)
    pen.line(curve([(0.23, -0.2), (0.232, 0.0), (0.225, 0.12)], k), "#ffffff90", 0.025 * k)
    for x, y, size in ((0.1, 0.2, 0.018), (0.04, 0.05, 0.014), (0.13, -0.08, 0.02)):
        pen.circle(x * k, y * k, size * k, "#ffffffa0")


def _tumbler(k: float, r: float) -> skia.Path:
    path = skia.Path()
    path.moveTo(-r, -0.46 * k)
    path.quadTo(0, -0.56 * k, r, -0.46 * k)
    path.lineTo(r, 0.42 * k)
    path.quadTo(r, 0.485 * k, r * 0.6, 0.485 * k)
    path.lineTo(-r * 0.6, 0.485 * k)
    path.quadTo(-r, 0.485 * k, -r, 0.42 * k)
    path.close()
    return path


def draw_lens(pen: Pen, piece: Piece) -> None:
    """`size` is its height with the handle."""
    k = piece.size
    r, y = LENS_RADIUS * k, -LENS_UP * k
    pen.shape(slab(0, 0.36 * k, 0.11 * k, 0.28 * k, 0.05 * k), piece.colour, outline=True)
    pen.shape(slab(0, 0.225 * k, 0.075 * k, 0.07 * k, 0), "#c9973a", outline=True)
    ring = skia.Path.Circle(0, y, r + 0.0475 * k)
    if pen.mask:
        pen.shape(ring, "#ffffff", outline=True)
        return
    pen.shape(
        skia.Path.Circle(0, y, r), Glow((-0.3 * r, y - 0.4 * r), 1.6 * r, ("#ffffff58", "#d8f0fa44", "#9cc8e066"))
    )
    if pen.outline:
        pen.line(skia.Path.Circle(0, y, r + 0.02 * k), pen.ink, 0.055 * k + 2 * pen.outline)
    pen.line(skia.Path.Circle(0, y, r + 0.02 * k), "#b8842c", 0.055 * k)
    pen.line(skia.Path.Circle(-0.006 * k, y - 0.006 * k, r + 0.018 * k), "#f4cf77", 0.024 * k)
    arc = skia.Path()
    arc.addArc(skia.Rect.MakeLTRB(-0.74 * r, y - 0.74 * r, 0.74 * r, y + 0.74 * r), 195, 65)
    pen.line(arc, "#ffffffd8", 0.045 * k)
    pen.shape(slab(-0.02 * k, 0.37 * k, 0.022 * k, 0.2 * k, 0.01 * k), lighter(piece.colour, 0.5) + "b0")

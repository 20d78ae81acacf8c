"""A boat, bow to the right: a dragon boat when it is long, a little sailing boat when it is a toy."""

from __future__ import annotations

import skia

from mudong.world.draw.pen import Gradient, Pen
from mudong.world.draw.props.piece import Piece
from mudong.world.draw.props.shapes import blob, curve, oval
from mudong.world.draw.props.tint import darker, lighter
from mudong.world.draw.props.waterline import above_water
from mudong.world.physics.proportions import DRAGON_FROM_M


def draw_boat(pen: Pen, piece: Piece) -> None:
    """`size` is its length; its middle is the middle of the hull."""
    with above_water(pen, piece):
        if piece.prop.size >= DRAGON_FROM_M:
            _dragon_boat(pen, piece.size, piece)
        else:
            _sailing_boat(pen, piece.size, piece)


def _sailing_boat(pen: Pen, k: float, piece: Piece) -> None:
    mast = curve([(-0.02, 0), (-0.02, -0.62)], k)
    if pen.outline:
        pen.line(mast, pen.ink, 0.03 * k + 2 * pen.outline)
    pen.line(mast, "#8a5a36", 0.03 * k)
    for points, colour in (
        ([(0.02, -0.58), (0.22, -0.36), (0.38, -0.14), (0.2, -0.12), (0.03, -0.13)], piece.second),
        ([(-0.06, -0.5), (-0.2, -0.33), (-0.32, -0.15), (-0.18, -0.12), (-0.06, -0.13)], lighter(piece.colour, 0.4)),
    ):
        sail = blob(points, k)
        shade = Gradient((-0.1 * k, -0.5 * k), (0.25 * k, -0.1 * k), (lighter(colour, 0.5), darker(colour, 0.1)))
        pen.shape(sail, shade, outline=True)
    hull = skia.Path()
    hull.moveTo(-0.48 * k, -0.1 * k)
    hull.quadTo(0, -0.02 * k, 0.5 * k, -0.13 * k)
    hull.cubicTo(0.44 * k, 0.08 * k, 0.3 * k, 0.125 * k, 0.2 * k, 0.125 * k)
    hull.lineTo(-0.26 * k, 0.125 * k)
    hull.cubicTo(-0.38 * k, 0.125 * k, -0.46 * k, 0.05 * k, -0.48 * k, -0.1 * k)
    hull.close()
    pen.shape(hull, piece.colour, outline=True)
    if pen.mask:
        return
    pen.shape(hull, Gradient((0, -0.1 * k), (0, 0.14 * k), ("#fff7e650", "#fff7e600", "#401c3460")))
    pen.line(curve([(-0.46, -0.045), (0, 0.012), (0.46, -0.07)], k), piece.second, 0.03 * k)
    for x in (-0.2, 0.0, 0.2):
        pen.circle(x * k, 0.058 * k, 0.022 * k, lighter(piece.second, 0.4))


def _dragon_boat(pen: Pen, k: float, piece: Piece) -> None:
    red = piece.colour
    gold = "#f2b93c"
    tail = blob([(-0.4, -0.03), (-0.46, -0.1), (-0.5, -0.2), (-0.46, -0.24), (-0.44, -0.17), (-0.41, -0.2),
                 (-0.4, -0.13), (-0.36, -0.12), (-0.35, -0.04)], k)  # fmt: skip
    pen.shape(tail, piece.second, outline=True)
    neck = blob(
        [(0.3, -0.04), (0.34, -0.13), (0.36, -0.2), (0.42, -0.22), (0.44, -0.14), (0.43, -0.06), (0.4, -0.01)], k
    )
    pen.shape(neck, red, outline=True)
    hull = skia.Path()
    hull.moveTo(-0.46 * k, -0.075 * k)
    hull.quadTo(0, -0.02 * k, 0.46 * k, -0.075 * k)
    hull.cubicTo(0.42 * k, 0.04 * k, 0.34 * k, 0.083 * k, 0.26 * k, 0.083 * k)
    hull.lineTo(-0.26 * k, 0.083 * k)
    hull.cubicTo(-0.34 * k, 0.083 * k, -0.42 * k, 0.04 * k, -0.46 * k, -0.075 * k)
    hull.close()
    pen.shape(hull, red, outline=True)
    _dragon_head(pen, k, piece, gold)
    if pen.mask:
        return
    pen.shape(hull, Gradient((0, -0.06 * k), (0, 0.09 * k), ("#fff7e638", "#fff7e600", "#401c3470")))
    with pen.inside(hull):
        for row in range(2):
            for i in range(-9, 10):
                x, y = (i + 0.5 * row) * 0.05, 0.022 + 0.036 * row
                pen.line(
                    curve([(x - 0.022, y - 0.012), (x, y + 0.012), (x + 0.022, y - 0.012)], k), gold + "d0", 0.008 * k
                )
    pen.line(curve([(-0.44, -0.06), (0, -0.008), (0.44, -0.06)], k), gold, 0.02 * k)
    pen.line(curve([(0.36, -0.06), (0.39, -0.13), (0.4, -0.18)], k), gold, 0.014 * k)


def _dragon_head(pen: Pen, k: float, piece: Piece, gold: str) -> None:
    red = piece.colour
    mane = blob([(0.36, -0.12), (0.31, -0.16), (0.335, -0.2), (0.3, -0.25), (0.35, -0.265), (0.36, -0.31),
                 (0.41, -0.28), (0.44, -0.2), (0.4, -0.12)], k)  # fmt: skip
    pen.shape(mane, piece.second, outline=True)
    horn = blob([(0.395, -0.27), (0.36, -0.33), (0.345, -0.37), (0.385, -0.35), (0.425, -0.28)], k)
    pen.shape(horn, gold, outline=True)
    jaw = blob([(0.4, -0.17), (0.45, -0.14), (0.53, -0.14), (0.55, -0.165), (0.48, -0.18)], k)
    pen.shape(jaw, darker(red, 0.15), outline=True)
    head = blob([(0.36, -0.19), (0.37, -0.27), (0.43, -0.295), (0.48, -0.26), (0.55, -0.255), (0.59, -0.215),
                 (0.57, -0.185), (0.48, -0.18), (0.43, -0.15)], k)  # fmt: skip
    pen.shape(head, Gradient((0.4 * k, -0.3 * k), (0.5 * k, -0.15 * k), (lighter(red, 0.25), red)), outline=True)
    if pen.mask:
        return
    pen.shape(oval(0.44 * k, -0.243 * k, 0.026 * k, 0.03 * k), "#ffffff")
    pen.shape(oval(0.449 * k, -0.242 * k, 0.015 * k, 0.019 * k), "#33231f")
    pen.circle(0.452 * k, -0.249 * k, 0.006 * k, "#ffffff")
    pen.circle(0.565 * k, -0.225 * k, 0.009 * k, darker(red, 0.5))
    pen.ellipse(0.425 * k, -0.2 * k, 0.02 * k, 0.013 * k, "#ffb8a070")
    for x in (0.5, 0.53):
        pen.shape(blob([(x - 0.01, -0.18), (x + 0.01, -0.18), (x, -0.16)], k), "#fffaf0")
    pen.line(curve([(0.56, -0.2), (0.6, -0.18), (0.62, -0.21)], k), gold, 0.01 * k)

"""A balloon with its knot and string."""

from __future__ import annotations

import skia

from mudong.world.draw.pen import Glow, Pen, polygon
from mudong.world.draw.props.pattern import print_on
from mudong.world.draw.props.piece import Piece
from mudong.world.draw.props.tint import darker, lighter


def draw_balloon(pen: Pen, piece: Piece) -> None:
    """`size` is its height; `extra` (dx, dy): from the middle to the string's lower end, metres, y up."""
    k = piece.size
    with pen.at(0, 0, angle=piece.angle):
        _string(pen, piece, k)
    body = skia.Path()
    body.moveTo(0, 0.5 * k)
    body.cubicTo(-0.2 * k, 0.44 * k, -0.43 * k, 0.18 * k, -0.43 * k, -0.08 * k)
    body.cubicTo(-0.43 * k, -0.64 * k, 0.43 * k, -0.64 * k, 0.43 * k, -0.08 * k)
    body.cubicTo(0.43 * k, 0.18 * k, 0.2 * k, 0.44 * k, 0, 0.5 * k)
    body.close()
    knot = polygon([(0, 0.47 * k), (-0.07 * k, 0.57 * k), (0.07 * k, 0.57 * k)])
    pen.shape(knot, darker(piece.colour, 0.2), outline=True)
    pen.shape(body, piece.colour, outline=True)
    if pen.mask:
        return
    print_on(pen, body, piece.prop.pattern, piece.second, 0.26 * k)
    colours = (lighter(piece.colour, 0.45) + "c0", piece.colour + "30", darker(piece.colour, 0.35) + "90")
    pen.shape(body, Glow((-0.13 * k, -0.2 * k), 0.66 * k, colours))
    pen.ellipse(-0.2 * k, -0.23 * k, 0.065 * k, 0.13 * k, "#ffffffd0", angle=0.5)
    pen.circle(-0.28 * k, -0.02 * k, 0.028 * k, "#ffffffa0")


def _string(pen: Pen, piece: Piece, k: float) -> None:
    dx, dy = (piece.extra[:2] * piece.unit) if len(piece.extra) >= 2 else (0.0, -1.2 * k)
    c, s = float(piece.angle), 0.55 * k
    # The knot hangs below the middle along the balloon's own axis (small angles: sine is the angle).
    start = (c * s, s)
    end = (float(dx), float(-dy))
    path = skia.Path()
    path.moveTo(*start)
    drop = end[1] - start[1]
    path.cubicTo(start[0] + 0.12 * k, start[1] + drop * 0.35, end[0] - 0.12 * k, start[1] + drop * 0.65, end[0], end[1])
    pen.line(path, "#6b5048", max(0.028 * k, 0.012 * piece.unit))

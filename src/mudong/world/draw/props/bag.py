"""A particular handbag: two colours, a flap, a golden clasp, a round handle."""

from __future__ import annotations

import skia

from mudong.world.draw.pen import Gradient, Pen
from mudong.world.draw.props.pattern import print_on
from mudong.world.draw.props.piece import Piece
from mudong.world.draw.props.shapes import curve, oval, rounded
from mudong.world.draw.props.tint import darker, lighter


def draw_bag(pen: Pen, piece: Piece) -> None:
    """`size` is its width; its height with the handle is the same, the handle's top at -size / 2."""
    k = piece.size
    handle = skia.Path()
    handle.moveTo(-0.24 * k, -0.02 * k)
    handle.cubicTo(-0.24 * k, -0.62 * k, 0.24 * k, -0.62 * k, 0.24 * k, -0.02 * k)
    if pen.outline:
        pen.line(handle, pen.ink, 0.075 * k + 2 * pen.outline)
    pen.line(handle, darker(piece.second, 0.12), 0.075 * k)
    body = rounded([(-0.4 * k, -0.1 * k), (0.4 * k, -0.1 * k), (0.5 * k, 0.5 * k), (-0.5 * k, 0.5 * k)], 0.12 * k)
    pen.shape(body, piece.colour, outline=True)
    if pen.mask:
        return
    print_on(pen, body, piece.prop.pattern, piece.second, 0.24 * k)
    shade = ("#fff7e640", "#fff7e600", "#401c3448")
    pen.shape(body, Gradient((-0.2 * k, -0.1 * k), (0.2 * k, 0.5 * k), shade))
    with pen.inside(body):
        pen.shape(rounded([(-0.6 * k, 0.42 * k), (0.6 * k, 0.42 * k), (0.6 * k, 0.6 * k), (-0.6 * k, 0.6 * k)], 0),
                  darker(piece.colour, 0.28))  # fmt: skip
    _flap(pen, k, piece.second)


def _flap(pen: Pen, k: float, colour: str) -> None:
    flap = skia.Path()
    flap.moveTo(-0.41 * k, -0.1 * k)
    flap.lineTo(0.41 * k, -0.1 * k)
    flap.cubicTo(0.5 * k, 0.16 * k, 0.2 * k, 0.26 * k, 0, 0.26 * k)
    flap.cubicTo(-0.2 * k, 0.26 * k, -0.5 * k, 0.16 * k, -0.41 * k, -0.1 * k)
    flap.close()
    with pen.at(0, 0.025 * k):
        pen.shape(flap, "#401c3440")
    pen.shape(flap, Gradient((0, -0.1 * k), (0, 0.28 * k), (lighter(colour, 0.25), colour, darker(colour, 0.15))))
    seam = curve(
        [(-0.36, -0.02), (-0.34, 0.08), (-0.18, 0.19), (0, 0.215), (0.18, 0.19), (0.34, 0.08), (0.36, -0.02)], k
    )
    pen.line(seam, darker(colour, 0.3), 0.014 * k)
    pen.shape(oval(0, 0.24 * k, 0.095 * k, 0.085 * k), "#9a6a1e")
    pen.shape(oval(0, 0.23 * k, 0.085 * k, 0.075 * k), Gradient((0, 0.15 * k), (0, 0.31 * k), ("#fff0b0", "#e0a83a")))
    pen.circle(-0.025 * k, 0.205 * k, 0.022 * k, "#ffffffe0")

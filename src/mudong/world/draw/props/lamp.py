"""A floor lamp with a glowing shade."""

from __future__ import annotations

import skia

from mudong.world.draw.pen import Gradient, Pen
from mudong.world.draw.props.pattern import print_on
from mudong.world.draw.props.piece import Piece
from mudong.world.draw.props.shapes import curve, rounded, slab
from mudong.world.draw.props.tint import darker, lighter


def draw_lamp(pen: Pen, piece: Piece) -> None:
    """`size` is its height."""
    k = piece.size
    pen.shape(slab(0, 0.05 * k, 0.035 * k, 0.86 * k, 0.015 * k), "#8a5a36", outline=True)
    foot = skia.Path()
    foot.moveTo(-0.16 * k, 0.5 * k)
    foot.cubicTo(-0.16 * k, 0.43 * k, 0.16 * k, 0.43 * k, 0.16 * k, 0.5 * k)
    foot.close()
    pen.shape(foot, darker("#8a5a36", 0.15), outline=True)
    shade = rounded(
        [(-0.13 * k, -0.5 * k), (0.13 * k, -0.5 * k), (0.25 * k, -0.14 * k), (-0.25 * k, -0.14 * k)], 0.035 * k
    )
    pen.shape(shade, piece.colour, outline=True)
    if pen.mask:
        return
    print_on(pen, shade, piece.prop.pattern, piece.second, 0.11 * k)
    warm = ("#fff4c400", "#ffe9a090", "#fff6d0e8")
    pen.shape(shade, Gradient((0, -0.5 * k), (0, -0.12 * k), warm))
    pen.shape(shade, Gradient((-0.2 * k, 0), (0.2 * k, 0), ("#ffffff30", "#ffffff00", "#401c3440")))
    pen.line(curve([(-0.225, -0.17), (0, -0.165), (0.225, -0.17)], k), lighter(piece.second, 0.3), 0.022 * k)
    pen.line(curve([(-0.006, -0.08), (-0.006, 0.4)], k), "#c99a68", 0.01 * k)
    pen.line(curve([(0.1, -0.13), (0.1, -0.03)], k), "#c9973a", 0.008 * k)
    pen.circle(0.1 * k, -0.02 * k, 0.016 * k, "#f2b93c")

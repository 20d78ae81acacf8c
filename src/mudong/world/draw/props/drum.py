"""A janggu: an hourglass of lacquered wood between two round skins, laced with white cord."""

from __future__ import annotations

import skia

from mudong.world.draw.pen import Gradient, Pen, polygon
from mudong.world.draw.props.piece import Piece
from mudong.world.draw.props.shapes import oval
from mudong.world.draw.props.tint import darker, lighter


def draw_drum(pen: Pen, piece: Piece) -> None:
    """`size` is its length from skin to skin; it lies across, 0.62 sizes high."""
    k = piece.size
    body = skia.Path()
    body.moveTo(-0.42 * k, -0.26 * k)
    body.cubicTo(-0.16 * k, -0.24 * k, -0.1 * k, -0.08 * k, 0, -0.08 * k)
    body.cubicTo(0.1 * k, -0.08 * k, 0.16 * k, -0.24 * k, 0.42 * k, -0.26 * k)
    body.lineTo(0.42 * k, 0.26 * k)
    body.cubicTo(0.16 * k, 0.24 * k, 0.1 * k, 0.08 * k, 0, 0.08 * k)
    body.cubicTo(-0.1 * k, 0.08 * k, -0.16 * k, 0.24 * k, -0.42 * k, 0.26 * k)
    body.close()
    lacquer = (lighter(piece.colour, 0.35), piece.colour, darker(piece.colour, 0.4))
    pen.shape(body, Gradient((0, -0.24 * k), (0, 0.26 * k), lacquer), outline=True)
    _cords(pen, k)
    pen.shape(
        oval(0, 0, 0.06 * k, 0.11 * k), piece.second if piece.second.lower() != "#ffffff" else "#f2b93c", outline=True
    )
    for side in (-1, 1):
        pen.shape(oval(side * 0.41 * k, 0, 0.09 * k, 0.31 * k), "#b08a5a", outline=True)
        x = side * 0.41 * k
        pen.shape(
            oval(x + 0.012 * k, 0, 0.074 * k, 0.275 * k), Gradient((x, -0.3 * k), (x, 0.3 * k), ("#fffaf0", "#f0dfc0"))
        )
        if not pen.mask:
            pen.shape(oval(x + 0.02 * k, 0, 0.032 * k, 0.13 * k), "#e8cfa0a0")


def _cords(pen: Pen, k: float) -> None:
    for y in (-0.22, 0.0, 0.22):
        zigzag = [(-0.37 * k, y * k), (0, (y * 0.36 - 0.012) * k), (0.37 * k, (y * 0.8 + 0.02) * k)]
        back = [(-0.37 * k, (y * 0.8 + 0.02) * k), (0, (y * 0.36 + 0.012) * k), (0.37 * k, y * k)]
        for points in (zigzag, back):
            cord = polygon(points, closed=False)
            if not pen.mask:
                pen.line(cord, "#401c3460", 0.03 * k)
                pen.line(cord, "#fff6e4", 0.02 * k)

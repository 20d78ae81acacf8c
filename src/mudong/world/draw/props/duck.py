"""A rubber duck, looking to the right."""

from __future__ import annotations

import skia

from mudong.world.draw.pen import Glow, Gradient, Pen
from mudong.world.draw.props.piece import Piece
from mudong.world.draw.props.shapes import blob, curve
from mudong.world.draw.props.tint import darker, lighter
from mudong.world.draw.props.waterline import above_water


def draw_duck(pen: Pen, piece: Piece) -> None:
    """`size` is its length and its height; only what is above the water, if it floats."""
    with above_water(pen, piece):
        _duck(pen, piece.size, piece.colour)


def _duck(pen: Pen, k: float, colour: str) -> None:
    beak = blob([(0.3, -0.2), (0.44, -0.22), (0.5, -0.16), (0.44, -0.1), (0.3, -0.1)], k)
    pen.shape(beak, Gradient((0, -0.22 * k), (0, -0.08 * k), ("#ffa63c", "#e2661e")), outline=True)
    body = blob([(-0.5, -0.02), (-0.4, 0.06), (-0.2, 0.06), (0.05, 0.02), (0.3, 0.06), (0.4, 0.2), (0.34, 0.38),
                 (0.14, 0.49), (-0.16, 0.49), (-0.38, 0.36), (-0.47, 0.16)], k)  # fmt: skip
    pen.shape(body, colour, outline=True)
    head = skia.Path.Circle(0.14 * k, -0.2 * k, 0.27 * k)
    pen.shape(head, colour, outline=True)
    pen.shape(blob([(-0.04, -0.05), (0.14, 0.02), (0.32, -0.03), (0.3, 0.16), (-0.06, 0.16)], k), colour)
    if pen.mask:
        return
    pen.shape(body, Gradient((-0.1 * k, 0), (0.1 * k, 0.5 * k), ("#fff7e600", "#fff7e600", "#c0601858")))
    pen.shape(head, Glow((0.06 * k, -0.3 * k), 0.42 * k, ("#ffffff90", "#ffffff00", "#c0601838")))
    pen.line(curve([(0.41, -0.145), (0.44, -0.145), (0.485, -0.16)], k), "#a8441c", 0.018 * k)
    wing = blob([(-0.36, 0.16), (-0.24, 0.11), (-0.02, 0.14), (0.08, 0.24), (-0.04, 0.35), (-0.22, 0.34)], k)
    with pen.at(0.01 * k, 0.025 * k):
        pen.shape(wing, darker(colour, 0.3) + "b0")
    pen.shape(wing, lighter(colour, 0.28))
    _face(pen, k)


def _face(pen: Pen, k: float) -> None:
    pen.ellipse(0.21 * k, -0.25 * k, 0.045 * k, 0.06 * k, "#33231f")
    pen.circle(0.225 * k, -0.272 * k, 0.018 * k, "#ffffff")
    pen.ellipse(0.12 * k, -0.13 * k, 0.06 * k, 0.04 * k, "#ff7a5a70")
    pen.ellipse(0.02 * k, -0.35 * k, 0.07 * k, 0.04 * k, "#ffffffb0", angle=-0.6)

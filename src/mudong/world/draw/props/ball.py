"""A play ball: panels or prints that turn with it, light that does not."""

from __future__ import annotations

import numpy as np
import skia

from mudong.world.draw.pen import Glow, Pen
from mudong.world.draw.props.pattern import print_on
from mudong.world.draw.props.piece import Piece
from mudong.world.draw.props.shapes import star
from mudong.world.draw.props.tint import clear, darker, lighter
from mudong.world.kinds import Pattern


def draw_ball(pen: Pen, piece: Piece) -> None:
    """`size` is its diameter."""
    radius = piece.size / 2
    disc = skia.Path.Circle(0, 0, radius)
    pen.shape(disc, piece.colour, outline=True)
    if pen.mask:
        return
    if piece.prop.pattern is Pattern.STRIPES:
        _wedges(pen, disc, radius, piece.second)
    elif piece.prop.pattern is Pattern.PLAIN:
        _belt(pen, disc, radius, piece)
    else:
        print_on(pen, disc, piece.prop.pattern, piece.second, radius * 0.72)
    with pen.at(0, 0, angle=piece.angle):
        light(pen, disc, radius)


def light(pen: Pen, disc: skia.Path, radius: float) -> None:
    """Shade at the lower right and a soft highlight at the upper left of something round."""
    shade = Glow((-radius * 0.3, -radius * 0.35), radius * 1.5, ("#ffffff50", "#ffffff00", "#401c3400", "#401c3478"))
    pen.shape(disc, shade)
    pen.ellipse(-radius * 0.4, -radius * 0.48, radius * 0.24, radius * 0.14, "#ffffffd8", angle=-0.7)
    pen.circle(-radius * 0.64, -radius * 0.16, radius * 0.07, "#ffffffa0")


def _wedges(pen: Pen, disc: skia.Path, radius: float, colour: str) -> None:
    with pen.inside(disc):
        for i in range(3):
            a = i * 2 * np.pi / 3
            path = skia.Path()
            path.moveTo(0, 0)
            for angle, bend in ((a, -0.35), (a + np.pi / 3, 0.35)):
                x, y = 1.3 * radius * np.cos(angle), 1.3 * radius * np.sin(angle)
                x2, y2 = 0.7 * radius * np.cos(angle + bend), 0.7 * radius * np.sin(angle + bend)
                if bend < 0:
                    path.quadTo(float(x2), float(y2), float(x), float(y))
                else:
                    path.lineTo(float(x), float(y))
                    path.quadTo(
                        0.7 * radius * float(np.cos(angle - bend)), 0.7 * radius * float(np.sin(angle - bend)), 0, 0
                    )
            path.close()
            pen.shape(path, colour)
        pen.circle(0, 0, radius * 0.16, lighter(colour, 0.3))


def _belt(pen: Pen, disc: skia.Path, radius: float, piece: Piece) -> None:
    with pen.inside(disc):
        pen.ellipse(0, radius * 1.02, radius * 1.25, radius * 0.62, darker(piece.colour, 0.18))
        band = skia.Path()
        band.moveTo(-radius * 1.1, -radius * 0.2)
        band.quadTo(0, radius * 0.28, radius * 1.1, -radius * 0.2)
        band.lineTo(radius * 1.1, radius * 0.24)
        band.quadTo(0, radius * 0.76, -radius * 1.1, radius * 0.24)
        band.close()
        pen.shape(band, piece.second)
        pen.shape(star(0, -radius * 0.42, radius * 0.34), clear(piece.second, 0.95))

"""An open umbrella: a dome of panels with a scalloped hem, a shaft and a crook."""

from __future__ import annotations

import numpy as np
import skia

from mudong.world.draw.pen import Gradient, Pen
from mudong.world.draw.props.pattern import print_on
from mudong.world.draw.props.piece import Piece
from mudong.world.draw.props.tint import darker, lighter
from mudong.world.kinds import Pattern

RIBS = (-1.0, -0.62, -0.22, 0.22, 0.62, 1.0)


def draw_umbrella(pen: Pen, piece: Piece) -> None:
    """`size` is the canopy's width; as high as it is wide, the hand 0.35 sizes below the middle."""
    k = piece.size
    _shaft(pen, k)
    dome = _dome(k)
    pen.shape(dome, piece.colour, outline=True)
    if pen.mask:
        return
    if piece.prop.pattern is Pattern.PLAIN:
        _panels(pen, dome, k, piece.second)
    else:
        print_on(pen, dome, piece.prop.pattern, piece.second, 0.2 * k)
    shade = Gradient((-0.25 * k, -0.45 * k), (0.35 * k, 0.05 * k), ("#fff7e668", "#fff7e600", "#401c3458"))
    pen.shape(dome, shade)
    for x in RIBS[1:-1]:
        rib = skia.Path()
        rib.moveTo(0, -0.44 * k)
        rib.quadTo(x * 0.47 * k, -0.34 * k, x * 0.5 * k, _hem(x) * k)
        pen.line(rib, darker(piece.colour, 0.35) + "70", 0.01 * k)


def _hem(x: float) -> float:
    return 0.02 - 0.03 * x * x


def _dome(k: float) -> skia.Path:
    path = skia.Path()
    path.moveTo(-0.5 * k, _hem(-1) * k)
    path.cubicTo(-0.5 * k, -0.32 * k, -0.24 * k, -0.44 * k, 0, -0.44 * k)
    path.cubicTo(0.24 * k, -0.44 * k, 0.5 * k, -0.32 * k, 0.5 * k, _hem(1) * k)
    for a, b in zip(RIBS[::-1], RIBS[::-1][1:], strict=False):
        middle = (a + b) / 2
        path.quadTo(middle * 0.5 * k, (_hem(middle) - 0.075) * k, b * 0.5 * k, _hem(b) * k)
    path.close()
    return path


def _panels(pen: Pen, dome: skia.Path, k: float, colour: str) -> None:
    with pen.inside(dome):
        for a, b in ((RIBS[0], RIBS[1]), (RIBS[2], RIBS[3]), (RIBS[4], RIBS[5])):
            panel = skia.Path()
            panel.moveTo(0, -0.46 * k)
            panel.quadTo(a * 0.47 * k, -0.36 * k, a * 0.52 * k, 0.1 * k)
            panel.lineTo(b * 0.52 * k, 0.1 * k)
            panel.quadTo(b * 0.47 * k, -0.36 * k, 0, -0.46 * k)
            pen.shape(panel, colour)


def _shaft(pen: Pen, k: float) -> None:
    crook = skia.Path()
    crook.moveTo(0, -0.42 * k)
    crook.lineTo(0, 0.41 * k)
    turns = np.linspace(0, np.pi, 7)[1:]
    for t in turns:
        crook.lineTo(float(0.065 - 0.065 * np.cos(t)) * k, float(0.41 + 0.065 * np.sin(t)) * k)
    if pen.outline:
        pen.line(crook, pen.ink, 0.036 * k + 2 * pen.outline)
    pen.line(crook, "#8a5a36", 0.036 * k)
    tip = skia.Path()
    tip.moveTo(0, -0.43 * k)
    tip.lineTo(0, -0.485 * k)
    pen.line(tip, "#8a5a36", 0.036 * k)
    if not pen.mask:
        glint = skia.Path()
        glint.moveTo(-0.006 * k, 0)
        glint.lineTo(-0.006 * k, 0.38 * k)
        pen.line(glint, lighter("#8a5a36", 0.45), 0.01 * k)

"""Things that swing or rock: the pendulum on its stand, the seesaw with its load."""

from __future__ import annotations

import skia

from mudong.world.draw.pen import Gradient, Pen, polygon
from mudong.world.draw.props.ball import light
from mudong.world.draw.props.piece import Piece
from mudong.world.draw.props.shapes import rounded, slab, star
from mudong.world.draw.props.tint import darker, lighter
from mudong.world.physics.proportions import BOB_RADIUS, FULCRUM_HEIGHT, LOAD_SIDE, PLANK_THICKNESS


def draw_pendulum(pen: Pen, piece: Piece) -> None:
    """The bob's middle is (0, 0), the string goes straight up by `size`; the hook does not turn."""
    k = piece.size
    r = BOB_RADIUS * k
    string = polygon([(0, 0), (0, -k)], closed=False)
    if pen.outline:
        pen.line(string, pen.ink, 0.022 * k + 1.2 * pen.outline)
    pen.line(string, "#a87848", 0.022 * k)
    with pen.at(0, -k, angle=piece.angle):
        pen.shape(slab(0, -0.03 * k, 0.34 * k, 0.07 * k, 0.03 * k), "#8a5a36", outline=True)
        pen.circle(0, 0, 0.035 * k, "#e0a83a", outline=True)
    bob = skia.Path.Circle(0, 0, r)
    pen.shape(slab(0, -r, 0.3 * r, 0.4 * r, 0.06 * r), "#e0a83a", outline=True)
    pen.shape(bob, piece.colour, outline=True)
    if pen.mask:
        return
    pen.shape(star(0, 0.05 * r, 0.5 * r), piece.second)
    with pen.at(0, 0, angle=piece.angle):
        light(pen, bob, r)


def draw_seesaw(pen: Pen, piece: Piece) -> None:
    """The plank's middle is (0, 0), turned; the stand is not. `extra`: metres from the middle to the load's middle."""
    k = piece.size
    with pen.at(0, 0, angle=piece.angle):
        h = FULCRUM_HEIGHT * k
        foot = rounded([(0, -0.02 * k), (0.13 * k, h), (-0.13 * k, h)], 0.03 * k)
        shade = Gradient((-0.1 * k, 0), (0.1 * k, h), (lighter(piece.second, 0.2), darker(piece.second, 0.22)))
        pen.shape(foot, shade, outline=True)
    load = float(piece.extra[0]) * piece.unit if len(piece.extra) else 0.0
    if len(piece.extra):
        _load(pen, load, k, piece)
    for side in (-1, 1):
        if abs(load - side * 0.33 * k) < LOAD_SIDE * k:
            continue  # no hand could hold it with the load there
        grip = skia.Path()
        grip.moveTo(side * 0.33 * k, 0)
        grip.lineTo(side * 0.33 * k, -0.09 * k)
        if pen.outline:
            pen.line(grip, pen.ink, 0.03 * k + 2 * pen.outline)
        pen.line(grip, darker(piece.second, 0.1), 0.03 * k)
    thick = PLANK_THICKNESS * k
    plank = slab(0, 0, k, thick, thick * 0.45)
    wood = Gradient(
        (0, -thick / 2), (0, thick / 2), (lighter(piece.colour, 0.35), piece.colour, darker(piece.colour, 0.2))
    )
    pen.shape(plank, wood, outline=True)
    pen.circle(0, 0, 0.026 * k, "#e0a83a", outline=True)


def _load(pen: Pen, x: float, k: float, piece: Piece) -> None:
    side = LOAD_SIDE * k
    y = -(side + PLANK_THICKNESS * k) / 2
    body = slab(x, y, side, side, 0.12 * side)
    pen.shape(body, "#f0b73f", outline=True)
    if pen.mask:
        return
    lit = Gradient((x - side / 2, y - side / 2), (x + side / 2, y + side / 2), ("#fff7e680", "#fff7e600", "#401c3458"))
    pen.shape(body, lit)
    pen.shape(star(x, y, 0.32 * side), piece.second)

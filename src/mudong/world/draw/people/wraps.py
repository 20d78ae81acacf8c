"""What is worn over everything: a scarf around the neck, a handbag across the chest."""

from __future__ import annotations

import skia

from mudong.world.draw.cloth import Weave, drape, tinted
from mudong.world.draw.pen import Pen, smooth, tube
from mudong.world.draw.people.figure import Figure


def draw_scarf(pen: Pen, figure: Figure) -> None:
    """Wound around the neck, one end hanging and swinging."""
    scarf = figure.outfit.scarf
    if scarf is None:
        return
    r, width = figure.r, figure.girth(0.85 * figure.shoulder, 0.7 * figure.shoulder)
    side = -1.0 if figure.facing > 0.3 else 1.0
    swing = float(figure.subject.swing[1])
    knot = figure.station(0.16, 0.35 * side * width)
    end = figure.station(0.75, 0.45 * side * width - swing * 0.6 * figure.trunk)
    weave = Weave(origin=knot, pitch=0.3 * r)
    drape(pen, tube((knot, end), (0.17 * r, 0.22 * r)), scarf, weave)
    left, right, low = figure.station(0.05, -width), figure.station(0.05, width), figure.station(0.16)
    drape(pen, tube((left, low, right), (0.17 * r, 0.24 * r, 0.17 * r)), scarf, weave)


def draw_bag(pen: Pen, figure: Figure) -> None:
    """A handbag at the hip, its strap across the chest."""
    bag = figure.outfit.bag
    if bag is None:
        return
    width = figure.girth(figure.shoulder, 0.7 * figure.shoulder)
    side = -1.0 if figure.facing > 0.3 else 1.0
    hip = figure.station(0.98, side * figure.girth(figure.hip, 0.75 * figure.hip))
    start = figure.station(0.06, -side * 0.7 * width)
    strap = skia.Path()
    strap.moveTo(*start)
    strap.quadTo(*figure.station(0.55, side * 0.15 * width), *hip)
    pen.line(strap, tinted(bag.colour, -0.35), 0.09 * figure.r)
    size = 0.42 * figure.r
    x, y = hip
    body = smooth([(x - size, y), (x + size, y), (x + 1.08 * size, y + 1.1 * size), (x, y + 1.3 * size),
                   (x - 1.08 * size, y + 1.1 * size)])  # fmt: skip
    drape(pen, body, bag, Weave(origin=(x, y + 0.6 * size), pitch=0.5 * size))
    if not pen.mask:
        with pen.inside(body):
            corners = ((-1.2, -0.3), (1.2, -0.3), (0.9, 0.45), (0.0, 0.68), (-0.9, 0.45))
            flap = smooth([(x + a * size, y + b * size) for a, b in corners])
            pen.shape(flap, tinted(bag.colour, -0.18))
            pen.circle(x, y + 0.62 * size, 0.14 * size, "#f6cf6a")

"""Things with four corners: a gift box, a wooden crate, a toy block with a letter or a shape. `size` is the side."""

from __future__ import annotations

import skia

from mudong.world.draw.pen import Gradient, Pen, polygon
from mudong.world.draw.props.pattern import print_on
from mudong.world.draw.props.piece import Piece
from mudong.world.draw.props.shapes import blob, curve, heart, slab, star
from mudong.world.draw.props.tint import darker, lighter
from mudong.world.kinds import Pattern

LETTERS = {
    Pattern.PLAIN: (((-0.2, 0.24), (0, -0.24), (0.2, 0.24)), ((-0.11, 0.08), (0.11, 0.08))),
    Pattern.STRIPES: (((-0.19, -0.2), (0.19, -0.2), (0.17, 0.06), (0.1, 0.24)),),
    Pattern.CHECK: (((-0.18, -0.22), (-0.18, 0.22), (0.18, 0.22), (0.18, -0.22), (-0.18, -0.22)),),
}
"""Strokes of A, ㄱ and ㅁ: no font is needed, so every machine draws the same."""


def draw_box(pen: Pen, piece: Piece) -> None:
    """A present: wrapping, ribbon, bow."""
    k = piece.size
    body = slab(0, 0, k, k, 0.07 * k)
    pen.shape(body, piece.colour, outline=True)
    if pen.mask:
        return
    print_on(pen, body, piece.prop.pattern, lighter(piece.colour, 0.45), 0.24 * k)
    ribbon = Gradient((-0.09 * k, 0), (0.09 * k, 0), (lighter(piece.second, 0.25), piece.second))
    with pen.inside(body):
        pen.shape(slab(0, 0.3 * k, 1.2 * k, 0.9 * k, 0), Gradient((0, 0), (0, 0.5 * k), ("#401c3400", "#401c3450")))
        pen.shape(slab(0, -0.35 * k, 1.2 * k, 0.3 * k, 0), lighter(piece.colour, 0.22) + "a0")
        pen.shape(slab(0, -0.185 * k, 1.2 * k, 0.03 * k, 0), darker(piece.colour, 0.4) + "70")
        pen.shape(slab(0, 0, 0.18 * k, 1.2 * k, 0), ribbon)
    _bow(pen, k, piece.second)


def _bow(pen: Pen, k: float, colour: str) -> None:
    for side in (-1, 1):
        tail = blob([(0, -0.22), (side * 0.1, -0.12), (side * 0.24, 0.08), (side * 0.12, 0.04)], k)
        pen.shape(tail, darker(colour, 0.18))
        loop = blob(
            [(0, -0.21), (side * 0.16, -0.4), (side * 0.35, -0.36), (side * 0.36, -0.18), (side * 0.18, -0.14)], k
        )
        pen.shape(loop, Gradient((0, -0.4 * k), (0, -0.12 * k), (lighter(colour, 0.3), darker(colour, 0.12))))
        pen.line(
            curve([(side * 0.05, -0.23), (side * 0.16, -0.27), (side * 0.26, -0.27)], k), darker(colour, 0.3), 0.018 * k
        )
    pen.shape(slab(0, -0.22 * k, 0.15 * k, 0.15 * k, 0.06 * k), lighter(colour, 0.12))


def draw_crate(pen: Pen, piece: Piece) -> None:
    """Planks, a frame and a diagonal, all shades of its colour."""
    k = piece.size
    wood = piece.colour
    pen.shape(slab(0, 0, k, k, 0.04 * k), darker(wood, 0.22), outline=True)
    if pen.mask:
        return
    for i in range(4):
        x = (-0.33 + 0.22 * i) * k
        pen.shape(slab(x, 0, 0.2 * k, 0.84 * k, 0.02 * k), lighter(wood, 0.06) if i % 2 else darker(wood, 0.06))
        pen.line(curve([(-0.33 + 0.22 * i - 0.03, -0.3), (-0.33 + 0.22 * i, 0), (-0.36 + 0.22 * i, 0.3)], k),
                 darker(wood, 0.2) + "60", 0.012 * k)  # fmt: skip
    brace = polygon([(-0.42 * k, 0.28 * k), (-0.28 * k, 0.42 * k), (0.42 * k, -0.28 * k), (0.28 * k, -0.42 * k)])
    with pen.at(0.015 * k, 0.025 * k):
        pen.shape(brace, "#401c3448")
    pen.shape(brace, lighter(wood, 0.2))
    for x, y, w, h in ((-0.42, 0, 0.16, 0.72), (0.42, 0, 0.16, 0.72), (0, -0.42, 1, 0.16), (0, 0.42, 1, 0.16)):
        pen.shape(slab(x * k, y * k, w * k, h * k, 0.04 * k), darker(wood, 0.35))
        pen.shape(
            slab(x * k, (y - 0.008) * k, (w - 0.02) * k, (h - 0.03) * k, 0.03 * k),
            lighter(wood, 0.26 if y < 0 else 0.16),
        )
    for x in (-0.42, 0.42):
        for y in (-0.42, 0.42):
            pen.circle(x * k, y * k, 0.028 * k, darker(wood, 0.55))


def draw_block(pen: Pen, piece: Piece) -> None:
    """A child's block: bevelled rim, a pale face with a letter or, after its pattern, a star, heart or disc."""
    k = piece.size
    pen.shape(slab(0, 0, k, k, 0.13 * k), piece.colour, outline=True)
    if pen.mask:
        return
    rim = Gradient((-0.4 * k, -0.5 * k), (0.4 * k, 0.5 * k), ("#fff7e690", "#fff7e600", "#401c3468"))
    pen.shape(slab(0, 0, k, k, 0.13 * k), rim)
    face = lighter(piece.second, 0.3)
    pen.shape(slab(0, 0, 0.74 * k, 0.74 * k, 0.1 * k), darker(piece.colour, 0.3))
    pen.shape(
        slab(0, 0.01 * k, 0.72 * k, 0.7 * k, 0.09 * k),
        Gradient((0, -0.4 * k), (0, 0.4 * k), (face, darker(face, 0.08))),
    )
    ink = darker(piece.colour, 0.12)
    mark = _mark(piece.prop.pattern, k)
    if mark is not None:
        pen.shape(mark, ink)
        return
    for stroke in LETTERS[piece.prop.pattern]:
        pen.line(polygon([(x * k, y * k) for x, y in stroke], closed=False), ink, 0.12 * k)


def _mark(pattern: Pattern, k: float) -> skia.Path | None:
    if pattern is Pattern.STARS:
        return star(0, 0.02 * k, 0.3 * k)
    if pattern is Pattern.HEARTS:
        return heart(0, 0.02 * k, 0.25 * k)
    if pattern is Pattern.DOTS:
        return skia.Path.Circle(0, 0, 0.22 * k)
    return None

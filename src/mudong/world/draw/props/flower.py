"""One large flower on its stem."""

from __future__ import annotations

import numpy as np

from mudong.world.draw.pen import Glow, Gradient, Pen
from mudong.world.draw.props.piece import Piece
from mudong.world.draw.props.shapes import blob, curve
from mudong.world.draw.props.tint import darker, lighter

PETALS = 7
GREEN = "#5fa65a"


def draw_flower(pen: Pen, piece: Piece) -> None:
    """`size` is its height; the stem's foot is at +size / 2."""
    k = piece.size
    stem = curve([(0, -0.2), (0.025, 0.1), (0, 0.48)], k)
    if pen.outline:
        pen.line(stem, pen.ink, 0.045 * k + 2 * pen.outline)
    pen.line(stem, GREEN, 0.045 * k)
    for side, y in ((-1, 0.34), (1, 0.24)):
        leaf = blob(
            [
                (0.01, y),
                (side * 0.1, y - 0.12),
                (side * 0.25, y - 0.16),
                (side * 0.2, y - 0.03),
                (side * 0.08, y + 0.02),
            ],
            k,
        )
        pen.shape(leaf, Gradient((0, (y - 0.16) * k), (0, y * k), (lighter(GREEN, 0.35), GREEN)), outline=True)
        if not pen.mask:
            pen.line(
                curve([(0.02, y - 0.005), (side * 0.1, y - 0.06), (side * 0.19, y - 0.11)], k),
                darker(GREEN, 0.25),
                0.01 * k,
            )
    with pen.at(0, -0.24 * k):
        _bloom(pen, k, piece)


def _bloom(pen: Pen, k: float, piece: Piece) -> None:
    for i in range(PETALS):
        with pen.at(0, 0, angle=i * 2 * np.pi / PETALS):
            petal = blob(
                [(0, -0.05), (0.085, -0.13), (0.075, -0.235), (0, -0.26), (-0.075, -0.235), (-0.085, -0.13)], k
            )
            fill = Gradient(
                (0, -0.26 * k), (0, -0.05 * k), (lighter(piece.colour, 0.4), piece.colour, darker(piece.colour, 0.12))
            )
            pen.shape(petal, fill, outline=True)
    heart = piece.second if piece.second.lower() != "#ffffff" else "#f5c242"
    pen.circle(0, 0, 0.1 * k, Glow((-0.03 * k, -0.03 * k), 0.13 * k, (lighter(heart, 0.4), heart, darker(heart, 0.25))))
    if not pen.mask:
        for i in range(6):
            a = i * np.pi / 3
            pen.circle(0.05 * k * float(np.cos(a)), 0.05 * k * float(np.sin(a)), 0.012 * k, darker(heart, 0.35) + "a0")

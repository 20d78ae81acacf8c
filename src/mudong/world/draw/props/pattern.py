"""Prints: the pattern on a ball, a canopy, a bag, laid within the outline of what carries it."""

from __future__ import annotations

import numpy as np
import skia

from mudong.world.draw.pen import Pen
from mudong.world.draw.props.shapes import heart, slab, star
from mudong.world.kinds import Pattern


def print_on(pen: Pen, path: skia.Path, pattern: Pattern, colour: str, step: float) -> None:
    """Lay a pattern in `colour` over all of `path`; `step`: pixels from one mark to the next."""
    if pattern is Pattern.PLAIN or pen.mask:
        return
    with pen.inside(path):
        bounds = path.getBounds()
        if pattern is Pattern.STRIPES:
            for x in np.arange(bounds.left() + step / 4, bounds.right() + step, step):
                pen.shape(slab(float(x), bounds.centerY(), step / 2, bounds.height(), 0), colour)
            return
        marks(pen, bounds, pattern, colour, step)


def marks(pen: Pen, bounds: skia.Rect, pattern: Pattern, colour: str, step: float) -> None:
    """Dots, squares, stars or hearts in staggered rows around the middle of `bounds`."""
    pitch = step * 0.87
    rows = int(np.ceil(bounds.height() / 2 / pitch))
    columns = int(np.ceil(bounds.width() / 2 / step)) + 1
    for row in range(-rows, rows + 1):
        for column in range(-columns, columns + 1):
            x = bounds.centerX() + (column + 0.5 * (row % 2)) * step
            y = bounds.centerY() + row * pitch
            if pattern is Pattern.DOTS:
                pen.circle(x, y, step * 0.24, colour)
            elif pattern is Pattern.STARS:
                pen.shape(star(x, y, step * 0.34), colour)
            elif pattern is Pattern.HEARTS:
                pen.shape(heart(x, y, step * 0.28), colour)
            else:
                pen.shape(slab(x, y, step * 0.5, pitch, 0), colour)

"""What floats is drawn down to the water only, and wears a line of foam there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import skia

from mudong.world.draw.pen import Pen
from mudong.world.draw.props.piece import Piece


@contextmanager
def above_water(pen: Pen, piece: Piece) -> Iterator[None]:
    """Clip to what is above the water. `extra[0]`: metres of the water over the middle; none or NaN: it stands."""
    if not len(piece.extra) or not np.isfinite(piece.extra[0]):
        yield
        return
    reach, level = 2 * piece.size, -float(piece.extra[0]) * piece.unit
    dry = skia.Path.Rect(skia.Rect.MakeLTRB(-reach, -2 * reach, reach, level))
    dry.transform(skia.Matrix().setRotate(float(np.degrees(piece.angle))))
    with pen.inside(dry):
        yield

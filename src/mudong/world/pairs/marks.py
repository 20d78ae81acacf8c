"""Arrows and boxes as people draw them on a picture with a thick felt pen. Knows pixels only."""

from __future__ import annotations

import numpy as np
import skia

from mudong.world.draw.pen import Pen, polygon, smooth

_THICK, _RIM = 0.02, 0.034
"""Of the stroke and of the white under it, in frame heights."""
_HEAD = 0.075
_PAD = 0.02


def draw_arrow(pen: Pen, way: np.ndarray, colour: str) -> None:
    """An arrow along (n, 2) pixels, at least long enough to be seen; nothing for a way that leads nowhere."""
    height = pen.height
    step = way[-1] - way[0]
    length = float(np.linalg.norm(step))
    if length < 1e-6:
        return
    ahead = step / length
    tip = way[0] + ahead * max(length, 2.2 * _HEAD * height)
    bend = way[len(way) // 2] if length > 2.2 * _HEAD * height else (way[0] + tip) / 2
    into = (tip - bend) / max(float(np.linalg.norm(tip - bend)), 1e-6)
    across = np.array([-into[1], into[0]])
    neck = tip - into * _HEAD * height
    shaft = smooth([tuple(way[0]), tuple(bend), tuple(neck)], closed=False)
    head = polygon([tip, neck + 0.62 * _HEAD * height * across, neck - 0.62 * _HEAD * height * across])
    _stroked(pen, shaft, colour)
    pen.line(head, "#ffffff", (_RIM - _THICK) * height)
    pen.shape(head, colour)


def draw_box(pen: Pen, covered: np.ndarray, colour: str) -> None:
    """A box around (n, 2) rows and columns of pixels; nothing around none."""
    if not len(covered):
        return
    pad = _PAD * pen.height
    top, left = covered.min(axis=0) - pad
    bottom, right = covered.max(axis=0) + 1 + pad
    edge = 0.5 * _RIM * pen.height
    rect = skia.Rect.MakeLTRB(
        max(float(left), edge), max(float(top), edge), min(float(right), pen.width - edge),
        min(float(bottom), pen.height - edge),
    )  # fmt: skip
    path = skia.Path()
    path.addRoundRect(rect, pad, pad)
    _stroked(pen, path, colour)


def _stroked(pen: Pen, path: skia.Path, colour: str) -> None:
    pen.line(path, "#ffffff", _RIM * pen.height)
    pen.line(path, colour, _THICK * pen.height)

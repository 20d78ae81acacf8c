"""Mouths, drawn flat around their middle in head radii. Knows nothing about where on a face they are."""

from __future__ import annotations

import skia

from mudong.world.draw.mood import Mood
from mudong.world.draw.pen import Pen, smooth


def lips(pen: Pen, ink: str, mood: Mood, width: float) -> None:
    """A closed mouth: one line that smiles or droops."""
    bend = width * 0.75 * mood.smile
    path = skia.Path()
    path.moveTo(-width, -0.5 * bend)
    path.quadTo(0.0, 1.5 * bend, width, -0.5 * bend)
    pen.line(path, ink, 0.06)


def open_mouth(pen: Pen, ink: str, mood: Mood, width: float) -> None:
    """A crescent, an O or a grimace, with teeth where they show, and a tongue."""
    bend = width * 0.6 * mood.smile
    gape = 0.1 + 0.26 * mood.mouth_open
    path = _grimace(width, gape, mood.wave) if mood.wave > 0.5 else _gape(width, bend, gape, mood.round)
    pen.shape(path, "#7a2431")
    with pen.inside(path):
        if mood.smile > 0.0 and mood.round < 0.5:
            pen.ellipse(0.0, -0.5 * bend, 0.9 * width, 0.28 * gape + 0.3 * bend, "#fffaf2")
        if mood.wave > 0.5:
            pen.ellipse(0.0, -0.4 * gape, 0.9 * width, 0.25 * gape, "#fffaf2")
        low = 0.9 * gape + (0.4 * bend if mood.smile > 0 else 0.0)
        pen.ellipse(0.0, low, 0.6 * width, 0.45 * gape, "#e8707a")
    pen.line(path, ink, 0.045)


def _gape(width: float, bend: float, gape: float, roundness: float) -> skia.Path:
    """From a crescent hanging from its corners to an upright O."""
    corner = -0.5 * bend
    over = corner + (1.6 if bend > 0 else 1.3) * bend * (1 - roundness) - 1.2 * gape * roundness
    if bend < 0:
        over -= 0.6 * gape
    under = corner + 1.5 * bend * (bend > 0) + gape * (1.55 - 0.35 * roundness) * (0.5 if bend < 0 else 1.0)
    path = skia.Path()
    path.moveTo(-width, corner)
    path.cubicTo(-0.8 * width, over, 0.8 * width, over, width, corner)
    path.cubicTo(0.85 * width, under, -0.85 * width, under, -width, corner)
    path.close()
    return path


def _grimace(width: float, gape: float, wave: float) -> skia.Path:
    """A wide mouth with trembling lips."""
    dip = 0.05 * wave
    steps = (-0.6, -0.2, 0.2, 0.6)
    upper = [(width * x, -0.45 * gape + (dip if i % 2 else -dip)) for i, x in enumerate(steps)]
    lower = [(width * x, 0.55 * gape + (dip if i % 2 else -dip)) for i, x in enumerate(reversed(steps))]
    return smooth([(-width, 0.1), *upper, (width, 0.1), *lower])

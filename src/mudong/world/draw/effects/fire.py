"""Flames that lick around a thing: fat tongues behind it, small ones at its feet, sparks that rise."""

from __future__ import annotations

import math
from functools import lru_cache

import skia

from mudong.world.draw.effects.aura import Aura
from mudong.world.draw.pen import Pen
from mudong.world.draw.plane import dice

_COATS = (("#c9402a", 1.16), ("#f4792b", 1.04), ("#ffb23e", 0.76), ("#ffe58a", 0.44))
"""Colour and size of a tongue's coats, from the rim to the heart."""
_SPARKS = 7


def flames_behind(pen: Pen, aura: Aura) -> None:
    """A tongue from every part; all rims first, so that they melt into one blaze."""
    tongues = [
        (x, y + 0.5 * r, 0.75 * r + 0.05 * aura.size, (2.1 + 0.7 * d[0]) * (0.75 * r + 0.075 * aura.size), d)
        for (x, y, r), d in zip(aura.discs, dice(aura.seed, 301), strict=False)
    ]
    for coat in range(len(_COATS)):
        for x, y, wide, high, d in tongues:
            _tongue(pen, aura, x, y, wide, high, d, coat)


def flames_before(pen: Pen, aura: Aura) -> None:
    """Small tongues along the ground line, and sparks."""
    left, _, right, _ = aura.box
    x, foot = aura.foot
    reach = min(0.5 * (right - left), 0.26 * aura.size)
    for coat in range(len(_COATS)):
        for k, d in enumerate(dice(aura.seed, 302)[:4]):
            at = x + reach * (k - 1.5) / 1.5
            wide = (0.042 + 0.018 * d[1]) * aura.size
            _tongue(pen, aura, at, foot, wide, (2.4 + d[0]) * wide, d, coat)
    for a, b, c, d, *_ in dice(aura.seed, 303)[:_SPARKS]:
        age = (a + aura.time_s * (0.9 + 0.5 * b)) % 1.0
        side = (0.3 + 0.25 * c) * (1 if d < 0.5 else -1)
        sx = x + side * aura.size + 0.03 * aura.size * math.sin(9 * aura.time_s + 6.3 * d)
        radius = (0.018 + 0.012 * b) * aura.size * (1 - 0.7 * age)
        pen.circle(sx, foot - (0.1 + 1.15 * age) * aura.size, 1.6 * radius, "#f4792b")
        pen.circle(sx, foot - (0.1 + 1.15 * age) * aura.size, radius, "#ffe58a")


def _tongue(
    pen: Pen, aura: Aura, x: float, y: float, wide: float, high: float, d: tuple[float, ...], coat: int
) -> None:
    """One coat of a tongue whose round foot is at (x, y); it sways and grows and shrinks."""
    colour, share = _COATS[coat]
    beat = math.tau * (2.3 * aura.time_s + d[2])
    lean = 0.35 * math.sin(beat) + 0.5 * (d[3] - 0.5)
    with pen.at(x, y):
        pen.canvas.scale(wide * share, high * share * (1 + 0.14 * math.sin(1.7 * beat + 6.3 * d[4])))
        pen.canvas.skew(-lean * 0.5, 0.0)
        pen.shape(_flame(), colour)


@lru_cache(maxsize=1)
def _flame() -> skia.Path:
    """A flame one unit high over the origin, two wide, with a round foot below it."""
    path = skia.Path()
    path.moveTo(0.12, -1.0)
    path.cubicTo(0.2, -0.62, 1.05, -0.5, 1.0, -0.02)
    path.cubicTo(0.98, 0.3, 0.5, 0.4, 0.0, 0.4)
    path.cubicTo(-0.5, 0.4, -0.98, 0.3, -1.0, -0.02)
    path.cubicTo(-1.02, -0.3, -0.62, -0.4, -0.5, -0.62)
    path.cubicTo(-0.4, -0.48, -0.3, -0.42, -0.22, -0.44)
    path.cubicTo(-0.1, -0.56, 0.02, -0.76, 0.12, -1.0)
    path.close()
    return path

"""Golden four-pointed stars that twinkle around a thing."""

from __future__ import annotations

import math
from functools import lru_cache

import skia

from mudong.world.draw.effects.aura import Aura
from mudong.world.draw.pen import Pen
from mudong.world.draw.plane import dice

_STARS = 9
_GOLD, _RIM = "#ffe27a", "#d79a2b"


def stars_behind(pen: Pen, aura: Aura) -> None:
    """Every second star."""
    _stars(pen, aura, 0)


def stars_before(pen: Pen, aura: Aura) -> None:
    """The others."""
    _stars(pen, aura, 1)


def _stars(pen: Pen, aura: Aura, first: int) -> None:
    left, top, right, bottom = aura.box
    rx, ry = 0.5 * (right - left), 0.5 * (bottom - top)
    for k in range(first, _STARS, 2):
        a, b, c, d, *_ = dice(aura.seed, 331)[k]
        turn = math.tau * (k + 0.5 * a) / _STARS
        far = 0.92 + 0.22 * b
        x = (left + right) / 2 + far * rx * math.sin(turn)
        y = (top + bottom) / 2 - far * ry * math.cos(turn) - 0.03 * aura.size * math.sin(math.tau * aura.time_s + 6 * c)
        glow = 0.35 + 0.65 * math.sin(math.pi * (1.4 * aura.time_s + d)) ** 2
        radius = (0.08 + 0.06 * c) * aura.size * glow
        for colour, share in ((_RIM, 1.25), (_GOLD, 1.0), ("#fffdf0", 0.5)):
            star(pen, x, y, radius * share, colour)


def star(pen: Pen, x: float, y: float, radius: float, colour: str) -> None:
    """A four-pointed star; nothing when it is too small to see."""
    if radius > 0:
        with pen.at(x, y, scale=radius):
            pen.shape(_four(), colour)


@lru_cache(maxsize=1)
def _four() -> skia.Path:
    path = skia.Path()
    path.moveTo(0, -1)
    for x, y in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        path.quadTo(0.1 if x + y > 0 or (x, y) == (0, 1) else -0.1, 0.0, x, y)
    path.close()
    return path

"""Smoke: round puffs that rise from a thing in a plume, grow, and are gone."""

from __future__ import annotations

import math

from mudong.world.draw.effects.aura import Aura
from mudong.world.draw.pen import Pen
from mudong.world.draw.plane import dice

_PUFFS = 7
_COATS = (("#77717f", 0.0, 1.0), ("#b3aeb9", 0.04, 0.88), ("#d2ced6", 0.22, 0.5))
"""Colour, how far aside to the light, and size of a puff's coats; the rim of all comes first, so that they melt."""


def puffs_behind(pen: Pen, aura: Aura) -> None:
    """The plume over the thing."""
    x, y, r = aura.top
    _puffs(pen, aura, (x, y - 0.2 * r), max(0.45 * r, 0.12 * aura.size), (0.12, 0.6), 341)


def puffs_before(pen: Pen, aura: Aura) -> None:
    """Some low ones around its feet."""
    _puffs(pen, aura, aura.foot, 0.085 * aura.size, (0.4, 0.12), 342)


def _puffs(
    pen: Pen, aura: Aura, foot: tuple[float, float], radius: float, spread: tuple[float, float], salt: int
) -> None:
    """Puffs that rise from `foot` (pixels); spread: to either side and up, in sizes of the thing."""
    wide, high = spread
    puffs = []
    for k, (a, b, c, *_) in enumerate(dice(aura.seed, salt)[:_PUFFS]):
        age = (k / _PUFFS + 0.55 * aura.time_s) % 1.0
        x = foot[0] + aura.size * (wide * (2 * a - 1) + 0.06 * math.sin(4 * age + 6.3 * b))
        swell = math.sin(math.pi * age**0.6) * (0.8 + 0.5 * age + 0.3 * c)
        puffs.append((x, foot[1] - high * aura.size * age, radius * swell))
    for colour, aside, share in _COATS:
        for x, y, size in puffs:
            pen.circle(x - aside * size, y - aside * size, share * size, colour)

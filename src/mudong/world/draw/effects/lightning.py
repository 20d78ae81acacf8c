"""Lightning that crackles around a thing: fat bolts that jump to other places several times a second, and a glow."""

from __future__ import annotations

import math
from functools import lru_cache

import skia

from mudong.world.draw.effects.aura import Aura
from mudong.world.draw.pen import Pen, polygon
from mudong.world.draw.plane import dice
from mudong.world.draw.wash import halo

_JUMPS_HZ = 8.0
_FAR, _NEAR = 6, 2
_RIM, _GOLD, _CORE = "#5a4bc4", "#ffd638", "#fffbd6"


def bolts_behind(pen: Pen, aura: Aura) -> None:
    """The glow, and the bolts around the outline."""
    left, top, right, bottom = aura.box
    x, y, rx, ry = (left + right) / 2, (top + bottom) / 2, 0.5 * (right - left), 0.5 * (bottom - top)
    halo(pen, x, y, 1.3 * max(rx, ry), "#a99bff", 0.42)
    for k, (a, b, c, d, *_) in enumerate(_dice(aura, 321)[:_FAR]):
        turn = math.tau * (k + 0.35 + 0.45 * a) / _FAR
        far = 1.0 + 0.14 * b
        _bolt(
            pen, x + far * rx * math.sin(turn), y - far * ry * math.cos(turn), (0.15 + 0.07 * c) * aura.size,
            0.55 * math.sin(turn) + 0.3 * (d - 0.5), left=c < 0.5,
        )  # fmt: skip


def bolts_before(pen: Pen, aura: Aura) -> None:
    """Small ones at the lower body, where they hide no face."""
    left, top, right, bottom = aura.box
    for k, (a, b, c, *_) in enumerate(_dice(aura, 322)[:_NEAR]):
        x, y = left + (right - left) * (0.2 + 0.5 * k + 0.1 * a), top + (bottom - top) * (0.66 + 0.2 * b)
        _bolt(pen, x, y, 0.1 * aura.size, 0.6 * (k - 0.5), left=c < 0.5)


def _dice(aura: Aura, salt: int) -> tuple[tuple[float, ...], ...]:
    return dice(aura.seed + 977 * int(aura.time_s * _JUMPS_HZ), salt)


def _bolt(pen: Pen, x: float, y: float, half: float, angle: float, *, left: bool) -> None:
    """A bolt around (x, y), twice `half` pixels high."""
    with pen.at(x, y, angle=angle, scale=half, flip=left):
        pen.line(_zigzag(), _RIM, 0.34)
        pen.line(_zigzag(), _GOLD, 0.1)
        pen.shape(_zigzag(), _GOLD)
        pen.shape(_core(), _CORE)


@lru_cache(maxsize=1)
def _zigzag() -> skia.Path:
    return polygon(((0.12, -1.0), (-0.46, 0.14), (-0.08, 0.14), (-0.24, 1.0), (0.5, -0.24), (0.1, -0.24), (0.46, -1.0)))


@lru_cache(maxsize=1)
def _core() -> skia.Path:
    down = ((0.16, -0.86), (-0.28, 0.03), (0.02, 0.04), (-0.08, 0.42))
    return polygon((*down, (0.3, -0.13), (0.0, -0.13), (0.3, -0.86)))

"""Pieces of towns: blocks of houses with lit windows, paving, shop signs that look like letters from afar."""

from __future__ import annotations

from functools import lru_cache

import skia

from mudong.world.draw.pen import Pen, polygon
from mudong.world.draw.places.interior import box
from mudong.world.draw.places.season import snowed
from mudong.world.draw.plane import dice, floor, ground, row
from mudong.world.draw.scenery import Setting

DARK = {"night", "horror", "stage"}


def lit(setting: Setting) -> bool:
    """Whether lamps and windows are on."""
    return setting.light.value in DARK or setting.light.value == "golden_hour"


def glass(setting: Setting, day: str) -> str:
    """The colour of a window: `day`, or lamp light from inside once lamps are on."""
    if setting.light.value in DARK:
        return "#ffd45e"
    return "#ffe08e" if lit(setting) else day


def paving(
    pen: Pen, setting: Setting, colours: tuple[str, ...], seam: str, *, tile: float = 1.1, far: float = 40.0
) -> None:
    """Square slabs from the camera to `far`."""
    ground(pen, setting.lens, snowed(setting, colours), far=far)
    with floor(pen, setting.lens):
        path = skia.Path()
        for x, _ in row(setting.lens, 9.0, tile, 0, 1, jitter=0.0):
            path.addRect(skia.Rect.MakeLTRB(x - 0.014, -4.5, x + 0.014, 9.0))
        for z in range(-4, 9):
            path.addRect(skia.Rect.MakeLTRB(-60, z * tile - 0.02, 60, z * tile + 0.02))
        pen.shape(path, seam)


@lru_cache(maxsize=64)
def panes(seed: int, salt: int, columns: int, rows: int, share: float) -> tuple[skia.Path, skia.Path]:
    """Windows of a block one unit wide and `rows / columns` high: those that are lit and those that are not."""
    lights, darks = skia.Path(), skia.Path()
    cell = 1.0 / columns
    table = dice(seed, 500 + salt)
    for i in range(columns):
        for j in range(rows):
            chosen = lights if table[(i * 7 + j * 3 + salt) % 64][j % 6] < share else darks
            x, y = (i + 0.24) * cell - 0.5, (j + 0.24) * cell
            chosen.addRoundRect(skia.Rect.MakeLTRB(x, y, x + 0.52 * cell, y + 0.56 * cell), 0.06 * cell, 0.06 * cell)
    return lights, darks


SYLLABLES = (
    ((0.1, 0.55, 0.5, 0.63), (0.42, 0.1, 0.5, 0.6), (0.66, 0.05, 0.74, 0.95), (0.74, 0.46, 0.92, 0.54)),
    ((0.1, 0.2, 0.18, 0.8), (0.1, 0.12, 0.5, 0.2), (0.66, 0.05, 0.74, 0.95)),
    ((0.2, 0.88, 0.8, 0.96), (0.1, 0.3, 0.9, 0.38), (0.46, 0.04, 0.54, 0.3)),
    ((0.14, 0.5, 0.22, 0.92), (0.46, 0.5, 0.54, 0.92), (0.14, 0.5, 0.54, 0.58), (0.72, 0.05, 0.8, 0.95)),
)
"""Strokes (left, low, right, high) in a unit square: like letters, yet no words."""
RINGS = ((0.3, 0.62, 0.2), None, (0.5, 0.66, 0.17), None)


@lru_cache(maxsize=16)
def syllable(kind: int) -> skia.Path:
    """One letter block in a unit square, bold enough to be seen from afar."""
    path = skia.Path()
    for left, low, right, high in SYLLABLES[kind % 4]:
        path.addRect(skia.Rect.MakeLTRB(left - 0.03, low - 0.03, right + 0.03, high + 0.03))
    ring = RINGS[kind % 4]
    if ring:
        x, y, radius = ring
        path.addCircle(x, y, radius, skia.PathDirection.kCW)
        path.addCircle(x, y, radius * 0.5, skia.PathDirection.kCCW)
    return path


def sign(pen: Pen, x: float, y: float, size: float, count: int, board: str, ink: str, *, tall: bool, kind: int) -> None:
    """A board with `count` letters, in a row or one under the other; (x, y) is its lower left corner."""
    width, height = (size, size * count) if tall else (size * count, size)
    pad = 0.16 * size
    pen.shape(box(x - pad, y - pad, x + width + pad, y + height + pad, soft=0.18 * size), board)
    for k in range(count):
        dx, dy = (0.0, (count - 1 - k) * size) if tall else (k * size, 0.0)
        with pen.at(x + dx + 0.06 * size, y + dy + 0.06 * size, scale=0.88 * size):
            pen.shape(syllable(kind + k), ink)


def awning(pen: Pen, left: float, right: float, y: float, depth: float, first: str, second: str) -> None:
    """A striped awning whose upper edge is at `y`."""
    count = max(2, round((right - left) / 0.3))
    step = (right - left) / count
    for k in range(count):
        a, colour = left + k * step, first if k % 2 == 0 else second
        pen.shape(polygon(((a + 0.03, y), (a + step - 0.03, y), (a + step, y - depth), (a, y - depth))), colour)
        pen.circle(a + step / 2, y - depth, step / 2, colour)

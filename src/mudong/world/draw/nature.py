"""Trees, clouds, hills, grass, flowers, water, stones that places share, in metres on an upright plane, y up."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import skia

from mudong.world.draw.pen import Copy, Pen, polygon, scattered, smooth, tube
from mudong.world.draw.stamp import stamp
from mudong.world.draw.wash import halo, mix

CROWNS = (
    ((0, 0.66, 0.3), (-0.2, 0.56, 0.22), (0.21, 0.54, 0.22), (-0.1, 0.8, 0.2), (0.13, 0.78, 0.19)),
    ((0, 0.7, 0.27), (-0.17, 0.6, 0.23), (0.17, 0.62, 0.24), (0, 0.52, 0.24), (0.03, 0.84, 0.17)),
    ((-0.04, 0.62, 0.28), (0.2, 0.66, 0.2), (-0.24, 0.62, 0.18), (0.06, 0.8, 0.2), (0.1, 0.5, 0.2)),
)
"""Discs (x, y, radius) of the crowns of trees one unit high."""
PUFFS = (
    ((-0.42, 0, 0.2), (-0.14, 0.1, 0.3), (0.2, 0.08, 0.26), (0.45, -0.01, 0.18)),
    ((-0.34, 0.02, 0.22), (0.02, 0.12, 0.27), (0.34, 0, 0.2)),
    ((-0.5, -0.02, 0.15), (-0.24, 0.07, 0.24), (0.08, 0.04, 0.22), (0.3, 0.1, 0.22), (0.54, -0.02, 0.14)),
)
"""Discs of clouds one unit wide."""


def discs(spots: Iterable[tuple[float, float, float]], grow: float = 0.0) -> skia.Path:
    """The union of discs (x, y, radius + grow) as one path."""
    path = skia.Path()
    path.setFillType(skia.PathFillType.kWinding)
    for x, y, r in spots:
        path.addCircle(x, y, max(r + grow, 0.001))
    return path


@lru_cache(maxsize=64)
def blob(spots: tuple[tuple[float, float, float], ...], grow: float = 0.0) -> skia.Path:
    """`discs` that are asked for again and again."""
    return discs(spots, grow)


def cloud(pen: Pen, x: float, y: float, size: float, body: str, shade: str, *, kind: int = 0) -> None:
    """A soft cloud `size` wide with a shaded belly."""
    with pen.at(x, y, scale=size):
        stamp(pen, _puffs, body, shade, kind)


def _puffs(pen: Pen, body: str, shade: str, kind: int) -> None:
    puffs = PUFFS[kind % len(PUFFS)]
    pen.shape(_cloud(puffs), shade)
    with pen.at(0.02, 0.05):
        pen.shape(_cloud(puffs, -0.035), body)


@lru_cache(maxsize=16)
def _cloud(puffs: tuple[tuple[float, float, float], ...], grow: float = 0.0) -> skia.Path:
    path = skia.Path(blob(puffs, grow))
    path.addRoundRect(skia.Rect.MakeLTRB(-0.55, -0.19 - grow, 0.55, 0.04), 0.11, 0.11)
    return path


def tree(pen: Pen, x: float, y: float, height: float, leaf: str, *, kind: int = 0, trunk: str = "#a47a5c") -> None:
    """A round tree with a lit side."""
    with pen.at(x, y, scale=height):
        stamp(pen, _tree, leaf, kind, trunk)


def _tree(pen: Pen, leaf: str, kind: int, trunk: str) -> None:
    crown = CROWNS[kind % len(CROWNS)]
    pen.shape(_trunk(), trunk)
    pen.shape(blob(crown), leaf)
    with pen.at(-0.035, 0.04):
        pen.shape(blob(crown[:1] + crown[3:], -0.075), mix(leaf, "#fff7c2", 0.28))


@lru_cache(maxsize=1)
def _trunk() -> skia.Path:
    path = tube(((0, 0.0), (0.0, 0.5)), (0.05, 0.03))
    path.addPoly([skia.Point(*p) for p in ((-0.08, 0), (0.08, 0), (0.03, 0.16), (-0.03, 0.16))], True)
    return path


def pine(pen: Pen, x: float, y: float, height: float, leaf: str, *, snow: str = "", trunk: str = "#8d6a53") -> None:
    """A fir of three soft skirts; `snow`: the colour that lies on it, empty for none."""
    with pen.at(x, y, scale=height):
        stamp(pen, _pine, leaf, snow, trunk)


def _pine(pen: Pen, leaf: str, snow: str, trunk: str) -> None:
    pen.shape(_stem(), trunk)
    for k, (low, wide, top) in enumerate(((0.1, 0.3, 0.52), (0.34, 0.245, 0.76), (0.58, 0.18, 1.0))):
        pen.shape(_skirt(low, wide, top), mix(leaf, "#ffffff", 0.05 * k))
        if snow:
            pen.shape(_skirt(low + 0.5 * (top - low), 0.56 * wide, top), snow)


@lru_cache(maxsize=1)
def _stem() -> skia.Path:
    return tube(((0, 0.0), (0.0, 0.3)), (0.05, 0.04))


@lru_cache(maxsize=8)
def _skirt(low: float, wide: float, top: float) -> skia.Path:
    path = skia.Path()
    path.moveTo(0, top)
    path.quadTo(0.25 * wide, low + 0.4 * (top - low), wide, low + 0.02)
    path.quadTo(0.66 * wide, low - 0.05, 0.36 * wide, low)
    path.quadTo(0, low - 0.07, -0.36 * wide, low)
    path.quadTo(-0.66 * wide, low - 0.05, -wide, low + 0.02)
    path.quadTo(-0.25 * wide, low + 0.4 * (top - low), 0, top)
    path.close()
    return path


def bush(pen: Pen, x: float, y: float, size: float, leaf: str) -> None:
    """A round bush `size` wide."""
    with pen.at(x, y, scale=size):
        stamp(pen, _bush, leaf)


def _bush(pen: Pen, leaf: str) -> None:
    pen.shape(blob(((-0.28, 0.14, 0.24), (0.02, 0.26, 0.28), (0.3, 0.14, 0.22))), leaf)
    pen.shape(blob(((-0.24, 0.2, 0.13), (-0.02, 0.33, 0.16))), mix(leaf, "#fff7c2", 0.25))


@lru_cache(maxsize=64)
def ridge(seed: int, salt: int, step: float, low: float, high: float, half: float = 320.0) -> skia.Path:
    """A rolling line of hills from -half to half, `low` to `high` metres high, closed far below the ground."""
    count = int(2 * half / step) + 2
    heights = np.random.default_rng([seed & 0xFFFFFFFF, salt]).uniform(low, high, count)
    path = skia.Path(smooth([(-half + i * step, float(y)) for i, y in enumerate(heights)], closed=False))
    path.lineTo(half, -40)
    path.lineTo(-half, -40)
    path.close()
    return path


@lru_cache(maxsize=1)
def _tuft() -> skia.Path:
    path = skia.Path()
    for x, tip, lean in ((-0.28, 0.62, -0.3), (-0.08, 0.95, -0.08), (0.12, 0.8, 0.16), (0.3, 0.55, 0.36)):
        path.moveTo(x - 0.1, -0.05)
        path.quadTo(x - 0.04, 0.5 * tip, x + lean, tip)
        path.quadTo(x + 0.1, 0.5 * tip, x + 0.1, -0.05)
        path.close()
    return path


def tuft(pen: Pen, x: float, y: float, size: float, colour: str, *, lean: float = 0.0) -> None:
    """A tuft of grass, `lean` radians to the right."""
    with pen.at(x, y, angle=-lean, scale=size):
        pen.shape(_tuft(), colour)


def flower(pen: Pen, x: float, y: float, size: float, petal: str, *, heart: str = "#ffe08a", stem: str = "") -> None:
    """A five-petalled flower seen from the front; with a stem down to `y` where `stem` names its colour."""
    with pen.at(x, y, scale=size):
        stamp(pen, _flower, petal, heart, stem)


def _flower(pen: Pen, petal: str, heart: str, stem: str) -> None:
    if stem:
        pen.shape(_stalk(), stem)
    with pen.at(0, 1.3 if stem else 0.0):
        pen.shape(_petals(), petal)
        pen.circle(0, 0, 0.2, heart)


@lru_cache(maxsize=1)
def _stalk() -> skia.Path:
    path = tube(((0, 0.0), (0.05, 0.7), (0, 1.3)), (0.07, 0.06, 0.05))
    path.addOval(skia.Rect.MakeLTRB(0.05, 0.35, 0.5, 0.6))
    return path


@lru_cache(maxsize=1)
def _petals() -> skia.Path:
    angles = [0.3 + k * 2 * math.pi / 5 for k in range(5)]
    return blob(tuple((0.3 * math.sin(a), 0.3 * math.cos(a), 0.25) for a in angles))


def stone(pen: Pen, x: float, y: float, size: float, colour: str) -> None:
    """A rounded stone half sunk in the ground."""
    with pen.at(x, y, scale=size):
        stamp(pen, _boulder, colour)


def _boulder(pen: Pen, colour: str) -> None:
    pen.shape(_stone(), colour)
    pen.ellipse(-0.12, 0.32, 0.22, 0.1, mix(colour, "#ffffff", 0.35))


@lru_cache(maxsize=1)
def _stone() -> skia.Path:
    return smooth([(-0.5, -0.05), (-0.42, 0.28), (-0.05, 0.48), (0.36, 0.3), (0.5, -0.05), (0, -0.12)])


def ripples(pen: Pen, glints: Iterable[tuple[float, float, float]], colour: str, thickness: float = 0.12) -> None:
    """Lens-shaped glints on water, each (x, y, width)."""
    copies = (Copy(x, y, 0.0, width, width) for x, y, width in glints)
    pen.shape(scattered(_glint(thickness), copies), colour)


@lru_cache(maxsize=8)
def _glint(thickness: float) -> skia.Path:
    path = skia.Path()
    path.moveTo(-0.5, 0)
    path.quadTo(0, thickness, 0.5, 0)
    path.quadTo(0, -thickness, -0.5, 0)
    path.close()
    return path


def palm(pen: Pen, x: float, y: float, height: float, leaf: str, *, trunk: str = "#c39a6b") -> None:
    """A leaning palm."""
    with pen.at(x, y, scale=height):
        stamp(pen, _palm, leaf, trunk)


def _palm(pen: Pen, leaf: str, trunk: str) -> None:
    pen.shape(tube(((0, 0), (0.06, 0.35), (0.16, 0.66), (0.3, 0.88)), (0.045, 0.034, 0.028, 0.024)), trunk)
    for k, angle in enumerate((-2.5, -1.9, -1.1, -0.2, 0.7, 1.4)):
        with pen.at(0.3, 0.9, angle=angle):
            pen.shape(_frond(), mix(leaf, "#fff7c2", 0.08 * (k % 3)))
    pen.circle(0.31, 0.86, 0.035, "#9a6b45")
    pen.circle(0.25, 0.87, 0.032, "#8a5f3d")


@lru_cache(maxsize=1)
def _frond() -> skia.Path:
    path = skia.Path()
    path.moveTo(0, 0)
    path.cubicTo(0.08, 0.16, 0.3, 0.16, 0.42, -0.06)
    path.cubicTo(0.3, 0.04, 0.12, 0.02, 0, 0)
    path.close()
    return path


def lamp_post(pen: Pen, x: float, y: float, height: float, colour: str, light: str, *, lit: bool = False) -> None:
    """A street lamp with a round shade, with a glow around it when `lit`."""
    with pen.at(x, y, scale=height):
        stamp(pen, _lamp, colour, light)
        if lit:
            halo(pen, 0, 0.92, 0.28, "#ffe5a8", 0.45)


def _lamp(pen: Pen, colour: str, light: str) -> None:
    pen.shape(polygon(((-0.05, 0), (0.05, 0), (0.016, 0.08), (0.014, 0.86), (-0.014, 0.86), (-0.016, 0.08))), colour)
    pen.circle(0, 0.92, 0.065, light)
    pen.ellipse(0, 0.985, 0.05, 0.014, colour)

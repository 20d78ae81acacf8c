"""A street in Seoul: tiled roofs that sweep up at the ends, shops with signs, neon, lanterns, a tower on a hill."""

from __future__ import annotations

import math
from functools import lru_cache

import skia

from mudong.world.draw.nature import ridge
from mudong.world.draw.pen import Pen, polygon
from mudong.world.draw.places.interior import box
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.places.season import SNOW, fallen, puddles, snowed, street_trees
from mudong.world.draw.places.street import DARK, awning, glass, lit, panes, paving, sign
from mudong.world.draw.plane import row, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.sky import clouds, sky
from mudong.world.draw.stamp import stamp
from mudong.world.draw.wash import halo, mix

SHOP_M, FRONT_M = 5.0, 8.5
"""Width of a shop and depth of the shop fronts."""
BOARDS = (("#e9897c", "#fff5e6"), ("#6fb5ab", "#fff5e6"), ("#f3c368", "#8a5a3a"), ("#8fa3d8", "#fffaf0"))
NEON = ("#ff8fb4", "#7fe3e0", "#ffd36b", "#b9a2ff")


def _far(pen: Pen, setting: Setting) -> None:
    lens, seed = setting.lens, setting.seed
    with upright(pen, lens, 160.0):
        pen.shape(ridge(seed, 1, 30.0, 8.0, 24.0), snowed(setting, ("#aecdc4",), 0.5)[0])
        for x, _ in row(lens, 160.0, 150.0, seed, 2, margin=8.0, jitter=0.2):
            with pen.at(x + 28, 14.0, scale=0.95):
                stamp(pen, _tower)
    dark = setting.light.value in DARK
    for z, width, height, colour, salt in ((70.0, 9.0, 9.0, "#cfd6e2", 3), (34.0, 6.0, 6.0, "#dcd3d3", 4)):
        with upright(pen, lens, z):
            for x, d in row(lens, z, width, seed, salt, margin=width, jitter=0.1):
                high = height * (0.8 + 0.7 * d[0])
                pen.shape(box(x - width * 0.47, -1, x + width * 0.47, high), mix(colour, "#c8b8c8", 0.4 * d[1]))
                lights, darks = panes(seed, int(4 * d[2]), 4, 6, 0.55)
                with pen.at(x, 0.5, scale=width * 0.85):
                    pen.shape(darks, "#b6bccb")
                    pen.shape(lights, "#ffe3a1" if dark else "#c3cad8")


def _tower(pen: Pen) -> None:
    pen.shape(polygon(((-0.9, 0), (0.9, 0), (0.45, 14), (-0.45, 14))), "#dfe3ea")
    pen.shape(box(-2.2, 12.5, 2.2, 15.2, soft=0.9), "#eef0f4")
    pen.shape(box(-2.2, 13.4, 2.2, 14.2), "#b9c6d8")
    pen.shape(polygon(((-0.5, 15), (0.5, 15), (0.1, 25), (-0.1, 25))), "#e5a29a")


def _shops(pen: Pen, setting: Setting) -> None:
    lens = setting.lens
    paving(pen, setting, ("#e0d6cb", "#ddd2c6", "#d6cabd", "#cfc2b4"), "#b9aa9c50", far=34.0)
    street_trees(pen, setting, FRONT_M + 2.0, 3.4, 5.2)
    with upright(pen, lens, FRONT_M):
        pen.shape(box(-90, -0.02, 90, 0.12), "#c9bcae")
        for x, d in row(lens, FRONT_M, SHOP_M, setting.seed, 5, margin=5.0, jitter=0.0):
            with pen.at(x + 1.9, 0):
                kinds = tuple(int(9 * number) for number in d[:5])
                stamp(pen, _shop, kinds, glass(setting, "#fff8ea"), lit(setting), setting.snowy)
    fallen(pen, setting)
    puddles(pen, setting)


def _shop(pen: Pen, kinds: tuple[int, ...], paper: str, glow: bool, snowy: bool) -> None:
    """A shop front 4 metres wide; kinds: five numbers 0..8 that choose its signs."""
    board, ink = BOARDS[kinds[0] % 4]
    pen.shape(box(-2.0, 0, 2.0, 2.75), "#f6ead8")
    for side in (-1.95, -0.62, 0.68, 1.95):
        pen.shape(box(side - 0.07, 0, side + 0.07, 2.75), "#b98d72")
    for left, right in ((-1.8, -0.77), (0.83, 1.8)):
        _lattice(pen, left, right, paper)
    pen.shape(box(-0.5, 0, 0.56, 1.72), "#d9a983")
    pen.shape(box(-0.42, 0.25, 0.0, 1.6), paper)
    pen.shape(box(0.06, 0.25, 0.48, 1.6), paper)
    sign(pen, -0.9, 2.02, 0.46, 4, board, ink, tall=False, kind=kinds[1])
    if kinds[2] < 5:
        awning(pen, -1.85, -0.72, 1.95, 0.32, board, "#fff8ec")
    _roof(pen, snowy)
    sign(pen, 2.02, 1.35, 0.36, 4, NEON[kinds[3] % 4] if glow else BOARDS[(kinds[0] + 1) % 4][0], "#fffdf5",
         tall=True, kind=kinds[4])  # fmt: skip


def _lattice(pen: Pen, left: float, right: float, paper: str) -> None:
    pen.shape(box(left, 0.62, right, 1.72), paper)
    path = skia.Path()
    for k in range(1, 4):
        x = left + (right - left) * k / 4
        path.addRect(skia.Rect.MakeLTRB(x - 0.018, 0.62, x + 0.018, 1.72))
    for y in (0.98, 1.35):
        path.addRect(skia.Rect.MakeLTRB(left, y - 0.018, right, y + 0.018))
    pen.shape(path, "#cba685")


def _roof(pen: Pen, snowy: bool) -> None:
    tile = mix("#7d8794", SNOW, 0.75) if snowy else "#7d8794"
    pen.shape(_sweep(), tile)
    if not snowy:
        pen.shape(_ribs(), "#929ca8")
    pen.limb(
        ((-1.45, 3.75), (-0.7, 3.66), (0.7, 3.66), (1.45, 3.75)), (0.11, 0.09, 0.09, 0.11), mix(tile, "#4f5866", 0.35)
    )
    pen.shape(_eave(), "#c99b7a")


@lru_cache(maxsize=1)
def _sweep() -> skia.Path:
    path = skia.Path()
    path.moveTo(-1.5, 3.75)
    path.quadTo(0, 3.55, 1.5, 3.75)
    path.quadTo(1.75, 3.2, 2.5, 3.08)
    path.quadTo(1.6, 2.68, 0, 2.68)
    path.quadTo(-1.6, 2.68, -2.5, 3.08)
    path.quadTo(-1.75, 3.2, -1.5, 3.75)
    path.close()
    return path


@lru_cache(maxsize=1)
def _ribs() -> skia.Path:
    path = skia.Path()
    for k in range(-6, 7):
        top, low = 0.21 * k, 0.32 * k
        y = 2.74 + 0.0068 * k * k
        path.addPoly(
            [skia.Point(*p) for p in ((top - 0.03, 3.58), (top + 0.03, 3.58), (low + 0.045, y), (low - 0.045, y))], True
        )
    return path


@lru_cache(maxsize=1)
def _eave() -> skia.Path:
    path = skia.Path()
    path.moveTo(-2.45, 3.04)
    path.quadTo(-1.6, 2.66, 0, 2.66)
    path.quadTo(1.6, 2.66, 2.45, 3.04)
    path.quadTo(1.6, 2.56, 0, 2.56)
    path.quadTo(-1.6, 2.56, -2.45, 3.04)
    path.close()
    return path


def _lanterns(pen: Pen, setting: Setting) -> None:
    t, glow = setting.time_s, lit(setting)
    with upright(pen, setting.lens, FRONT_M - 0.3):
        for x, d in row(setting.lens, FRONT_M, SHOP_M, setting.seed, 5, margin=5.0, jitter=0.0):
            for side in (-1.9, 1.75):
                swing = 0.05 * math.sin(2.4 * t + 6.3 * d[2] + side)
                _lantern(pen, x + 1.9 + side + swing, 2.2, "#f08a78" if side < 0 else "#f6c667", glow=glow)


def _lantern(pen: Pen, x: float, y: float, colour: str, *, glow: bool) -> None:
    with pen.at(x, y):
        stamp(pen, _paper, mix(colour, "#ffe9b0", 0.35) if glow else colour)
        if glow:
            halo(pen, 0, 0, 0.5, "#ffd9a0", 0.4)


def _paper(pen: Pen, colour: str) -> None:
    pen.limb(((0, 0.2), (0, 0.42)), (0.012, 0.012), "#8f6b58")
    pen.ellipse(0, 0, 0.16, 0.19, colour)
    pen.shape(box(-0.08, 0.15, 0.08, 0.2), "#8f6b58")
    pen.shape(box(-0.07, -0.21, 0.07, -0.16), "#8f6b58")


SEOUL_STREET = Layered(
    back=(Layer(sky, fixed=True), Layer(clouds, moves=True), Layer(_far), Layer(_shops), Layer(_lanterns, moves=True))
)

"""The courtyard of an old Chinese palace: red pillars under curved tiled roofs, a white terrace, stone lions."""

from __future__ import annotations

import math
from functools import lru_cache

import skia

from mudong.world.draw.nature import blob, pine, ridge
from mudong.world.draw.pen import Pen, polygon
from mudong.world.draw.places.interior import box
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.places.season import SNOW, fallen, puddles, snowed, street_trees
from mudong.world.draw.places.street import glass, lit, paving
from mudong.world.draw.plane import row, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.sky import clouds, sky
from mudong.world.draw.stamp import stamp
from mudong.world.draw.wash import halo, mix

RED, GOLD, STONE = "#d9786a", "#eec27a", "#e9e2d6"
HALL_M, PERIOD_M = 34.0, 44.0


def _far(pen: Pen, setting: Setting) -> None:
    lens, seed = setting.lens, setting.seed
    with upright(pen, lens, 120.0):
        pen.shape(ridge(seed, 1, 20.0, 5.0, 20.0), snowed(setting, ("#bcd6d2",), 0.5)[0])
    with upright(pen, lens, 64.0):
        for x, d in row(lens, 64.0, 15.0, seed, 2, margin=8.0, jitter=0.2):
            with pen.at(x, 1.5, scale=0.75 + 0.2 * d[0]):
                stamp(pen, _hall, 0.55, setting.snowy, glass(setting, "#b9695f"))
    paving(pen, setting, ("#e6dccd", "#e2d6c5", "#dbcdba", "#d4c4ae"), "#b8a68f48", tile=1.4, far=60.0)
    with upright(pen, lens, 42.0):
        pen.shape(box(-90, 0, 90, 3.0), mix(RED, "#f2d9cd", 0.5))
        pen.shape(box(-90, 2.9, 90, 3.5), _tile(setting.snowy, 0.35))
        for x, d in row(lens, 42.0, 6.0, seed, 3, margin=2.0, jitter=0.4):
            pine(pen, x, 3.0, 3.0 + d[0], snowed(setting, ("#9cc4a4",), 0.4)[0])


def _tile(snowy: bool, faded: float) -> str:
    return mix(mix("#e2ab62", SNOW, 0.72) if snowy else "#e2ab62", "#e9e6e2", faded)


def _hall(pen: Pen, faded: float, snowy: bool, inside: str) -> None:
    red, tile = mix(RED, "#e9e6e2", faded), _tile(snowy, faded)
    trim, inner = mix("#7fb3a8", "#e9e6e2", faded), mix(inside, "#e9e6e2", faded)
    pen.shape(box(-5.6, 0, 5.6, 3.2), inner)
    doors = skia.Path()
    for k in range(5):
        for j in (-0.42, 0.42):
            x = -4.2 + 2.1 * k + j
            doors.addRect(skia.Rect.MakeLTRB(x - 0.32, 0.15, x + 0.32, 2.5))
    pen.shape(doors, mix(red, "#ffe3b5", 0.45))
    for k in range(6):
        x = -5.25 + 2.1 * k
        pen.shape(box(x - 0.24, 0, x + 0.24, 3.2), red)
        pen.shape(box(x - 0.34, 0, x + 0.34, 0.25, soft=0.08), mix(STONE, "#e9e6e2", faded))
    pen.shape(box(-5.8, 2.7, 5.8, 3.25), trim)
    pen.shape(box(-5.8, 2.9, 5.8, 3.0), mix(GOLD, "#e9e6e2", faded))
    with pen.at(0, 3.0):
        _roof(pen, tile, snowy)
    pen.shape(box(-3.3, 4.6, 3.3, 5.5), red)
    pen.shape(box(-3.3, 5.2, 3.3, 5.55), trim)
    with pen.at(0, 5.35, scale=0.64):
        _roof(pen, tile, snowy)
        pen.limb(((-3.4, 2.55), (3.4, 2.55)), (0.17, 0.17), mix(tile, "#b98347", 0.5))
        for side in (-1, 1):
            pen.limb(
                ((side * 3.4, 2.5), (side * 3.75, 3.0), (side * 3.45, 3.2)),
                (0.2, 0.16, 0.08),
                mix(tile, "#b98347", 0.5),
            )
    pen.shape(box(-0.75, 4.7, 0.75, 5.35, soft=0.06), mix("#5f8fa8", "#e9e6e2", faded))
    pen.shape(box(-0.5, 4.88, 0.5, 5.16, soft=0.06), mix(GOLD, "#e9e6e2", faded))


def _roof(pen: Pen, tile: str, snowy: bool) -> None:
    pen.shape(_sweep(), tile)
    pen.shape(_ribs(), mix(tile, "#b4c6da" if snowy else "#fff2cf", 0.35))
    pen.shape(_lip(), mix(tile, "#b98347", 0.4))


@lru_cache(maxsize=1)
def _sweep() -> skia.Path:
    path = skia.Path()
    path.moveTo(-3.5, 2.6)
    path.lineTo(3.5, 2.6)
    path.cubicTo(4.0, 1.4, 5.4, 0.7, 7.4, 1.0)
    path.quadTo(6.0, 0.1, 4.2, 0.0)
    path.lineTo(-4.2, 0.0)
    path.quadTo(-6.0, 0.1, -7.4, 1.0)
    path.cubicTo(-5.4, 0.7, -4.0, 1.4, -3.5, 2.6)
    path.close()
    return path


@lru_cache(maxsize=1)
def _lip() -> skia.Path:
    path = skia.Path()
    path.moveTo(-7.4, 1.0)
    path.quadTo(-6.0, 0.1, -4.2, 0.0)
    path.lineTo(4.2, 0.0)
    path.quadTo(6.0, 0.1, 7.4, 1.0)
    path.quadTo(6.0, -0.2, 4.2, -0.26)
    path.lineTo(-4.2, -0.26)
    path.quadTo(-6.0, -0.2, -7.4, 1.0)
    path.close()
    return path


@lru_cache(maxsize=1)
def _ribs() -> skia.Path:
    path = skia.Path()
    for k in range(-7, 8):
        top, low = 0.46 * k, 0.66 * k
        corners = ((top - 0.05, 2.45), (top + 0.05, 2.45), (low + 0.07, 0.1), (low - 0.07, 0.1))
        path.addPoly([skia.Point(*p) for p in corners], True)
    return path


def _near(pen: Pen, setting: Setting) -> None:
    lens, seed = setting.lens, setting.seed
    with upright(pen, lens, HALL_M):
        for x, _ in row(lens, HALL_M, PERIOD_M, seed, 4, margin=12.0, jitter=0.0):
            with pen.at(x, 0):
                stamp(pen, _terrace)
                with pen.at(0, 1.2):
                    stamp(pen, _hall, 0.18, setting.snowy, glass(setting, "#b9695f"))
                    for side in (-1, 1):
                        pen.shape(_rail(side), "#fbf7ef")
    street_trees(pen, setting, 24.0, 9.0, 5.0)
    fallen(pen, setting)
    puddles(pen, setting)
    with upright(pen, lens, 6.5):
        for x, _ in row(lens, 6.5, 7.6, seed, 5, margin=4.0, jitter=0.0):
            for side in (-1, 1):
                with pen.at(x + side * 1.75, 0, flip=side < 0):
                    stamp(pen, _lion, snowed(setting, ("#d3cdc2",), 0.3)[0])


def _terrace(pen: Pen) -> None:
    pen.shape(box(-8.2, 0, 8.2, 1.25), "#f3eee4")
    pen.shape(polygon(((-2.2, 0), (2.2, 0), (1.7, 1.25), (-1.7, 1.25))), "#e2d9ca")
    for j in range(4):
        pen.shape(box(-2.1, 0.12 + 0.3 * j, 2.1, 0.18 + 0.3 * j), "#cfc4b2")


@lru_cache(maxsize=2)
def _rail(side: int) -> skia.Path:
    path = skia.Path()
    for k in range(8):
        x = side * (2.0 + 0.88 * k)
        path.addRoundRect(skia.Rect.MakeLTRB(x - 0.11, 0, x + 0.11, 0.85), 0.1, 0.1)
    left, right = sorted((side * 2.0, side * 8.2))
    path.addRect(skia.Rect.MakeLTRB(left, 0.45, right, 0.6))
    path.addRect(skia.Rect.MakeLTRB(left, 0.12, right, 0.24))
    path.setFillType(skia.PathFillType.kWinding)
    return path


def _lion(pen: Pen, stone: str) -> None:
    dark, light = mix(stone, "#8f857a", 0.35), mix(stone, "#ffffff", 0.4)
    pen.shape(box(-0.48, 0, 0.48, 0.42, soft=0.05), dark)
    pen.shape(box(-0.54, 0.36, 0.54, 0.5, soft=0.05), stone)
    pen.limb(((0.12, 0.62), (-0.02, 1.0)), (0.3, 0.26), stone)
    for x in (-0.24, 0.02):
        pen.limb(((x, 0.95), (x - 0.02, 0.56)), (0.11, 0.1), light)
    pen.limb(((0.36, 0.6), (0.48, 0.9), (0.4, 1.1)), (0.07, 0.08, 0.1), dark)
    pen.shape(blob(_mane()), dark)
    pen.circle(-0.1, 1.24, 0.24, light)
    pen.ellipse(-0.12, 1.14, 0.13, 0.09, stone)
    for x in (-0.2, 0.0):
        pen.circle(x, 1.3, 0.035, "#6f665c")


@lru_cache(maxsize=1)
def _mane() -> tuple[tuple[float, float, float], ...]:
    ring = tuple(
        (-0.08 + 0.27 * math.cos(a), 1.24 + 0.27 * math.sin(a), 0.11) for a in (k * math.tau / 9 for k in range(9))
    )
    return ((-0.08, 1.24, 0.28), *ring)


def _lanterns(pen: Pen, setting: Setting) -> None:
    with upright(pen, setting.lens, HALL_M - 2.0):
        for x, d in row(setting.lens, HALL_M, PERIOD_M, setting.seed, 4, margin=12.0, jitter=0.0):
            for k in range(4):
                swing = 0.1 * math.sin(2.2 * setting.time_s + 6.3 * d[k])
                with pen.at(x - 6.3 + 4.2 * k + swing, 3.3):
                    stamp(pen, _lantern, "#ffab7d" if lit(setting) else "#ee8a72")
                    if lit(setting):
                        halo(pen, 0, 0, 1.2, "#ffd79a", 0.4)


def _lantern(pen: Pen, paper: str) -> None:
    pen.limb(((0, 0.8), (0, 0)), (0.03, 0.03), "#a86a4f")
    pen.ellipse(0, 0, 0.42, 0.5, paper)
    pen.shape(box(-0.2, -0.6, 0.2, -0.46), GOLD)
    pen.shape(box(-0.2, 0.44, 0.2, 0.56), GOLD)


PALACE = Layered(
    back=(Layer(sky, fixed=True), Layer(clouds, moves=True), Layer(_far), Layer(_near), Layer(_lanterns, moves=True))
)

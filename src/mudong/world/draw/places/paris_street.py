"""A street in Paris: cream houses with slate mansards, an iron tower in the haze, a cafe with tables and an awning."""

from __future__ import annotations

from functools import lru_cache

import skia

from mudong.world.draw.nature import lamp_post, tree
from mudong.world.draw.pen import Pen, polygon
from mudong.world.draw.places.interior import box
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.places.season import SNOW, fallen, foliage, puddles
from mudong.world.draw.places.street import awning, glass, lit, paving
from mudong.world.draw.plane import row, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.sky import clouds, sky
from mudong.world.draw.stamp import stamp
from mudong.world.draw.wash import mix

FRONT_M, HOUSE_M, PERIOD_M = 6.0, 4.0, 13.0
"""Depth of the house fronts, width of a house, width after which the street repeats."""
TOWER_M, TOWER_X, AVENUE_M = 60.0, 3.6, 90.0
"""Depth and place of the tower, and how often it is seen again."""


def _far(pen: Pen, setting: Setting) -> None:
    lens, seed = setting.lens, setting.seed
    paving(pen, setting, ("#e3dcd6", "#ded6d0", "#d6cdc6", "#cdc3bc"), "#b3a7a050", far=120.0)
    _houses(pen, setting, 80.0, 9.0, 7.5, 0.6)
    with upright(pen, lens, TOWER_M):
        for x, _ in row(lens, TOWER_M, AVENUE_M, seed, 1, margin=6.0, jitter=0.0):
            with pen.at(x + TOWER_X, 0, scale=14.0):
                pen.shape(_iron(), "#c3a99a")
    _houses(pen, setting, 38.0, 7.0, 4.4, 0.35)
    with upright(pen, lens, 20.0):
        for x, d in row(lens, 20.0, 4.6, seed, 4, margin=2.0, jitter=0.2):
            if _before_tower(x, 20.0) < 1.9:
                continue
            tree(
                pen, x, 0, 3.6 + 0.6 * d[0], foliage(setting, "#a9cf9b", 0.5, d[2]), kind=int(3 * d[1]), trunk="#b59c88"
            )


def _houses(pen: Pen, setting: Setting, z: float, width: float, height: float, faded: float) -> None:
    """A row of houses that leaves the view of the tower open, where it stands before it."""
    with upright(pen, setting.lens, z):
        for x, d in row(setting.lens, z, width, setting.seed, int(z), margin=width, jitter=0.0):
            if z < TOWER_M and _before_tower(x, z) < 0.8 * width:
                continue
            with pen.at(x, 0, scale=width):
                top = round(height / width * (0.85 + 0.3 * d[0]), 2)
                stamp(pen, _house, top, faded, setting.snowy, glass(setting, "#b9c7d6"))


def _before_tower(x: float, z: float) -> float:
    """How far in metres `x` at depth `z` is from the view of the nearest tower, for a camera in the middle."""
    return abs((x - TOWER_X * (z + 6) / (TOWER_M + 6) + AVENUE_M / 2) % AVENUE_M - AVENUE_M / 2)


@lru_cache(maxsize=1)
def _iron() -> skia.Path:
    path = skia.Path()
    path.moveTo(-0.36, 0)
    path.cubicTo(-0.19, 0.2, -0.08, 0.45, -0.032, 0.86)
    path.lineTo(0, 1.0)
    path.lineTo(0.032, 0.86)
    path.cubicTo(0.08, 0.45, 0.19, 0.2, 0.36, 0)
    path.lineTo(0.22, 0)
    path.cubicTo(0.15, 0.16, -0.15, 0.16, -0.22, 0)
    path.close()
    path.addRect(skia.Rect.MakeLTRB(-0.235, 0.19, 0.235, 0.235))
    path.addRect(skia.Rect.MakeLTRB(-0.135, 0.4, 0.135, 0.435))
    path.addRect(skia.Rect.MakeLTRB(-0.055, 0.83, 0.055, 0.865))
    path.setFillType(skia.PathFillType.kWinding)
    return path


def _house(pen: Pen, top: float, faded: float, snowy: bool, pane: str) -> None:
    """A house one unit wide with its roof from `top` on."""
    stone, slate = mix("#f3e6cf", "#dfe3ea", faded), mix(_slate(snowy), "#dfe3ea", faded)
    pen.shape(box(-0.49, 0, 0.49, top), stone)
    pen.shape(polygon(((-0.49, top), (0.49, top), (0.41, top + 0.26), (-0.41, top + 0.26))), slate)
    pen.shape(box(-0.5, top - 0.03, 0.5, top + 0.01), mix(stone, "#ffffff", 0.5))
    path = skia.Path()
    for k in range(4):
        left = -0.4 + 0.215 * k
        for j in range(int((top - 0.1) / 0.27)):
            path.addRect(skia.Rect.MakeLTRB(left, 0.1 + 0.27 * j, left + 0.13, 0.29 + 0.27 * j))
        path.addRect(skia.Rect.MakeLTRB(left + 0.02, top + 0.06, left + 0.12, top + 0.18))
    pen.shape(path, mix(pane, "#dfe3ea", 0.4 * faded))


def _slate(snowy: bool) -> str:
    return mix("#8f9db8", SNOW, 0.7) if snowy else "#8f9db8"


def _near(pen: Pen, setting: Setting) -> None:
    lens = setting.lens
    with upright(pen, lens, FRONT_M):
        for x, _ in row(lens, FRONT_M, PERIOD_M, setting.seed, 5, margin=7.0, jitter=0.0):
            with pen.at(x - 4.0, 0):
                stamp(pen, _cafe, setting.snowy, glass(setting, "#bccad8"), glass(setting, "#fbe6bd"))
            with pen.at(x + 4.6, 0):
                stamp(pen, _shop, setting.snowy, glass(setting, "#bccad8"), glass(setting, "#fbf1d8"))
    fallen(pen, setting)
    puddles(pen, setting)
    with upright(pen, lens, FRONT_M - 1.2):
        for x, _ in row(lens, FRONT_M, PERIOD_M, setting.seed, 5, margin=7.0, jitter=0.0):
            for dx in (-4.2, -2.2):
                with pen.at(x + dx, 0):
                    stamp(pen, _table)
            lamp_post(pen, x + 2.35, 0, 3.0, "#6d7c78", "#fff0c4", lit=lit(setting))


def _cafe(pen: Pen, snowy: bool, pane: str, warm: str) -> None:
    _facade(pen, 5.6, snowy, pane)
    pen.shape(box(-2.7, 0, 2.7, 2.45), "#a7675b")
    for left, right in ((-2.5, -0.7), (0.6, 2.5)):
        pen.shape(box(left, 0.5, right, 1.85, soft=0.06), warm)
        pen.shape(box((left + right) / 2 - 0.03, 0.5, (left + right) / 2 + 0.03, 1.85), "#a7675b")
    pen.shape(box(-0.5, 0, 0.4, 1.85), "#8f5349")
    pen.shape(box(-0.38, 0.6, 0.28, 1.72), warm)
    pen.shape(box(-1.2, 2.14, 1.2, 2.42, soft=0.1), "#7d473f")
    for k in range(7):
        pen.circle(-0.9 + 0.3 * k, 2.26, 0.07 + 0.03 * (k % 2), "#ffe9c2")
    awning(pen, -2.75, 2.75, 2.1, 0.5, "#e5847a", "#fff6ea")


def _shop(pen: Pen, snowy: bool, pane: str, warm: str) -> None:
    _facade(pen, 4.6, snowy, pane)
    pen.shape(box(-2.2, 0, 2.2, 2.4), "#88a9a6")
    pen.shape(box(-2.0, 0.5, -0.1, 1.8, soft=0.05), warm)
    pen.shape(box(0.5, 0, 1.6, 1.9), "#72938f")
    awning(pen, -2.2, 2.2, 2.12, 0.42, "#9ec3c4", "#fff9ef")
    for k, colour in enumerate(("#f3a7a2", "#f7d58a", "#c9b3e4", "#f3a7a2")):
        pen.circle(-1.75 + 0.46 * k, 0.32, 0.2, colour)
    pen.shape(box(-2.05, 0, -0.05, 0.24, soft=0.03), "#c49a78")


def _facade(pen: Pen, width: float, snowy: bool, pane: str) -> None:
    half, slate = width / 2, _slate(snowy)
    pen.shape(box(-half, 0, half, 6.2), "#f5ead6")
    pen.shape(polygon(((-half, 6.2), (half, 6.2), (half - 0.5, 7.9), (-half + 0.5, 7.9))), slate)
    for y in (2.45, 4.3, 6.1):
        pen.shape(box(-half - 0.05, y, half + 0.05, y + 0.12), "#fffaf0")
    for j in (2.95, 4.75):
        for k in range(int(width / 1.25)):
            left = -half + 0.42 + 1.22 * k
            pen.shape(box(left - 0.12, j - 0.05, left + 0.72, j + 1.22), "#fffaf0")
            pen.shape(box(left, j, left + 0.6, j + 1.12), pane)
            pen.shape(box(left - 0.14, j - 0.05, left + 0.74, j + 0.26, soft=0.05), "#8d8f9c90")


def _table(pen: Pen) -> None:
    for side in (-0.62, 0.62):
        pen.limb(((side, 0), (side, 0.45)), (0.025, 0.025), "#8b8378")
        pen.limb(((side - 0.18, 0.46), (side + 0.18, 0.46)), (0.04, 0.04), "#d3a277")
        back = 0.2 if side > 0 else -0.2
        pen.limb(((side + back, 0.46), (side + 1.25 * back, 0.9)), (0.03, 0.04), "#d3a277")
    pen.limb(((0, 0), (0, 0.7)), (0.03, 0.03), "#8b8378")
    pen.ellipse(0, 0.72, 0.4, 0.06, "#fdf6ea")
    pen.shape(box(-0.06, 0.74, 0.06, 0.86, soft=0.03), "#f3b3a6")


PARIS_STREET = Layered(back=(Layer(sky, fixed=True), Layer(clouds, moves=True), Layer(_far), Layer(_near)))

"""A stage: velvet folds, a bright round backdrop, polished boards, footlights, bulbs that twinkle."""

from __future__ import annotations

import math
from functools import lru_cache

import skia

from mudong.world.draw.pen import Pen
from mudong.world.draw.places.interior import WALL_M, boards, box, wall
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.plane import dice, floor, row, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.stamp import stamp
from mudong.world.draw.wash import halo, mix

VELVET, DEEP = "#c8626c", "#ad4d5e"


def _back(pen: Pen, setting: Setting) -> None:
    lens = setting.lens
    wall(pen, setting, ("#8b5f93", "#a377a6", "#c49abb"))
    with upright(pen, lens, WALL_M):
        for x, _ in row(lens, WALL_M, 0.62, setting.seed, 1, jitter=0.0, margin=0.4):
            pen.shape(box(x, -0.1, x + 0.3, 9), "#7d528820")
        halo(pen, 0, 1.5, 2.5, "#fdebdc", 0.75)
    boards(pen, setting, ("#d9a57c", "#d39b6f", "#c98f63"), "#b67c5380", width=0.5)
    with floor(pen, lens):
        for k in range(4):
            pen.ellipse(0, 0.1, 1.9 - 0.3 * k, 1.15 - 0.18 * k, "#fff3d824")


EDGE_M = -1.45
"""Where the stage ends before the cast: seen where the frame has room below its feet."""


def _apron(pen: Pen, setting: Setting) -> None:
    """The front of the stage with its footlights, and the heads of those who watch."""
    lens, seed = setting.lens, setting.seed
    with upright(pen, lens, EDGE_M):
        pen.shape(box(-60, -9, 60, 0), "#7c4352")
        pen.shape(box(-60, -0.09, 60, 0.0), "#e7bd8c")
        pen.shape(box(-60, -0.5, 60, -0.46), "#f1c879")
        for x, _ in row(lens, EDGE_M, 0.62, 0, 4, jitter=0.0, margin=0.4):
            pen.shape(_swag(x), "#a8505f")
            halo(pen, x, 0.03, 0.3, "#fff0c0", 0.5)
            pen.circle(x, 0.0, 0.085, "#fff3cf")
            pen.shape(box(x - 0.12, -0.07, x + 0.12, 0.0, soft=0.03), "#c98f63")
    for k, (z, low, colour) in enumerate(((-2.1, -0.62, "#5b3a5e"), (-2.75, -0.78, "#45305a"))):
        with upright(pen, lens, z):
            pen.shape(box(-60, -9, 60, low - 0.32), colour)
            for x, d in row(lens, z, 0.52, seed, 5 + k, margin=0.4, jitter=0.35):
                with pen.at(x, low + 0.12 * (d[0] - 0.5), scale=0.8 + 0.3 * d[1]):
                    stamp(pen, _watcher, colour, int(4 * d[2]))


def _swag(x: float) -> skia.Path:
    path = skia.Path()
    path.moveTo(x - 0.31, -0.09)
    path.quadTo(x, -0.42, x + 0.31, -0.09)
    path.close()
    return path


def _watcher(pen: Pen, colour: str, kind: int) -> None:
    """A head and shoulders from behind: hair, round ears, long ears or a bow."""
    pen.ellipse(0, -0.42, 0.27, 0.26, colour)
    pen.circle(0, 0, 0.17, colour)
    for side in (-1, 1):
        if kind == 1:
            pen.circle(0.13 * side, 0.14, 0.07, colour)
        elif kind == 2:
            pen.limb(((0.07 * side, 0.1), (0.1 * side, 0.34)), (0.05, 0.04), colour)
        elif kind == 3:
            pen.ellipse(0.09 * side, 0.17, 0.085, 0.055, mix(colour, "#c8626c", 0.5))


def _curtains(pen: Pen, setting: Setting) -> None:
    with upright(pen, setting.lens, 1.6):
        for side in (-1, 1):
            for k in range(14):
                with pen.at(side * (1.42 + 0.42 * k), 0, flip=side < 0):
                    pen.shape(_fold(), VELVET if k % 2 else DEEP)
            with pen.at(side * 1.42, 0, flip=side < 0):
                pen.limb(((0.02, 0.95), (0.3, 0.88), (0.62, 1.0)), (0.06, 0.07, 0.06), "#f1c879")
        pen.shape(box(-20, 3.25, 20, 9), DEEP)
        for x, _ in row(setting.lens, 1.6, 0.8, 0, 2, jitter=0.0, margin=0.6):
            pen.circle(x, 3.25, 0.46, mix(VELVET, DEEP, 0.5 * (round(x / 0.8) % 2)))
            pen.circle(x, 2.82, 0.05, "#f1c879")


@lru_cache(maxsize=1)
def _fold() -> skia.Path:
    path = skia.Path()
    path.moveTo(-0.02, 9)
    path.cubicTo(0.02, 3, -0.1, 1.6, 0.0, 0.9)
    path.cubicTo(0.05, 0.5, -0.06, 0.2, -0.1, -0.02)
    path.lineTo(0.46, -0.02)
    path.lineTo(0.46, 9)
    path.close()
    return path


ARCH_M, ARCH_Y = 1.22, 0.5
"""Radius of the arch of bulbs on the back wall and height of its middle."""


def _arch(pen: Pen, setting: Setting) -> None:
    path = skia.Path()
    path.addArc(skia.Rect.MakeLTRB(-ARCH_M, ARCH_Y - ARCH_M, ARCH_M, ARCH_Y + ARCH_M), -20, 220)
    with upright(pen, setting.lens, WALL_M):
        pen.line(path, "#d9a066", 0.2)
        pen.line(path, "#f0c98a", 0.13)


def _bulbs(pen: Pen, setting: Setting) -> None:
    with upright(pen, setting.lens, WALL_M):
        for k, d in enumerate(dice(setting.seed, 3)[:15]):
            angle = math.radians(-20 + 220 * k / 14)
            x, y = ARCH_M * math.cos(angle), ARCH_Y + ARCH_M * math.sin(angle)
            bright = 0.5 + 0.5 * math.sin(5.0 * setting.time_s + 6.3 * d[0])
            pen.circle(x, y, 0.075, mix("#f8d890", "#fffdf0", bright))


STAGE = Layered(back=(Layer(_back), Layer(_arch), Layer(_bulbs, moves=True), Layer(_curtains), Layer(_apron)))

"""A nursery: pastel wall with clouds, bunting, a cot, toy blocks, a round rug, a mobile that turns."""

from __future__ import annotations

import math

from mudong.world.draw.nature import cloud
from mudong.world.draw.pen import Pen, polygon
from mudong.world.draw.places.interior import WALL_M, boards, box, rug, wall, window
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.plane import row, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.stamp import stamp

FLAGS = ("#f7b7b2", "#fbe2a2", "#b7e0cf", "#bcd5f0", "#dcc7ee")
PERIOD_M = 6.0


def _back(pen: Pen, setting: Setting) -> None:
    lens = setting.lens
    wall(pen, setting, ("#dcefef", "#e5f3ef", "#eff7f0"))
    with upright(pen, lens, WALL_M):
        for x, d in row(lens, WALL_M, 1.5, setting.seed, 1, margin=0.5, jitter=0.3):
            cloud(pen, x, 1.5 + 1.3 * d[0], 0.5, "#ffffff", "#e9f5f4", kind=int(3 * d[1]))
        pen.shape(box(-90, 0, 90, 0.78), "#fbe7e4")
        for x, _ in row(lens, WALL_M, 0.5, 0, 2, jitter=0.0):
            pen.shape(box(x, 0, x + 0.02, 0.78), "#f3d5d0")
        pen.shape(box(-90, 0.76, 90, 0.84), "#fffaf5")
        pen.shape(box(-90, 0, 90, 0.12), "#fffaf5")
    boards(pen, setting, ("#f1dcbc", "#efd6b1", "#eacda4"), "#dfbd9170")
    with upright(pen, lens, WALL_M - 0.1):
        for x, _ in row(lens, WALL_M, PERIOD_M, setting.seed, 3, margin=3.5, jitter=0.0):
            window(pen, setting, x - 0.95, 1.75, 0.9, "#ffffff", "#f7cdd2")
            with pen.at(x, 0):
                stamp(pen, _furniture)
    rug(pen, setting, ("#f4bfc0", "#fdeee9", "#f8d5d2", "#fdeee9"), rx=1.8, rz=1.1)


def _furniture(pen: Pen) -> None:
    _bunting(pen)
    _cot(pen, 1.35)
    _blocks(pen, -1.15)


def _bunting(pen: Pen) -> None:
    for k in range(12):
        a, b = (_sag(k), _sag(k + 1))
        left, right = (k - 6) * 0.5, (k - 5) * 0.5
        pen.shape(polygon(((left + 0.03, a), (right - 0.03, b), (left + 0.25, (a + b) / 2 - 0.34))), FLAGS[k % 5])
        pen.limb(((left, a), (right, b)), (0.012, 0.012), "#e6cfb8")


def _sag(k: int) -> float:
    return 2.72 - 0.22 * math.sin(math.pi * (k % 6) / 6)


def _cot(pen: Pen, x: float) -> None:
    with pen.at(x, 0):
        pen.shape(box(-0.8, 0.42, 0.8, 0.62, soft=0.08), "#f9d7a8")
        pen.ellipse(-0.5, 0.66, 0.24, 0.1, "#ffffff")
        for k in range(8):
            bar = -0.77 + 0.22 * k
            pen.limb(((bar, 0.32), (bar, 0.94)), (0.028, 0.028), "#fffaf2")
        for y in (0.3, 0.96):
            pen.limb(((-0.8, y), (0.8, y)), (0.045, 0.045), "#fffaf2")
        for side in (-0.84, 0.84):
            pen.limb(((side, 0.04), (side, 1.1)), (0.05, 0.05), "#f3dfc6")
            pen.circle(side, 1.16, 0.085, "#f7b7b2")


def _blocks(pen: Pen, x: float) -> None:
    for dx, y, colour in ((-0.16, 0, "#bcd5f0"), (0.16, 0, "#fbe2a2"), (0.0, 0.3, "#f7b7b2")):
        pen.shape(box(x + dx - 0.145, y, x + dx + 0.145, y + 0.29, soft=0.04), colour)
        pen.circle(x + dx, y + 0.145, 0.07, "#ffffffb0")


def _mobile(pen: Pen, setting: Setting) -> None:
    with upright(pen, setting.lens, WALL_M - 0.2):
        for x, _ in row(setting.lens, WALL_M, PERIOD_M, setting.seed, 3, margin=3.5, jitter=0.0):
            middle = x + 1.35
            pen.limb(((middle, 2.6), (middle, 2.15)), (0.012, 0.012), "#e6cfb8")
            pen.limb(((middle - 0.5, 2.15), (middle + 0.5, 2.15)), (0.018, 0.018), "#e6cfb8")
            for k in range(3):
                turn = 0.48 * math.sin(1.6 * setting.time_s + k * 2.1)
                pen.limb(((middle + turn, 2.15), (middle + turn, 1.85)), (0.008, 0.008), "#e6cfb8")
                pen.circle(middle + turn, 1.78, 0.1, FLAGS[k + 1])


NURSERY = Layered(back=(Layer(_back), Layer(_mobile, moves=True)))

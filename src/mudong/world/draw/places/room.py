"""A plain room: warm wall, wooden floor, a rug, a window, a picture, a plant. Calm enough for studies of movement."""

from __future__ import annotations

from mudong.world.draw.nature import blob
from mudong.world.draw.pen import Pen, smooth
from mudong.world.draw.places.interior import WALL_M, boards, box, rug, wall, window
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.plane import row, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.stamp import stamp


def _back(pen: Pen, setting: Setting) -> None:
    lens = setting.lens
    wall(pen, setting, ("#f8e6c9", "#f9ead2", "#fbf0dd"))
    with upright(pen, lens, WALL_M):
        for x, _ in row(lens, WALL_M, 0.9, 0, 1, jitter=0.0, margin=0.3):
            pen.shape(box(x, 0, x + 0.4, 9), "#ffffff30")
        pen.shape(box(-90, 0, 90, 0.16), "#fdf8ee")
        pen.shape(box(-90, 0.15, 90, 0.18), "#e9d6b8")
    boards(pen, setting, ("#e6c79f", "#e2bf93", "#dcb585"), "#d2a97a80")
    with upright(pen, lens, WALL_M):
        for x, d in row(lens, WALL_M, 6.4, setting.seed, 2, margin=3.5, jitter=0.0):
            window(pen, setting, x - 1.0, 1.7, 1.15, "#fffaf0", "#f3c9b4")
            with pen.at(x + 0.95, 1.65):
                stamp(pen, _picture, int(2 * d[0]))
            with pen.at(x + 1.75, 0):
                stamp(pen, _plant)
    rug(pen, setting, ("#eec9b5", "#f6dcca", "#f1d0bd"))


def _picture(pen: Pen, kind: int) -> None:
    pen.shape(box(-0.36, -0.28, 0.36, 0.28, soft=0.04), "#d9b48c")
    pen.shape(box(-0.29, -0.21, 0.29, 0.21), "#eaf3ee")
    with pen.inside(box(-0.29, -0.21, 0.29, 0.21)):
        pen.circle(0.12, 0.07, 0.07, "#f7cf8c")
        pen.shape(blob(((-0.2, -0.26, 0.2), (0.12, -0.3, 0.24))), ("#b4d3b2", "#b9cfe0")[kind])


def _plant(pen: Pen) -> None:
    for lean, top in ((-0.32, 0.95), (0.0, 1.2), (0.34, 1.0), (-0.16, 1.1), (0.18, 1.15)):
        leaf = [(0, 0.4), (lean * 0.5 - 0.08, 0.75), (lean, top), (lean * 0.5 + 0.1, 0.72)]
        pen.shape(smooth(leaf), "#a9cda0" if lean * 10 % 2 > 1 else "#98c193")
    pen.shape(smooth([(-0.24, 0.46), (0.24, 0.46), (0.18, 0.02), (-0.18, 0.02)]), "#e2a98a")


ROOM = Layered(back=(Layer(_back),))

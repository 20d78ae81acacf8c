"""A snow field: white hills, firs with snow on them, a cabin that smokes, a snowman."""

from __future__ import annotations

from mudong.world.draw.nature import blob, pine, ridge
from mudong.world.draw.pen import Pen, polygon
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.places.season import puddles
from mudong.world.draw.plane import floor, ground, row, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.sky import clouds, sky
from mudong.world.draw.stamp import stamp

CABIN_M = 18.0
LIT = {"night", "horror", "golden_hour"}


def _hills(pen: Pen, setting: Setting) -> None:
    lens, seed = setting.lens, setting.seed
    with upright(pen, lens, 130.0):
        pen.shape(ridge(seed, 1, 13.0, 6.0, 27.0), "#c3d7ea")
    with upright(pen, lens, 60.0):
        pen.shape(ridge(seed, 2, 15.0, 1.0, 6.5), "#d6e5f2")
        for x, d in row(lens, 60.0, 3.2, seed, 3, margin=2.0):
            pine(pen, x, 1.0 + 2 * d[1], 4.5 + 3 * d[0], "#a9c9cf", snow="#eef5fa")
    ground(pen, lens, ("#dfeaf5", "#e9f1f9", "#f0f6fb", "#e6eff8"), far=60.0)
    with upright(pen, lens, 26.0):
        for x, d in row(lens, 26.0, 4.0, seed, 4, margin=2.0):
            pine(pen, x, 0, 4.2 + 2.2 * d[0], "#8dbbb8", snow="#f4f9fc")


def _near(pen: Pen, setting: Setting) -> None:
    lens, seed = setting.lens, setting.seed
    with upright(pen, lens, CABIN_M):
        for x, d in row(lens, CABIN_M, 17.0, seed, 5, margin=4.0):
            with pen.at(x + 5.0, 0, scale=1.2):
                stamp(pen, _cabin, setting.light.value in LIT)
            pine(pen, x - 1.5, 0, 3.6 + d[0], "#86b6ae", snow="#f4f9fc")
    with floor(pen, lens):
        for i in range(-6, 7):
            pen.ellipse(i * 2.3, 1.2 + 1.1 * (i % 3), 1.3, 0.4, "#d3e1f0a0")
    puddles(pen, setting)
    with upright(pen, lens, 6.0):
        for x, d in row(lens, 6.0, 9.0, seed, 6, margin=1.0):
            with pen.at(x - 1.8, 0, scale=1.3 + 0.2 * d[0]):
                stamp(pen, _snowman)
    with upright(pen, lens, 3.4):
        for x, d in row(lens, 3.4, 3.4, seed, 7, margin=1.5):
            with pen.at(x, -0.1, scale=0.9 + 0.5 * d[0]):
                pen.shape(blob(((-0.4, 0, 0.26), (0, 0.06, 0.32), (0.45, 0, 0.24))), "#f6fafd")


def _cabin(pen: Pen, lit: bool) -> None:
    pen.shape(polygon(((0.75, 2.0), (1.15, 2.0), (1.15, 3.1), (0.75, 3.1))), "#b48f7c")
    pen.shape(polygon(((-1.7, -0.1), (1.7, -0.1), (1.7, 1.6), (-1.7, 1.6))), "#cda07d")
    for y in (0.35, 0.75, 1.15):
        pen.limb(((-1.68, y), (1.68, y)), (0.025, 0.025), "#b98b6a")
    pen.shape(polygon(((-1.4, 1.5), (0, 2.7), (1.4, 1.5))), "#c49673")
    pen.limb(((-2.0, 1.45), (0, 2.95), (2.0, 1.45)), (0.17, 0.22, 0.17), "#f7fafd")
    pen.shape(polygon(((-0.35, -0.1), (0.35, -0.1), (0.35, 0.95), (-0.35, 0.95))), "#a5745a")
    for side in (-1.05, 1.05):
        pen.shape(
            polygon(((side - 0.3, 0.55), (side + 0.3, 0.55), (side + 0.3, 1.1), (side - 0.3, 1.1))),
            "#ffe6a0" if lit else "#fbe9bd",
        )


def _smoke(pen: Pen, setting: Setting) -> None:
    t = setting.time_s
    with upright(pen, setting.lens, CABIN_M):
        for x, _ in row(setting.lens, CABIN_M, 17.0, setting.seed, 5, margin=4.0):
            for k in range(3):
                age = (0.5 * t + k / 3) % 1.0
                alpha = f"{round(190 * (1 - age)):02x}"
                pen.circle(x + 6.15 + 0.7 * age, 3.95 + 2.2 * age, 0.22 + 0.5 * age, "#f5f3f6" + alpha)


def _snowman(pen: Pen) -> None:
    pen.ellipse(0.05, 0, 0.34, 0.05, "#c9d9ea")
    for y, r in ((0.24, 0.27), (0.58, 0.19), (0.85, 0.14)):
        pen.circle(0.015, y - 0.01, r, "#d9e5f1")
        pen.circle(0, y, r - 0.015, "#fbfdff")
    pen.limb(((-0.14, 0.72), (0.0, 0.69), (0.14, 0.72)), (0.035, 0.04, 0.035), "#e58b7d")
    pen.limb(((0.1, 0.7), (0.13, 0.52)), (0.035, 0.03), "#e58b7d")
    for ex in (-0.05, 0.05):
        pen.circle(ex, 0.89, 0.018, "#6b5a55")
    pen.shape(polygon(((0, 0.87), (0, 0.82), (0.13, 0.83))), "#f2a65e")
    pen.shape(polygon(((-0.11, 0.95), (0.11, 0.95), (0.09, 1.12), (-0.09, 1.12))), "#8a7f9c")
    pen.limb(((-0.16, 0.955), (0.16, 0.955)), (0.018, 0.018), "#8a7f9c")


SNOW_FIELD = Layered(
    back=(Layer(sky, fixed=True), Layer(clouds, moves=True), Layer(_hills), Layer(_near), Layer(_smoke, moves=True))
)

"""A city by night: three rows of towers with warm windows, a moon, street lamps, a railing; bright enough for faces."""

from __future__ import annotations

from mudong.world.draw.nature import lamp_post
from mudong.world.draw.pen import Pen
from mudong.world.draw.places.interior import box
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.places.season import puddles
from mudong.world.draw.places.street import panes, paving
from mudong.world.draw.plane import backdrop, dice, floor, row, screen, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.wash import halo

ROWS = ((160.0, 17.0, 22.0, "#7c7fbe"), (80.0, 11.0, 11.5, "#6c70b2"), (36.0, 7.0, 4.0, "#5f63a4"))
"""Depth, width, height of towers and their colour."""


def _sky(pen: Pen, setting: Setting) -> None:
    lens = setting.lens
    backdrop(pen, lens, ("#4a519c", "#6a6cb8", "#9588c6", "#c7a3c9"))
    with screen(pen, lens):
        for a, b, c, *_ in dice(setting.seed, 3)[:22]:
            pen.circle((a - 0.5) * max(1.0, lens.width / lens.height), 0.12 + 0.4 * b, 0.003 + 0.004 * c, "#fdf3d6")
        halo(pen, -0.3 * min(1.0, lens.width / lens.height), 0.36, 0.16, "#fff3cf", 0.4)
        pen.circle(-0.3 * min(1.0, lens.width / lens.height), 0.36, 0.06, "#fff4d2")


def _towers(pen: Pen, setting: Setting) -> None:
    for k, (z, width, height, colour) in enumerate(ROWS):
        with upright(pen, setting.lens, z):
            for x, d in row(setting.lens, z, width * 1.12, setting.seed, 10 + k, margin=width / 2, jitter=0.12):
                _tower(pen, setting, x, width * (0.78 + 0.2 * d[0]), height * (0.6 + 0.75 * d[1]), colour, k, d)


def _tower(
    pen: Pen, setting: Setting, x: float, width: float, height: float, colour: str, k: int, d: tuple[float, ...]
) -> None:
    pen.shape(box(x - width / 2, -1, x + width / 2, height, soft=0.04 * width), colour)
    if d[2] < 0.35:
        pen.shape(
            box(x - 0.22 * width, height - 0.1, x + 0.22 * width, height + 0.12 * width, soft=0.03 * width), colour
        )
    columns = 5 if k else 4
    lights, _ = panes(setting.seed, int(8 * d[3]), columns, max(2, int(columns * height / width)), 0.5)
    with pen.at(x, 0.1 * width, scale=width * 0.9):
        pen.shape(lights, ("#e2b9bc", "#f3cd9f", "#ffdf95")[k])


def _street(pen: Pen, setting: Setting) -> None:
    lens = setting.lens
    paving(pen, setting, ("#8f8abf", "#8480b6", "#7974ab", "#6e6aa0"), "#ffffff14", far=36.0)
    with floor(pen, lens):
        for x, _ in row(lens, 5.0, 4.2, 0, 4, jitter=0.0, margin=3.0):
            pen.ellipse(x, 4.6, 1.7, 1.3, "#ffe6a838")
            pen.ellipse(x, 4.6, 1.1, 0.8, "#ffe6a838")
    puddles(pen, setting)
    with upright(pen, lens, 5.5):
        for y in (0.55, 0.95):
            pen.shape(box(-70, y, 70, y + 0.07), "#a39bd0")
        for x, _ in row(lens, 5.5, 1.05, 0, 5, jitter=0.0, margin=0.2):
            pen.shape(box(x, 0, x + 0.06, 1.0), "#a39bd0")
    with upright(pen, lens, 5.0):
        for x, _ in row(lens, 5.0, 4.2, 0, 4, jitter=0.0, margin=1.5):
            lamp_post(pen, x + 2.1, 0, 3.1, "#544f86", "#fff1c2", lit=True)


NIGHT_CITY = Layered(back=(Layer(_sky, fixed=True), Layer(_towers), Layer(_street)))

"""A beach: sea with rolling foam, a sail on the horizon, palms, a parasol, shells."""

from __future__ import annotations

import math

import skia

from mudong.world.draw.nature import palm, ripples, stone
from mudong.world.draw.pen import Pen, polygon
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.places.season import puddles, snowed
from mudong.world.draw.plane import floor, ground, row, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.sky import clouds, sky
from mudong.world.draw.stamp import stamp
from mudong.world.draw.wash import mix

SHORE_M = 8.0


def _sea(pen: Pen, setting: Setting) -> None:
    lens = setting.lens
    ground(pen, lens, ("#8ccfe0", "#7fcbdc", "#93d9df", "#b5e8e2"), far=900.0, near=SHORE_M)
    with upright(pen, lens, 120.0):
        for x, d in row(lens, 120.0, 55.0, setting.seed, 1, margin=8.0):
            pen.ellipse(x, -0.5, 15 + 9 * d[0], 5 + 3 * d[1], "#a9d3cf")
    ground(pen, lens, snowed(setting, ("#f3e2bd", "#f3dfb4", "#efd6a4", "#eacd97")), far=SHORE_M, near=-2.0)


def _waves(pen: Pen, setting: Setting) -> None:
    lens, t = setting.lens, setting.time_s
    for z, spacing, salt in ((70.0, 9.0, 2), (38.0, 6.0, 3), (22.0, 4.2, 4), (13.0, 3.2, 5)):
        with upright(pen, lens, z):
            glints = (
                (x + 0.12 * spacing * math.sin(2.2 * t + 6.3 * d[0]), 0.0, spacing * (0.4 + 0.4 * d[1]))
                for x, d in row(lens, z, spacing, setting.seed, salt, margin=spacing)
            )
            ripples(pen, glints, "#e8fbf8", 0.07)
    with upright(pen, lens, 60.0):
        for x, d in row(lens, 60.0, 34.0, setting.seed, 6, margin=4.0):
            _sail(pen, x + 0.5 * t, 0.15 * math.sin(2 * t + 6 * d[0]))
    with floor(pen, lens):
        swell = 0.45 * math.sin(2.6 * t)
        for x, d in row(lens, SHORE_M, 2.4, setting.seed, 7, margin=3.0, jitter=0.3):
            pen.ellipse(x, SHORE_M + 0.25 + swell, 1.9, 0.75 + 0.35 * d[0], "#ffffffd8")
        for x, d in row(lens, SHORE_M, 2.4, setting.seed, 7, margin=3.0, jitter=0.3):
            pen.ellipse(x, SHORE_M + 0.95 + swell, 1.9, 0.8 + 0.35 * d[0], "#b5e8e2")


def _sail(pen: Pen, x: float, y: float) -> None:
    with pen.at(x, y):
        stamp(pen, _boat)


def _boat(pen: Pen) -> None:
    pen.shape(polygon(((-1.7, 0.6), (1.7, 0.6), (1.1, -0.15), (-1.1, -0.15))), "#e29b78")
    pen.shape(polygon(((0.1, 0.9), (0.1, 5.2), (1.7, 0.9))), "#ffffff")
    pen.shape(polygon(((-0.15, 0.9), (-0.15, 4.5), (-1.4, 0.9))), "#ffd9c4")


def _sand(pen: Pen, setting: Setting) -> None:
    lens, seed = setting.lens, setting.seed
    with upright(pen, lens, 5.0):
        for x, d in row(lens, 5.0, 6.5, seed, 8, margin=3.0):
            if d[0] < 0.55:
                palm(pen, x + 1.8, -0.02, 3.6 + 0.9 * d[1], snowed(setting, ("#86c58c",), 0.4)[0])
            else:
                _parasol(pen, x + 1.8, ("#f29a8e", "#8fc9d9", "#f4c66b")[int(3 * d[2])])
    puddles(pen, setting)
    with upright(pen, lens, 2.2):
        for x, d in row(lens, 2.2, 1.3, seed, 9, margin=0.3):
            stone(pen, x, 0, 0.1 + 0.08 * d[0], mix("#f7c9b6", "#ffffff", d[1]) if d[2] < 0.6 else "#dcc79d")


def _parasol(pen: Pen, x: float, colour: str) -> None:
    with pen.at(x, 0, angle=-0.12):
        stamp(pen, _gores, colour)


def _gores(pen: Pen, colour: str) -> None:
    pen.limb(((0, 0), (0, 2.1)), (0.03, 0.025), "#f6f1e6")
    for k in range(5):
        a, b = -1.2 + 0.48 * k, -1.2 + 0.48 * (k + 1)
        pen.shape(_gore(a, b), colour if k % 2 == 0 else "#fffaf0")


def _gore(a: float, b: float) -> skia.Path:
    middle = (a + b) / 2
    edge = [(a, 1.62), (middle, 1.56), (b, 1.62)]
    arc = [(1.2 * math.sin(u), 1.62 + 0.62 * math.cos(u)) for u in (b * 1.3, middle * 1.3, a * 1.3)]
    return polygon([*edge, *arc, (0, 2.24)] if abs(middle) < 0.3 else [*edge, *arc])


BEACH = Layered(
    back=(Layer(sky, fixed=True), Layer(clouds, moves=True), Layer(_sea), Layer(_waves, moves=True), Layer(_sand))
)

"""A boxing ring: pale mat, three ropes, corner posts, a crowd in the half dark, lamps above."""

from __future__ import annotations

import math

from mudong.world.draw.nature import blob
from mudong.world.draw.pen import Copy, Pen, polygon, scattered, tube
from mudong.world.draw.places.interior import box, wall
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.plane import floor, ground, numbers, row, things, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.stamp import stamp
from mudong.world.draw.wash import halo, mix

ROPE_M, HALF_M = 2.6, 2.9
"""Depth of the far ropes, half the width of the ring."""
ROPES = ((0.55, "#e58d86"), (0.95, "#fbf6ee"), (1.35, "#8fb0de"))
CROWD = ("#8f84b4", "#9a86ac", "#8590b8", "#a18fb6")


def _hall(pen: Pen, setting: Setting) -> None:
    lens = setting.lens
    wall(pen, setting, ("#6d6496", "#8076a8", "#998fbd", "#a79cc6"), z=24.0, height=12.0)
    with upright(pen, lens, 23.0):
        for x, _ in row(lens, 23.0, 6.5, 0, 1, jitter=0.0, margin=3.0):
            pen.shape(polygon(((x - 0.7, 9.6), (x + 0.7, 9.6), (x + 3.2, 0), (x - 3.2, 0))), "#fff3d01e")
            halo(pen, x, 9.6, 1.8, "#fff1c8", 0.5)
            pen.shape(box(x - 0.9, 9.5, x + 0.9, 10.1, soft=0.2), "#fff6dc")
    ground(pen, lens, ("#8a80b0", "#8379a9"), far=23.0)


def _crowd(pen: Pen, setting: Setting) -> None:
    for k, (z, y) in enumerate(((17.0, 1.5), (12.5, 0.85), (8.5, 0.25))):
        first, last = numbers(setting.lens, z, _SEAT_M, 0.8 + 0.35 * _SEAT_M)
        with upright(pen, setting.lens, z):
            for beat in range(_BEATS):
                hop = 0.09 * max(0.0, math.sin(7.0 * setting.time_s + math.tau * beat / _BEATS))
                with pen.at(0, y + hop):
                    stamp(pen, _fans, k, beat, first, last, setting.seed)
            pen.shape(box(-70, y - 2.0, 70, y - 0.05), mix("#776d9f", "#a79cc6", 0.5 - 0.15 * k))


_SEAT_M, _BEATS = 1.15, 6
"""Metres from fan to fan; how many groups of them hop, each in its own time."""


def _fans(pen: Pen, k: int, beat: int, first: int, last: int, seed: int) -> None:
    """Those in row `k` who hop on one beat, in shirts of four colours."""
    shirts: tuple[list[Copy], ...] = ([], [], [], [])
    raised: tuple[list[Copy], ...] = ([], [], [], [])
    for x, d in things(first, last, _SEAT_M, seed, 10 + k, 0.35):
        if int(_BEATS * d[0]) == beat:
            copy = Copy(x, 0.15 * d[2], 0.0, 1.0, 1.0)
            shirts[int(4 * d[1])].append(copy)
            if d[3] < 0.22:
                raised[int(4 * d[1])].append(copy)
    for colour, people, arms in zip(CROWD, shirts, raised, strict=True):
        everybody = scattered(_PERSON, people)
        everybody.addPath(scattered(_ARM, arms))
        pen.shape(everybody, mix(colour, "#a79cc6", 0.55 - 0.18 * k))


_ARM = tube(((0.35, 0.4), (0.5, 1.3)), (0.11, 0.09))
_PERSON = blob(((0, 0.95, 0.28), (0, 0.25, 0.44), (-0.18, 0.0, 0.36), (0.18, 0.0, 0.36)))


def _ring(pen: Pen, setting: Setting) -> None:
    lens = setting.lens
    with upright(pen, lens, ROPE_M + 0.4):
        pen.shape(box(-70, -2, 70, 0.0), "#7f9bcf")
    ground(pen, lens, ("#e4ebf3", "#e9eef5", "#e1e8f1", "#d8e0ec"), far=ROPE_M + 0.4)
    with floor(pen, lens):
        pen.ellipse(0, 0.0, 1.7, 1.25, "#c9dcf0")
        pen.ellipse(0, 0.0, 1.45, 1.05, "#e9eff6")
        pen.ellipse(0, 0.0, 0.7, 0.5, "#f4d5d0")
        pen.shape(box(-90, ROPE_M + 0.1, 90, ROPE_M + 0.4), "#b5c6de")
    with upright(pen, lens, ROPE_M):
        for y, colour in ROPES:
            pen.shape(box(-70, y - 0.045, 70, y + 0.045), mix(colour, "#5f5a7a", 0.25))
            pen.shape(box(-70, y - 0.02, 70, y + 0.045), colour)
        for x, _ in row(lens, ROPE_M, 2 * HALF_M, 0, 5, jitter=0.0, margin=0.4):
            post = ("#e58d86", "#8fb0de")[round(x / (2 * HALF_M)) % 2]
            with pen.at(x + HALF_M * 0.62, 0):
                stamp(pen, _post, post)


def _post(pen: Pen, colour: str) -> None:
    pen.shape(box(-0.07, 0, 0.07, 1.62, soft=0.05), "#8f93a8")
    pen.shape(box(-0.19, 0.42, 0.19, 1.5, soft=0.1), colour)
    pen.shape(box(-0.12, 0.5, -0.03, 1.42, soft=0.04), mix(colour, "#ffffff", 0.4))


BOXING_RING = Layered(back=(Layer(_hall), Layer(_crowd, moves=True), Layer(_ring)))

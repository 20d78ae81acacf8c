"""A river on the day of the dragon boats: crews that row by, willows, a pagoda, a jetty for the cast."""

from __future__ import annotations

import math
from functools import lru_cache

import skia

from mudong.world.draw.nature import blob, bush, ridge, ripples, tree
from mudong.world.draw.pen import Pen, polygon, smooth
from mudong.world.draw.places.interior import box
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.places.season import fallen, foliage, puddles, snowed
from mudong.world.draw.plane import floor, ground, row, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.sky import clouds, sky
from mudong.world.draw.stamp import stamp
from mudong.world.draw.wash import mix

BANK_M, JETTY_M = 46.0, 2.4
BOATS = (("#e58578", "#f6cf7a"), ("#74b5a6", "#f7e3a1"), ("#8f9fd6", "#f6b98d"))
SHIRTS = ("#fff6e6", "#f9d98c", "#f4a79d")
STROKES_HZ, SPEED, PHASES = 1.2, 0.9, 40
EYE_M = -6.0
"""Where the eye stands that has not moved."""
_HEAD_M, _HEAD_AT, _SOON_S = 3.6, 0.094, 0.5
"""A dragon's head: metres before the boat's middle; beside the cast in a narrow frame, over the distance; when."""


def _far(pen: Pen, setting: Setting) -> None:
    lens, seed = setting.lens, setting.seed
    with upright(pen, lens, 130.0):
        pen.shape(ridge(seed, 1, 24.0, 6.0, 26.0), snowed(setting, ("#bcd8dc",), 0.5)[0])
    with upright(pen, lens, 75.0):
        pen.shape(ridge(seed, 2, 18.0, 2.0, 8.0), snowed(setting, ("#bcdcc3",), 0.5)[0])
        for x, _ in row(lens, 75.0, 60.0, seed, 3, margin=5.0, jitter=0.3):
            with pen.at(x + 13, 2.0, scale=1.5):
                stamp(pen, _pagoda)
    ground(pen, lens, snowed(setting, ("#c0deab", "#b0d49a")), far=70.0, near=BANK_M)
    with upright(pen, lens, BANK_M + 2):
        for x, d in row(lens, BANK_M, 6.5, seed, 4, margin=4.0):
            leaf = foliage(setting, "#a3d09a", kind=d[4])
            if d[0] < 0.5:
                with pen.at(x, 0, scale=5.0 + 1.5 * d[1]):
                    stamp(pen, _willow, leaf)
            else:
                tree(pen, x, 0, 5.0 + 2 * d[1], mix(leaf, "#86c0a0", 0.5 * int(3 * d[2])), kind=int(3 * d[3]))
        for x, d in row(lens, BANK_M, 3.0, seed, 5, margin=2.0):
            bush(pen, x, -0.3, 2.2, foliage(setting, "#98c992", kind=d[4]))
    ground(pen, lens, ("#a8d5d6", "#93cbd4", "#85c2d0", "#7ab9cb"), far=BANK_M, near=JETTY_M)


def _pagoda(pen: Pen) -> None:
    for k in range(4):
        wide, y = 2.3 - 0.42 * k, 2.2 * k
        pen.shape(box(-wide * 0.7, y, wide * 0.7, y + 1.6), "#e6b3a4")
        right = ((wide * 0.8, y + 1.5), (wide * 1.25, y + 1.75), (wide * 0.6, y + 2.3))
        pen.shape(polygon((*right, *((-rx, ry) for rx, ry in reversed(right)))), "#9fb3b8")
    pen.shape(polygon(((-0.3, 8.8), (0.3, 8.8), (0, 11.2))), "#e8c98c")


def _willow(pen: Pen, leaf: str) -> None:
    pen.limb(((0, 0), (0.05, 0.55)), (0.06, 0.035), "#b29a84")
    pen.shape(_drape(), leaf)
    pen.shape(blob(((0, 0.78, 0.16), (-0.16, 0.7, 0.11))), mix(leaf, "#fff7c2", 0.3))


@lru_cache(maxsize=1)
def _drape() -> skia.Path:
    path = skia.Path(blob(((0, 0.74, 0.26), (-0.24, 0.64, 0.18), (0.26, 0.64, 0.18))))
    for x, low in ((-0.36, 0.2), (-0.24, 0.3), (-0.1, 0.42), (0.14, 0.4), (0.26, 0.28), (0.38, 0.18)):
        path.addRoundRect(skia.Rect.MakeLTRB(x - 0.06, low, x + 0.06, 0.68), 0.06, 0.06)
    return path


def _water(pen: Pen, setting: Setting) -> None:
    lens, t = setting.lens, setting.time_s
    for z, spacing, salt in ((38.0, 7.0, 6), (22.0, 5.0, 7), (11.0, 3.0, 8), (5.5, 2.0, 9)):
        with upright(pen, lens, z):
            glints = (
                (x + 0.15 * spacing * math.sin(2.0 * t + 6.3 * d[0]), 0.0, spacing * (0.35 + 0.35 * d[1]))
                for x, d in row(lens, z, spacing, setting.seed, salt, margin=spacing)
            )
            ripples(pen, glints, "#dff3f2", 0.06)
        if z in (22.0, 11.0):
            _boats(pen, setting, z, salt)


def _boats(pen: Pen, setting: Setting, z: float, salt: int) -> None:
    t, side = setting.time_s, -1 if z > 12 else 1
    lens = setting.lens
    # A narrow frame shows little beside its cast: there the fleet rows so that a dragon's head looks out at its side.
    narrow = lens.width < 0.8 * lens.height
    ahead = side * (_HEAD_AT * (z - EYE_M) - _HEAD_M) - side * (SPEED * _SOON_S - 1.0) if narrow else 0.0
    jitter = 0.0 if narrow else 0.25
    with upright(pen, lens, z):
        for at, d in row(lens, z, 12.5, setting.seed, salt + 20, margin=9.0 + SPEED * t, jitter=jitter):
            x = at + ahead
            bob = 0.06 * math.sin(2 * math.tau * STROKES_HZ * t + 6.3 * d[0])
            with pen.at(x + side * (SPEED * t - 1.0), bob, flip=side < 0):
                stamp(pen, _boat, int((t + d[1]) * STROKES_HZ * PHASES) % PHASES, *BOATS[int(3 * d[2])])


def _boat(pen: Pen, phase: int, hull: str, trim: str) -> None:
    """A boat and its crew at one of the `PHASES` of a stroke."""
    stroke = math.sin(math.tau * phase / PHASES)
    for k in range(5):
        _rower(pen, -2.1 + 0.85 * k, stroke, SHIRTS[k % 3])
    pen.shape(_hull(), hull)
    pen.shape(_band(), trim)
    with pen.at(_HEAD_M - 0.3, 0.72, scale=1.3):
        _dragon_head(pen, hull, trim)
    pen.limb(((-3.3, 0.5), (-3.8, 0.95), (-3.65, 1.4)), (0.17, 0.12, 0.05), hull)
    pen.limb(((-3.68, 1.0), (-4.0, 1.3)), (0.08, 0.03), trim)
    for k in range(5):
        x = -2.1 + 0.85 * k
        pen.limb(((x + 0.2, 0.85), (x + 0.25 + 0.35 * stroke, -0.08)), (0.035, 0.06), "#c79a6c")
        pen.ellipse(x + 0.25 + 0.35 * stroke, -0.06, 0.2, 0.05, "#f3fbfa")


def _rower(pen: Pen, x: float, stroke: float, shirt: str) -> None:
    lean = 0.16 * stroke
    pen.limb(((x, 0.4), (x + lean, 0.86)), (0.2, 0.17), shirt)
    pen.circle(x + 1.5 * lean, 1.18, 0.19, "#f2cda8")
    pen.shape(smooth(((x + 1.5 * lean - 0.2, 1.2), (x + 1.5 * lean, 1.42), (x + 1.5 * lean + 0.2, 1.2))), "#7d6253")
    pen.limb(((x + lean, 0.86), (x + 0.22 + 0.1 * stroke, 0.78)), (0.07, 0.06), shirt)


@lru_cache(maxsize=1)
def _hull() -> skia.Path:
    path = skia.Path()
    path.moveTo(-3.5, 0.62)
    path.quadTo(0, 0.36, 3.3, 0.66)
    path.quadTo(3.5, 0.2, 2.9, -0.05)
    path.lineTo(-2.9, -0.05)
    path.quadTo(-3.4, 0.1, -3.5, 0.62)
    path.close()
    return path


@lru_cache(maxsize=1)
def _band() -> skia.Path:
    return blob(tuple((-2.9 + 0.58 * k, 0.24, 0.13) for k in range(11)))


def _dragon_head(pen: Pen, hull: str, trim: str) -> None:
    pen.limb(((-0.15, -0.2), (0.12, 0.3), (0.2, 0.62)), (0.26, 0.24, 0.24), hull)
    for x, y in ((-0.18, 0.1), (-0.08, 0.42), (0.0, 0.74)):
        pen.circle(x, y, 0.12, trim)
    pen.limb(((0.2, 0.68), (0.62, 0.6)), (0.27, 0.19), hull)
    pen.limb(((0.4, 0.5), (0.74, 0.46)), (0.09, 0.08), "#fff6e6")
    pen.limb(((0.12, 0.86), (-0.1, 1.18)), (0.07, 0.03), trim)
    pen.circle(0.3, 0.82, 0.12, "#ffffff")
    pen.circle(0.34, 0.82, 0.06, "#55423c")
    pen.circle(0.74, 0.7, 0.06, trim)


def _jetty(pen: Pen, setting: Setting) -> None:
    lens = setting.lens
    ground(pen, lens, snowed(setting, ("#e4cba6", "#dfc39a", "#d6b78b")), far=JETTY_M)
    with floor(pen, lens):
        path = skia.Path()
        for k in range(9):
            z = -4.2 + 0.75 * k
            path.addRect(skia.Rect.MakeLTRB(-60, z, 60, z + 0.03))
        pen.shape(path, "#b6946a70")
    fallen(pen, setting)
    puddles(pen, setting)
    with upright(pen, lens, JETTY_M):
        pen.shape(box(-70, -0.16, 70, 0.02), "#bd9b72")
        for x, d in row(lens, JETTY_M, 2.6, setting.seed, 30, margin=0.5, jitter=0.0):
            pen.shape(box(x + 1.2, -0.3, x + 1.38, 0.55, soft=0.05), "#c7a57c")
            pen.shape(box(x + 1.17, 0.46, x + 1.41, 0.58, soft=0.05), "#f3e3c8")
            if d[0] < 0.5:
                _flag(pen, x + 1.29, BOATS[int(3 * d[1])][0])
    with upright(pen, lens, JETTY_M + 0.2):
        for x, _ in row(lens, JETTY_M, _SWAG_M, setting.seed, 31, margin=0.6 * _SWAG_M, jitter=0.0):
            with pen.at(x, 0):
                stamp(pen, _garland)


_SWAG_M, _SWAG_Y = 3.4, 2.62


def _garland(pen: Pen) -> None:
    """Pennants and a lantern on a string between two poles."""
    half = _SWAG_M / 2
    pen.limb(((half, -0.2), (half, _SWAG_Y + 0.1)), (0.045, 0.035), "#c7a57c")
    pen.circle(half, _SWAG_Y + 0.14, 0.075, "#f1c879")
    hang = [(half * u, _SWAG_Y - 0.34 * (1 - u * u)) for u in (-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1)]
    pen.line(smooth(hang, closed=False), "#b08d68", 0.022)
    for k in range(8):
        (ax, ay), (bx, by) = hang[k], hang[k + 1]
        x, y = (ax + bx) / 2, (ay + by) / 2
        colour = (*BOATS[0], *BOATS[1])[k % 4]
        pen.shape(polygon(((x - 0.1, y), (x + 0.1, y), (x, y - 0.22))), colour)
    pen.ellipse(0, hang[4][1] - 0.2, 0.14, 0.17, "#e58578")
    pen.ellipse(0, hang[4][1] - 0.2, 0.06, 0.17, "#f09d8e")
    for y in (0.05, 0.36):
        pen.shape(box(-0.07, hang[4][1] - y, 0.07, hang[4][1] - y + 0.04), "#f1c879")


def _flag(pen: Pen, x: float, colour: str) -> None:
    pen.limb(((x, 0.5), (x, 1.75)), (0.025, 0.02), "#c7a57c")
    pen.shape(
        smooth(((x, 1.75), (x + 0.24, 1.69), (x + 0.46, 1.73), (x + 0.34, 1.56), (x + 0.45, 1.38), (x, 1.4))), colour
    )


DRAGON_BOAT_RIVER = Layered(
    back=(Layer(sky, fixed=True), Layer(clouds, moves=True), Layer(_far), Layer(_water, moves=True), Layer(_jetty))
)

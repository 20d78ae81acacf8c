"""A forest: rows of trunks that fade into light mist, ferns, toadstools, leaves overhead."""

from __future__ import annotations

from functools import lru_cache

import skia

from mudong.world.draw.nature import bush, stone, tuft
from mudong.world.draw.pen import Pen, polygon
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.places.season import fallen, foliage, puddles, snowed
from mudong.world.draw.plane import backdrop, floor, ground, row, screen, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.stamp import stamp
from mudong.world.draw.wash import mix
from mudong.world.kinds import Light

MIST = "#e4f2de"
_PALE, _GLOOM = "#b9d6c6", "#3c434f"
"""Mist and what stands in it where it is eerie."""


def _deep(pen: Pen, setting: Setting) -> None:
    lens, seed = setting.lens, setting.seed
    dark, grim = setting.light in (Light.NIGHT, Light.HORROR), setting.light is Light.HORROR
    mist = _PALE if grim else mix(MIST, "#7d8fa8", 0.35) if dark else MIST
    if grim:
        backdrop(pen, lens, ("#24333f", "#3f5a60", "#7fa39b", mist), high=0.5, low=-0.03)
    with screen(pen, lens):
        if not grim:
            pen.shape(polygon(((-20, -20), (20, -20), (20, 20), (-20, 20))), mist)
        if not dark:
            for a in (-0.34, 0.02, 0.3):
                pen.shape(polygon(((a + 0.3, 0.8), (a + 0.44, 0.8), (a + 0.1, -0.2), (a - 0.12, -0.2))), "#ffffff50")
    ground(pen, lens, snowed(setting, ("#d8eac5", "#c3dda6", "#b1cf8f", "#a4c481")), far=50.0)
    for k, (z, spacing, fade) in enumerate(((34.0, 2.6, 0.84), (20.0, 2.9, 0.68), (11.0, 3.1, 0.48))):
        bark, leaf = mix("#a98c73", mist, fade), mix(foliage(setting, "#7fb47a", 0.35, 0.3 * k), mist, fade * 0.8)
        if grim:
            bark, leaf = mix(_GLOOM, mist, 0.62 * fade), mix(_GLOOM, mix(leaf, mist, 0.4), 0.75 * fade)
        with upright(pen, lens, z):
            for x, d in row(lens, z, spacing, seed, 10 + k, margin=1.5):
                with pen.at(x, 0, angle=0.06 * (d[1] - 0.5), scale=0.8 + 0.5 * d[0]):
                    pen.shape(_bole(), bark)
            for x, d in row(lens, z, 2.6, seed, 20 + k, margin=2.5):
                bush(pen, x, -0.1, 1.5 + d[0], leaf)
                if grim and k > 0 and d[2] < 0.5:
                    _eyes(pen, x + 1.2 * d[3], 1.1 + 0.7 * d[4])


def _eyes(pen: Pen, x: float, y: float) -> None:
    """Somebody looks out of the dark."""
    for side in (-1, 1):
        with pen.at(x + 0.16 * side, y, angle=0.3 * side):
            pen.ellipse(0, 0, 0.12, 0.085, "#fff3a8")
            pen.ellipse(0, 0, 0.035, 0.075, "#2a2420")


@lru_cache(maxsize=1)
def _bole() -> skia.Path:
    path = skia.Path()
    path.moveTo(-0.62, -0.15)
    path.cubicTo(-0.3, 0.1, -0.3, 0.8, -0.28, 30)
    path.lineTo(0.22, 30)
    path.cubicTo(0.3, 0.8, 0.3, 0.1, 0.66, -0.15)
    path.close()
    return path


def _near(pen: Pen, setting: Setting) -> None:
    lens, seed = setting.lens, setting.seed
    with floor(pen, lens):
        for i in range(-6, 7):
            pen.ellipse(i * 2.1, 0.9 + 0.9 * (i % 3), 1.0, 0.5, snowed(setting, ("#c6dda2",), 0.8)[0] + "90")
    with upright(pen, lens, 5.5):
        for x, d in row(lens, 5.5, 3.6, seed, 30, margin=1.0):
            with pen.at(x + 1.5, 0, scale=0.62 + 0.3 * d[0]):
                stamp(pen, _snag if setting.light is Light.HORROR else _stem)
    fallen(pen, setting)
    puddles(pen, setting)
    with upright(pen, lens, 3.4):
        for x, d in row(lens, 3.4, 1.2, seed, 31, margin=0.5):
            _undergrowth(pen, setting, x, d)


def _stem(pen: Pen) -> None:
    pen.shape(_bole(), "#c0a78d")
    pen.limb(((-0.14, 0.25), (-0.16, 5)), (0.05, 0.05), "#d0bba2")


def _snag(pen: Pen) -> None:
    """A dead tree that reaches for whoever passes."""
    pen.shape(_bole(), "#57504f")
    pen.limb(((-0.14, 0.25), (-0.16, 5)), (0.05, 0.05), "#6a6361")
    for side, low in ((-1, 2.1), (1, 2.9)):
        pen.limb(((0, low), (0.7 * side, low + 0.5), (1.3 * side, low + 0.35)), (0.14, 0.09, 0.03), "#57504f")
        for reach, up in ((0.45, 0.55), (0.8, 0.1)):
            tip = (side * (0.9 + reach), low + 0.35 + up)
            pen.limb(((0.8 * side, low + 0.5), tip), (0.06, 0.015), "#57504f")


def _undergrowth(pen: Pen, setting: Setting, x: float, d: tuple[float, ...]) -> None:
    if d[0] < 0.55:
        tuft(pen, x, 0, 0.3 + 0.15 * d[1], snowed(setting, ("#8dbf7b",), 0.5)[0])
    elif d[0] < 0.8:
        _toadstool(pen, x, 0.16 + 0.1 * d[1], "#e98a7a" if d[2] < 0.6 else "#e9b872")
    else:
        stone(pen, x, 0, 0.35, "#c3c5b4")


def _toadstool(pen: Pen, x: float, size: float, cap: str) -> None:
    with pen.at(x, 0, scale=size):
        stamp(pen, _spotted, cap)


def _spotted(pen: Pen, cap: str) -> None:
    pen.limb(((0, 0), (0, 0.75)), (0.2, 0.15), "#fbf2df")
    pen.shape(_cap(), cap)
    for dx, dy, r in ((-0.3, 0.85, 0.1), (0.06, 1.03, 0.12), (0.36, 0.82, 0.08)):
        pen.circle(dx, dy, r, "#fff6ec")


@lru_cache(maxsize=1)
def _cap() -> skia.Path:
    path = skia.Path()
    path.moveTo(-0.62, 0.66)
    path.cubicTo(-0.6, 1.4, 0.6, 1.4, 0.62, 0.66)
    path.quadTo(0, 0.5, -0.62, 0.66)
    path.close()
    return path


def _canopy(pen: Pen, setting: Setting) -> None:
    for z, salt, height, fade in ((9.0, 40, 5.6, 0.35), (5.0, 41, 4.1, 0.0)):
        shade = mix(foliage(setting, "#8fc283", 0.35), MIST, fade)
        if setting.light is Light.HORROR:
            shade = mix(_GLOOM, shade, 0.25)
        with upright(pen, setting.lens, z):
            pen.shape(polygon(((-90, height + 0.5), (90, height + 0.5), (90, 60), (-90, 60))), shade)
            for x, d in row(setting.lens, z, 1.15, setting.seed, salt, margin=1.2):
                pen.circle(x, height + 0.5 * d[0], 0.75 + 0.25 * d[1], shade)


FOREST = Layered(back=(Layer(_deep), Layer(_canopy), Layer(_near)))

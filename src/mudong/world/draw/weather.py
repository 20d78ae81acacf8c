"""Weather over everything: few and large marks, which survive a small model's encoder. Marks fall in frame heights."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

import skia

from mudong.world.draw.nature import blob, discs
from mudong.world.draw.pen import Copy, Pen, polygon, scattered
from mudong.world.draw.plane import dice, screen, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.sky import seat
from mudong.world.draw.stamp import stamp
from mudong.world.draw.wash import alpha, halo
from mudong.world.kinds import Light, Weather

DROPS, FLAKES, LEAVES, WISPS = 15, 16, 8, 5
"""Marks in a square frame at strength 1."""
FLAKE = ((1.22, "#9fbcdc30"), (1.12, "#a6c1e050"), (1.0, "#c2d5eca0"), (0.86, "#ffffff"))
"""From the rim in, shares of the radius: the bluish rim shows it before snow."""
BOLT_PERIOD_S = 0.8
"""Shorter than a clip, so that every clip of a storm has a bolt."""
FOLIAGE = ("#e8a15c", "#d9795f", "#efc568", "#a9bf6a")


def draw_weather(pen: Pen, setting: Setting, strength: float = 1.0) -> None:
    """Draw what falls, drifts or flashes; nothing in clear weather. strength: 0 none, 1 usual, more for storms."""
    if strength <= 0:
        return
    setting = setting.staged()
    if setting.weather is Weather.RAIN:
        _rain(pen, setting, strength)
    elif setting.weather is Weather.SNOW:
        _snow(pen, setting, strength)
    elif setting.weather is Weather.FOG:
        _fog(pen, setting, strength)
    elif setting.weather is Weather.WIND:
        _wind(pen, setting, strength)
    elif setting.weather is Weather.THUNDER:
        _thunder(pen, setting, strength)


def _marks(setting: Setting, count: float, salt: int) -> Iterator[tuple[float, tuple[float, ...]]]:
    """Marks side by side over the width: x in frame heights and six numbers of each."""
    aspect = setting.lens.width / setting.lens.height
    total = max(2, round(count * aspect))
    table = dice(setting.seed, salt)
    for i in range(total):
        numbers = table[i % 64]
        yield ((i + 0.15 + 0.7 * numbers[5]) / total - 0.5) * (aspect + 0.2), numbers


def _rain(pen: Pen, setting: Setting, strength: float) -> None:
    t = setting.time_s
    _splashes(pen, setting, strength)
    with screen(pen, setting.lens):
        for near, count, salt in ((0.55, 0.9 * DROPS, 60), (1.0, DROPS, 61)):
            drops = []
            for x, d in _marks(setting, count * strength, salt):
                fall = (d[0] + t * (1.1 + 0.5 * near) * (0.9 + 0.2 * d[1])) % 1.0
                y, size = 0.62 - 1.24 * fall, near * (0.085 + 0.03 * d[2])
                drops.append(Copy(x - 0.16 * (y + 0.1), y, -0.16, size, size))
            pen.shape(scattered(_drop(), drops), "#5f9ad0c8" if near == 1.0 else "#7fa9d080")
            hearts = (Copy(x, y, angle, 0.62 * size, 0.86 * size) for x, y, angle, size, _ in drops)
            pen.shape(scattered(_drop(), hearts), "#f2faff" if near == 1.0 else "#eaf6ffa0")


@lru_cache(maxsize=1)
def _drop() -> skia.Path:
    """A drop one unit long with its tip up."""
    path = skia.Path()
    path.moveTo(0, 0.62)
    path.cubicTo(0.05, 0.2, 0.2, -0.05, 0.2, -0.24)
    path.arcTo(skia.Rect.MakeLTRB(-0.2, -0.44, 0.2, -0.04), 0, -180, False)
    path.cubicTo(-0.2, -0.05, -0.05, 0.2, 0, 0.62)
    path.close()
    return path


def _splashes(pen: Pen, setting: Setting, strength: float) -> None:
    lens, t = setting.lens, setting.time_s
    for i, (a, b, c, *_) in enumerate(dice(setting.seed, 62)[: round(12 * strength)]):
        age = (c + t * 2.2) % 1.0
        x, z = (i % 7 - 3.0 + a - 0.5) * 0.8, -0.9 + 2.6 * b
        flat = max(lens.eye[1], 0.0) / max(z - lens.eye[2], 0.1)
        with upright(pen, lens, z):
            pen.canvas.translate(x, 0.0)
            pen.ellipse(0.0, 0.0, 0.05 + 0.2 * age, (0.05 + 0.2 * age) * flat, "#f2faff" + alpha(0.55 * (1 - age)))
            stamp(pen, _crown, round(AGES * age))


AGES = 24
"""How many ages of a splash are told apart."""


def _crown(pen: Pen, step: int) -> None:
    """Three droplets that hop up and out."""
    age = step / AGES
    hop = 0.2 * math.sin(math.pi * min(1.0, age * 1.4))
    for side in (-1, 0, 1):
        pen.circle(side * 0.13 * age, hop * (1.2 - 0.4 * abs(side)), 0.024, "#f2faff" + alpha(1 - age))


def _snow(pen: Pen, setting: Setting, strength: float) -> None:
    t = setting.time_s
    with screen(pen, setting.lens):
        for near, count, salt in ((0.45, 1.4 * FLAKES, 63), (1.0, FLAKES, 64)):
            flakes = []
            for x, d in _marks(setting, count * strength, salt):
                fall = (d[0] + t * (0.14 + 0.16 * near) * (0.85 + 0.3 * d[1])) % 1.0
                y, sway = 0.56 - 1.12 * fall, 0.02 * math.sin(2.2 * t + 6.3 * d[3])
                flakes.append((x + sway, y, near * (0.02 + 0.012 * d[2])))
            for reach, tint in FLAKE:
                pen.shape(discs((x, y, reach * radius) for x, y, radius in flakes), tint)


def _fog(pen: Pen, setting: Setting, strength: float) -> None:
    dark = setting.light in (Light.NIGHT, Light.HORROR)
    tint, t = ("#b4bfd0" if dark else "#f6f8f8"), setting.time_s
    aspect = setting.lens.width / setting.lens.height
    table = dice(setting.seed, 65)
    with screen(pen, setting.lens):
        for i, (a, b, c, *_) in enumerate(table[: round(WISPS * max(1.0, aspect))]):
            y = -0.42 + 0.72 * (i % WISPS + 0.5 * b) / WISPS
            drift = ((a + i * 0.37 + 0.05 * t * (0.6 + c)) % 1.0 - 0.5) * (aspect + 0.9)
            with pen.at(drift, y):
                stamp(pen, _wisps, tint + alpha(strength * (0.2 if y < 0 else 0.14)))


def _wisps(pen: Pen, colour: str) -> None:
    """Three wisps, one in the other, so that it is dense in the middle."""
    for size in (0.75, 0.59, 0.43):
        with pen.at(0, 0, scale=size):
            pen.shape(_wisp(), colour)


@lru_cache(maxsize=1)
def _wisp() -> skia.Path:
    """A flat cloud one unit wide."""
    path = skia.Path(blob(((-0.3, 0.02, 0.09), (-0.08, 0.05, 0.12), (0.16, 0.03, 0.1), (0.34, 0.0, 0.07))))
    path.addRoundRect(skia.Rect.MakeLTRB(-0.5, -0.07, 0.5, 0.05), 0.06, 0.06)
    return path


def _wind(pen: Pen, setting: Setting, strength: float) -> None:
    t, aspect = setting.time_s, setting.lens.width / setting.lens.height
    wide = aspect + 0.4
    with screen(pen, setting.lens):
        for i, (a, b, c, d, *_) in enumerate(dice(setting.seed, 66)[: max(2, round(4 * strength))]):
            x = ((a + 0.25 * i + t * (0.5 + 0.2 * b)) % 1.0 - 0.5) * wide
            with pen.at(x, -0.25 + 0.65 * (i % 4 + c) / 4, scale=0.3 + 0.15 * d):
                pen.line(_gust(), "#ffffffb0", 0.035)
        for i, (a, b, c, d, *_) in enumerate(dice(setting.seed, 67)[: round(LEAVES * strength * max(1.0, aspect))]):
            x = ((a + t * (0.55 + 0.3 * b)) % 1.0 - 0.5) * wide
            y = -0.38 + 0.8 * c + 0.05 * math.sin(5 * t + 6.3 * d)
            with pen.at(x, y, angle=6.3 * d - 6.0 * t, scale=0.05 + 0.02 * b):
                stamp(pen, _sailing, FOLIAGE[i % 4])


def _sailing(pen: Pen, colour: str) -> None:
    pen.shape(_leaf(), colour)
    pen.limb(((-0.75, 0), (0.3, 0)), (0.05, 0.03), "#8f5f3f90")


@lru_cache(maxsize=1)
def _gust() -> skia.Path:
    path = skia.Path()
    path.moveTo(-0.6, -0.02)
    path.cubicTo(-0.25, 0.08, 0.05, -0.08, 0.32, 0.02)
    path.cubicTo(0.52, 0.1, 0.5, 0.26, 0.38, 0.24)
    path.cubicTo(0.3, 0.22, 0.32, 0.13, 0.39, 0.14)
    return path


@lru_cache(maxsize=1)
def _leaf() -> skia.Path:
    path = skia.Path()
    path.moveTo(-0.5, 0)
    path.cubicTo(-0.2, 0.42, 0.25, 0.36, 0.55, 0)
    path.cubicTo(0.25, -0.36, -0.2, -0.42, -0.5, 0)
    path.close()
    return path


def _thunder(pen: Pen, setting: Setting, strength: float) -> None:
    phase = (setting.time_s + dice(setting.seed, 68)[0][0] * BOLT_PERIOD_S) % BOLT_PERIOD_S / BOLT_PERIOD_S
    aspect = setting.lens.width / setting.lens.height
    flash = max(0.0, 1 - phase / 0.16) if phase < 0.2 else max(0.0, 0.7 - (phase - 0.2) / 0.2)
    with screen(pen, setting.lens):
        if phase < 0.5:
            x = -seat(setting.light, aspect)[0] or 0.3 * aspect
            fade = 1.0 if phase < 0.35 else (0.5 - phase) / 0.15
            halo(pen, x, 0.3, 0.3, "#fff6c9", 0.7 * fade)
            with pen.at(x, 0.27, scale=0.5):
                pen.shape(_bolt(1.0), "#8d83d6" + alpha(fade))
                pen.shape(_bolt(0.0), "#fff6b8" + alpha(fade))
        if flash > 0:
            pen.shape(polygon(((-20, -20), (20, -20), (20, 20), (-20, 20))), "#f4f4ff" + alpha(0.4 * flash * strength))
    _rain(pen, setting, 0.8 * strength)


@lru_cache(maxsize=2)
def _bolt(rim: float) -> skia.Path:
    """A zigzag one unit high; rim: 1 for the wider shape under it."""
    g = 0.022 * rim
    right = ((0.14, 0.55 + g), (0.02 + g, 0.16), (0.17 + g, 0.17), (-0.1, -0.58 - 2 * g))
    left = ((-0.02 - g, -0.04), (-0.17 - g, -0.05), (-0.02 - g, 0.55 + g))
    return polygon((*right, *left))

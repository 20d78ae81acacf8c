"""Under the sea: rays from above, kelp that sways, coral, fish, bubbles that rise. No sky and no weather."""

from __future__ import annotations

import math
from functools import lru_cache

import skia

from mudong.world.draw.nature import blob, discs, ridge, stone
from mudong.world.draw.pen import Copy, Pen, polygon, scattered, smooth, tube
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.plane import backdrop, dice, floor, ground, row, screen, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.stamp import stamp
from mudong.world.draw.wash import mix

WATER = ("#b9f0ec", "#8ddfe6", "#66c5dc", "#57b2d2")
CORALS = ("#f5a39b", "#f7c38b", "#e9a6cf", "#c5a7e6")
FISH = (("#f9c46b", "#fff3d2"), ("#f49a8c", "#ffe3da"), ("#f3e27c", "#fffbe0"), ("#b9a3ea", "#efe6ff"))


def _water(pen: Pen, setting: Setting) -> None:
    lens = setting.lens
    backdrop(pen, lens, WATER, high=0.55, low=-0.1)
    for z, salt, low, high, colour in ((60.0, 1, 0.0, 11.0, "#6cc3d8"), (30.0, 2, -0.5, 4.0, "#7fcbd8")):
        with upright(pen, lens, z):
            pen.shape(ridge(setting.seed, salt, 9.0, low, high), colour)
    ground(pen, lens, ("#8fd0d6", "#b6dccf", "#d8dfc0", "#e5dab0"), far=30.0, near=-1.6)


def _rays(pen: Pen, setting: Setting) -> None:
    aspect = setting.lens.width / setting.lens.height
    with screen(pen, setting.lens):
        for k in range(5):
            a = (k / 4 - 0.5) * 1.15 * max(aspect, 0.8) + 0.03 * math.sin(1.7 * setting.time_s + 2.1 * k)
            pen.shape(
                polygon(((a, 0.9), (a + 0.09, 0.9), (0.55 * a + 0.17, -0.25), (0.55 * a - 0.06, -0.25))), "#ffffff30"
            )


def _life(pen: Pen, setting: Setting) -> None:
    lens, t = setting.lens, setting.time_s
    for z, spacing, salt, fade in ((26.0, 5.0, 3, 0.6), (13.0, 4.0, 4, 0.4)):
        with upright(pen, lens, z):
            for x, d in row(lens, z, spacing, setting.seed, salt, margin=1.5):
                _kelp(pen, x, 1.6 + 0.25 * z * d[0], mix("#6fb58b", "#74c6d8", fade), t + 6 * d[1], 0.3 + 0.006 * z)
        with upright(pen, lens, z - 3):
            for x, d in row(lens, z - 3, 6.0, setting.seed, salt + 10, margin=2.0 + t):
                side = 1 if d[0] < 0.5 else -1
                y = 1.2 + (0.16 * z + 0.8) * d[1] + 0.08 * math.sin(3 * t + 6 * d[2])
                with pen.at(x + side * 0.8 * t, y, scale=0.62 + 0.03 * z, flip=side < 0):
                    stamp(pen, _fish, *FISH[int(4 * d[3])], round(8 * math.sin(9 * t + 6 * d[4])) / 8, 0.3 * fade)


def _kelp(pen: Pen, x: float, height: float, colour: str, t: float, girth: float) -> None:
    points = [(x + 0.16 * girth * k * math.sin(1.8 * t - 0.8 * k), height * k / 5) for k in range(6)]
    blades = []
    for k in range(1, 5):
        side = 1 if k % 2 else -1
        px, py = points[k]
        blades.append(Copy(px + side * 0.55 * girth, py + 0.25 * girth, 0.6 * side, 0.5 * girth, 0.2 * girth))
    plant = scattered(_DISC, blades)
    plant.addPath(tube(points, [girth * r for r in (0.3, 0.34, 0.3, 0.26, 0.2, 0.06)]))
    pen.shape(plant, colour)


_DISC = skia.Path.Circle(0, 0, 1)


def _fish(pen: Pen, body: str, belly: str, beat: float, faded: float) -> None:
    body, belly = (mix(c, "#74c6d8", faded) for c in (body, belly))
    pen.shape(smooth(((-0.42, 0), (-0.8, 0.26 + 0.06 * beat), (-0.7, 0), (-0.8, -0.26 + 0.06 * beat))), body)
    pen.ellipse(0, 0, 0.5, 0.3, body)
    pen.ellipse(0.06, -0.1, 0.36, 0.16, belly)
    pen.shape(smooth(((-0.1, 0.24), (0.08, 0.46), (0.2, 0.24))), body)
    pen.circle(0.28, 0.07, 0.075, "#ffffff")
    pen.circle(0.3, 0.07, 0.045, "#4c4a5a")


def _bed(pen: Pen, setting: Setting) -> None:
    lens, seed = setting.lens, setting.seed
    with floor(pen, lens):
        for i in range(-6, 7):
            pen.ellipse(i * 1.7, 0.4 + 1.2 * (i % 3), 0.9, 0.16, "#fbf1cc80")
    for z, spacing, salt, size in ((7.0, 2.4, 5, 1.15), (3.6, 2.3, 6, 0.62)):
        with upright(pen, lens, z):
            for x, d in row(lens, z, spacing, seed, salt, margin=1.0):
                colour = mix(CORALS[int(4 * d[1])], "#8fd0d6", 0.3 if z > 5 else 0.12)
                if d[0] < 0.4:
                    with pen.at(x, -0.03, scale=size * (0.8 + 0.4 * d[2])):
                        pen.shape(_branches(), colour)
                elif d[0] < 0.7:
                    with pen.at(x, 0, scale=size * (0.7 + 0.3 * d[2])):
                        pen.shape(blob(((-0.22, 0.1, 0.22), (0.06, 0.22, 0.28), (0.3, 0.08, 0.2))), colour)
                        for dx, dy in ((-0.2, 0.16), (0.0, 0.34), (0.14, 0.16), (0.3, 0.14)):
                            pen.circle(dx, dy, 0.045, mix(colour, "#ffffff", 0.45))
                else:
                    stone(pen, x, 0, 0.7 * size, "#a9c3bf")


@lru_cache(maxsize=1)
def _branches() -> skia.Path:
    path = skia.Path()
    for points in (
        ((0, 0), (0, 0.4), (-0.04, 0.9)),
        ((0, 0.3), (-0.26, 0.5), (-0.32, 0.78)),
        ((0, 0.22), (0.26, 0.4), (0.34, 0.72)),
        ((-0.26, 0.5), (-0.46, 0.6)),
        ((0.26, 0.42), (0.5, 0.5)),
    ):
        path.addPath(tube(points, [0.09 - 0.012 * i for i in range(len(points))]))
    path.setFillType(skia.PathFillType.kWinding)
    return path


def _bubbles(pen: Pen, setting: Setting) -> None:
    table = dice(setting.seed, 50)
    for z, count in ((4.0, 7), (1.2, 6)):
        with upright(pen, setting.lens, z):
            bubbles = []
            for i, (a, b, c, d, *_) in enumerate(table[:count]):
                rise = (b + setting.time_s * (0.22 + 0.1 * c)) % 1.0
                bx = (a - 0.5) * 4.0 + 0.06 * math.sin(5 * setting.time_s + i)
                bubbles += [(x + bx, 3.6 * rise, 0.05 + 0.07 * d) for x in (-4.0, 0.0, 4.0)]
            pen.shape(discs(bubbles), "#ffffff58")
            pen.shape(discs([(x - 0.3 * r, y + 0.3 * r, 0.32 * r) for x, y, r in bubbles]), "#ffffffd0")


UNDERWATER = Layered(
    back=(
        Layer(_water),
        Layer(_rays, moves=True),
        Layer(_life, moves=True),
        Layer(_bed),
        Layer(_bubbles, moves=True),
    )
)

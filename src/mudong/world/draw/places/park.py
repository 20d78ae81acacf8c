"""A park: clouds, round trees behind a wide lawn, daisies, a bench."""

from __future__ import annotations

from mudong.world.draw.nature import bush, flower, ridge, tree, tuft
from mudong.world.draw.pen import Pen
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.places.season import fallen, foliage, puddles, snowed
from mudong.world.draw.plane import floor, ground, row, strip, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.sky import clouds, sky
from mudong.world.draw.stamp import stamp
from mudong.world.kinds import Season

LEAVES = ("#8fc98a", "#a4d48c", "#7fbf94")
PETALS = ("#ffffff", "#ffd0dc", "#fff0a8")


def _distance(pen: Pen, setting: Setting) -> None:
    lens, seed = setting.lens, setting.seed
    for z, salt, low, high, colour in ((110.0, 1, 3.0, 13.0, "#b9dcd6"), (60.0, 2, 1.0, 5.5, "#b4dcb4")):
        with upright(pen, lens, z):
            pen.shape(ridge(seed, salt, 16.0, low, high), snowed(setting, (colour,), 0.6)[0])
    ground(pen, lens, snowed(setting, ("#c3e3a4", "#b5db92", "#a3d07e", "#94c671")), far=60.0)
    with upright(pen, lens, 30.0):
        for x, d in row(lens, 30.0, 3.4, seed, 3, margin=3.0):
            leaf = foliage(setting, LEAVES[int(3 * d[1])], kind=d[3])
            tree(pen, x, 0, 4.6 + 2.4 * d[0], leaf, kind=int(3 * d[2]), trunk="#b39880")


def _lawn(pen: Pen, setting: Setting) -> None:
    lens, seed = setting.lens, setting.seed
    light = snowed(setting, ("#b9df92",), 0.9)[0]
    with floor(pen, lens):
        for near, far in ((-3.0, -0.6), (1.2, 3.6), (7.0, 12.0)):
            pen.shape(strip(near, far, -60, 60), light + "70")
    with upright(pen, lens, 11.0):
        for x, d in row(lens, 11.0, 6.0, seed, 4, margin=3.0):
            if d[0] > 0.45:
                leaf = foliage(setting, LEAVES[int(3 * d[1])], kind=d[3])
                tree(pen, x, 0, 3.4 + 1.2 * d[0], leaf, kind=int(3 * d[2]))
            else:
                bush(pen, x, 0, 1.7, foliage(setting, "#8ecb8b", 0.5, d[3]))
    with upright(pen, lens, 5.0):
        for x, _ in row(lens, 5.0, 7.5, seed, 5, margin=1.5):
            with pen.at(x + 2.6, 0):
                stamp(pen, _bench)
    fallen(pen, setting)
    puddles(pen, setting)
    for z, spacing, salt in ((3.2, 1.15, 6), (1.4, 1.0, 7)):
        with upright(pen, lens, z):
            for x, d in row(lens, z, spacing, seed, salt, margin=0.2):
                _sprout(pen, setting, x, 0.02 * d[3], d)


def _sprout(pen: Pen, setting: Setting, x: float, y: float, d: tuple[float, ...]) -> None:
    if d[0] < 0.5:
        tuft(pen, x, y, 0.13 + 0.06 * d[1], snowed(setting, ("#84ba66",), 0.5)[0])
    elif not setting.snowy and setting.season is not Season.AUTUMN:
        flower(pen, x, y, 0.075 + 0.025 * d[1], PETALS[int(3 * d[2])], stem="#84ba66")


def _bench(pen: Pen) -> None:
    for side in (-0.62, 0.62):
        pen.limb(((side, 0), (side, 0.4), (side, 0.78)), (0.04, 0.035, 0.03), "#9b8572")
    for y, h in ((0.38, 0.09), (0.56, 0.1), (0.72, 0.1)):
        pen.limb(((-0.75, y), (0.75, y)), (h / 2, h / 2), "#cfa67d")


def _blades(pen: Pen, setting: Setting) -> None:
    sway = 0.25 if setting.weather.value == "wind" else 0.0
    with upright(pen, setting.lens, -1.5):
        for x, d in row(setting.lens, -1.5, 0.5, setting.seed, 8, margin=0.2):
            if d[0] < 0.6:
                tuft(pen, x, -0.05, 0.16 + 0.1 * d[1], snowed(setting, ("#7db35f",), 0.5)[0], lean=sway)


PARK = Layered(
    back=(Layer(sky, fixed=True), Layer(clouds, moves=True), Layer(_distance), Layer(_lawn)),
    front=(Layer(_blades),),
)

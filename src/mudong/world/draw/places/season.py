"""What season and weather do to a place: leaves turn, snow lies, puddles shine, petals and leaves cover the ground."""

from __future__ import annotations

import math
from functools import lru_cache

import skia

from mudong.world.draw.nature import blob, tree
from mudong.world.draw.pen import Pen
from mudong.world.draw.plane import dice, floor, row, screen, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.sky import colours as sky_colours
from mudong.world.draw.stamp import stamp
from mudong.world.draw.wash import mix
from mudong.world.kinds import Season

SNOW = "#f4f7fb"
_CROWNS = {
    Season.SPRING: ("#f6b3c8", "#fbd0dc", "#f9c2d2", "#f3a6bf"),
    Season.AUTUMN: ("#e58a45", "#d8624a", "#f0bd4f", "#e9a347"),
    Season.WINTER: ("#cfdeeb", "#dde8f2", "#c6d7e7", "#d6e3ef"),
}
"""Of trees; in summer they keep the colour that their place gives them."""
_GRASS = {Season.SPRING: ("#cdeb8d", 0.45), Season.AUTUMN: ("#dcae5c", 0.6)}
_FALLING = {Season.SPRING: ("#f9b4ca", "#fdd3df", "#f7a3bd"), Season.AUTUMN: ("#e5843f", "#d4583f", "#f0b640")}
_RIM = {Season.SPRING: "#d77f9d", Season.AUTUMN: "#a8502f"}
_MARKS = 9
"""Petals or leaves in the air of a square frame: few and large, as weather is."""


def snowed(setting: Setting, colours: tuple[str, ...], share: float = 0.78) -> tuple[str, ...]:
    """The colours of grounds, hills and roofs in their season, and under snow if it lies."""
    if setting.season in _GRASS:
        turned, by = _GRASS[setting.season]
        colours = tuple(mix(c, turned, by) if _grows(c) else c for c in colours)
    return tuple(mix(c, SNOW, share) for c in colours) if setting.snowy else colours


def foliage(setting: Setting, colour: str, share: float = 0.45, kind: float = 0.0) -> str:
    """The colour of a tree that is `colour` in summer; kind: 0..1, one of the season's colours. share: under snow."""
    if setting.season in _CROWNS:
        crowns = _CROWNS[setting.season]
        colour = crowns[min(int(kind * len(crowns)), len(crowns) - 1)]
        share = share if setting.season is not Season.WINTER else 0.0
    return mix(colour, SNOW, share) if setting.snowy else colour


def _grows(colour: str) -> bool:
    red, green, blue = bytes.fromhex(colour[1:7])
    return green > red + 8 and green >= blue


def puddles(pen: Pen, setting: Setting) -> None:
    """Pools on the floor that show the sky, when it is wet."""
    if not setting.wet:
        return
    sky = mix(sky_colours(setting)[2], "#ffffff", 0.25)
    with floor(pen, setting.lens):
        for i, (a, b, c, *_) in enumerate(dice(setting.seed, 21)[:12]):
            x, z = (i - 6 + a) * 1.15, -1.0 + 4.2 * b
            pen.ellipse(x, z, 0.42 + 0.3 * c, 0.3 + 0.2 * c, sky + "88")
            pen.ellipse(x - 0.06, z + 0.08, 0.26 + 0.2 * c, 0.12 + 0.1 * c, "#ffffff80")


def street_trees(pen: Pen, setting: Setting, z: float, spacing: float, height: float) -> None:
    """Trees in a town that are noticed when they bloom, turn or lie under snow; none in summer."""
    if setting.season is Season.SUMMER:
        return
    with upright(pen, setting.lens, z):
        for x, d in row(setting.lens, z, spacing, setting.seed, 91, margin=3.0, jitter=0.4):
            leaf = foliage(setting, "#9fcb94", kind=d[0])
            tree(pen, x, 0, height * (0.85 + 0.3 * d[1]), leaf, kind=int(3 * d[2]), trunk="#a58d7c")


def fallen(pen: Pen, setting: Setting) -> None:
    """Petals or leaves that lie on the ground."""
    if setting.season not in _FALLING or setting.snowy:
        return
    colours, rim = _FALLING[setting.season], _RIM[setting.season]
    with floor(pen, setting.lens):
        for i, (a, b, c, d, *_) in enumerate(dice(setting.seed, 92)[:30]):
            x, z = (i % 12 - 6 + a) * 0.85, -1.9 + 5.0 * b
            size, turn = 0.12 + 0.05 * c, math.tau * d
            pen.ellipse(x, z - 0.02, 1.15 * size, 0.72 * size, rim + "70", angle=turn)
            pen.ellipse(x, z, size, 0.6 * size, colours[i % 3], angle=turn)


def draw_falling(pen: Pen, setting: Setting) -> None:
    """Petals or leaves that sail down before everything; nothing in summer and winter."""
    if setting.season not in _FALLING or setting.snowy:
        return
    colours, rim = _FALLING[setting.season], _RIM[setting.season]
    aspect = setting.lens.width / setting.lens.height
    count, t = max(3, round(_MARKS * aspect)), setting.time_s
    with screen(pen, setting.lens):
        for i, (a, b, c, d, e, f) in enumerate(dice(setting.seed, 93)[:count]):
            fall = (a + t * (0.2 + 0.1 * b)) % 1.0
            x = ((i + 0.15 + 0.7 * f) / count - 0.5) * (aspect + 0.2) + 0.07 * math.sin(2.6 * t + math.tau * c)
            turn = math.tau * d + 0.9 * math.sin(3.0 * t + math.tau * e)
            with pen.at(x, 0.62 - 1.24 * fall, angle=turn, scale=0.034 + 0.014 * c):
                # A turning petal shows more or less of its face.
                pen.canvas.scale(1.0, 0.6 + 0.4 * math.sin(4.0 * t + math.tau * b) ** 2)
                stamp(pen, _sailing, setting.season, colours[i % 3], rim)


def _sailing(pen: Pen, season: Season, colour: str, rim: str) -> None:
    shape = _petal() if season is Season.SPRING else _leaf()
    pen.shape(shape, colour)
    pen.line(shape, rim, 0.13)
    pen.line(_vein(), rim + "90", 0.1)


@lru_cache(maxsize=1)
def _petal() -> skia.Path:
    path = skia.Path()
    path.moveTo(-0.95, 0)
    path.cubicTo(-0.6, 0.75, 0.45, 0.85, 0.95, 0.36)
    path.quadTo(0.62, 0.06, 0.95, -0.3)
    path.cubicTo(0.45, -0.85, -0.6, -0.75, -0.95, 0)
    path.close()
    return path


@lru_cache(maxsize=1)
def _leaf() -> skia.Path:
    lobes = ((0.34, 0.0, 0.5), (-0.1, 0.34, 0.4), (-0.1, -0.34, 0.4), (0.75, 0.0, 0.3), (-0.45, 0.0, 0.36))
    path = skia.Path(blob(lobes))
    path.addPoly([skia.Point(*p) for p in ((-0.7, 0.08), (-1.2, 0.06), (-1.2, -0.06), (-0.7, -0.08))], True)
    return skia.Simplify(path)


@lru_cache(maxsize=1)
def _vein() -> skia.Path:
    path = skia.Path()
    path.moveTo(-0.6, 0.0)
    path.lineTo(0.45, 0.0)
    return path

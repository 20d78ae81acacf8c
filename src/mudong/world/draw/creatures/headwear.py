"""Hats, glasses and bows on heads with ears: small hats between the ears, glasses around the eyes, a bow at one ear."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

import skia

from mudong.world.draw.cloth import Weave, drape, tinted
from mudong.world.draw.creatures.ball import face_head
from mudong.world.draw.creatures.body import Body
from mudong.world.draw.creatures.features import ANIMAL
from mudong.world.draw.creatures.frame import Frame
from mudong.world.draw.creatures.shapes import Point, leaf, soft, tapered
from mudong.world.draw.creatures.wardrobe import Wardrobe
from mudong.world.draw.face import EDGE
from mudong.world.scene import Cloth


def draw_headwear(body: Body, worn: Wardrobe) -> None:
    """All that sits on the head."""
    if worn.glasses is not None:
        _glasses(body, worn.glasses)
    if worn.hat is not None:
        _hat(body, worn.hat)
    if worn.bow is not None:
        _bow(body, worn.bow)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Flat coordinates that lean with the head: x to the right, y up, in head units."""

    frame: Frame

    def at(self, x: float, y: float) -> Point:
        """Pixel."""
        u, k = self.frame.up, self.frame.size
        lean = hypot(u[0], u[1]) or 1.0
        a, b = u[0] / lean, u[1] / lean
        ox, oy = self.frame.at(0.0, 0.0, -0.1)
        return ox + k * (y * a - x * b), oy + k * (y * b + x * a)


def _hat(body: Body, cloth: Cloth) -> None:
    sheet, k = _Sheet(body.head), body.head.size
    weave = Weave.along(sheet.at(0, 1.2), sheet.at(0, 0.6), 0.3 * k)
    if cloth.kind == "cap":
        _cap(body, cloth, weave)
        return
    wide = 0.56 if cloth.kind == "hat" else 0.7
    tall = 1.62 if cloth.kind == "hat" else 1.5
    square = 0.9 if cloth.kind == "hat" else 0.66
    half = ((wide, 0.8), (wide * 1.0, 1.12), (wide * square, tall - 0.1))
    crown = [sheet.at(-x, y) for x, y in half] + [sheet.at(0, tall)] + [sheet.at(x, y) for x, y in reversed(half)]
    drape(body.pen, soft([*crown, sheet.at(0, 0.82)]), cloth, weave)
    band = Cloth(kind="band", colour=cloth.second if cloth.kind == "hat" else tinted(cloth.colour, -0.12))
    if cloth.kind == "hat":
        ribbon = tapered([sheet.at(-0.52, 0.98), sheet.at(0.0, 1.02), sheet.at(0.52, 0.98)], [0.09 * k] * 3)
        drape(body.pen, ribbon, band, weave, outline=False)
        brim = [sheet.at(x, y) for x, y in ((-1.0, 0.76), (-0.5, 0.88), (0.0, 0.9), (0.5, 0.88), (1.0, 0.76))]
        drape(body.pen, tapered(brim, [0.07 * k, 0.1 * k, 0.11 * k, 0.1 * k, 0.07 * k]), cloth, weave)
        return
    brim = [sheet.at(x, y) for x, y in ((-0.72, 0.72), (-0.36, 0.85), (0.0, 0.89), (0.36, 0.85), (0.72, 0.72))]
    drape(body.pen, tapered(brim, [0.15 * k] * 5), band, weave)
    body.pen.circle(*sheet.at(0, 1.56), 0.2 * k, cloth.second, outline=True)


def _cap(body: Body, cloth: Cloth, weave: Weave) -> None:
    sheet, frame, k = _Sheet(body.head), body.head, body.head.size
    visor = Cloth(kind="visor", colour=cloth.second if cloth.second != "#ffffff" else tinted(cloth.colour, -0.2))
    half = ((0.74, 0.68), (0.7, 1.05), (0.42, 1.32))
    dome = [sheet.at(-x, y) for x, y in half] + [sheet.at(0, 1.4)] + [sheet.at(x, y) for x, y in reversed(half)]
    shown = -frame.front[2]
    brim = [frame.at(s, u, f) for s, u, f in ((-0.5, 0.72, 0.75), (0.0, 0.74, 1.2), (0.5, 0.72, 0.75))]
    path = tapered(brim, [0.12 * k, 0.17 * k, 0.12 * k])
    if shown < 0:
        drape(body.pen, path, visor, weave)
    drape(body.pen, soft([*dome, sheet.at(0, 0.74)]), cloth, weave)
    if shown >= 0:
        drape(body.pen, path, visor, weave)
    body.pen.circle(*sheet.at(0, 1.4), 0.07 * k, visor.colour)


def _glasses(body: Body, cloth: Cloth) -> None:
    if body.pen.mask:
        return
    head, pen = face_head(body), body.pen
    rims = []
    for side in (-1, 1):
        with head.on(pen, side * ANIMAL.eye_longitude, ANIMAL.eye_latitude) as place:
            if place.facing > EDGE:
                ring = skia.Path.Circle(0.0, 0.0, 0.33)
                pen.shape(ring, "#ffffff38")
                pen.line(ring, cloth.colour, 0.085)
                rims.append(place)
    if len(rims) == 2:
        with head.on(pen, 0.0, ANIMAL.eye_latitude + 0.02):
            pen.line(skia.Path.Line(skia.Point(-0.1, 0.0), skia.Point(0.1, 0.0)), cloth.colour, 0.08)


def _bow(body: Body, cloth: Cloth) -> None:
    frame, k = body.head, body.head.size
    x, y = frame.at(0.5, 0.92, 0.3)
    (ax, ay), (bx, by) = frame.at(0.0, 0.0, 0.0), frame.at(0.0, 1.0, 0.0)
    length = hypot(bx - ax, by - ay) or 1.0
    ex, ey = -(by - ay) / length, (bx - ax) / length
    weave = Weave(origin=(x, y), pitch=0.28 * k)
    for side in (-1, 1):
        for rise in (0.16, -0.12):
            tip = (x + 0.46 * k * (side * ex + rise * ey), y + 0.46 * k * (side * ey - rise * ex))
            loop = leaf((x, y), tip, 0.42 * k, belly=0.72, end=0.45)
            drape(body.pen, loop, cloth, weave)
    body.pen.circle(x, y, 0.13 * k, tinted(cloth.colour, -0.15), outline=True)

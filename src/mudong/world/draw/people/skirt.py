"""Skirts: of dresses, on their own, and the chima of a hanbok. They follow both legs and lag behind the body."""

from __future__ import annotations

from math import hypot

import skia

from mudong.spec.joints import Joint
from mudong.world.draw.cloth import Weave, drape, tinted
from mudong.world.draw.pen import Pen, Vector, polygon, tube
from mudong.world.draw.people.figure import Figure
from mudong.world.scene import Cloth

_HEM = {"dress": 0.52, "skirt": 0.55, "chima": 0.93}
"""How far down the leg each skirt reaches, hip to ankle."""
_FLARE = {"dress": 1.5, "skirt": 1.45, "chima": 1.9}
_WAIST = {"dress": 0.55, "skirt": 0.72, "chima": 0.36}
"""Where each skirt begins on the trunk, 0 the neck, 1 the pelvis."""


def draw_skirt(pen: Pen, figure: Figure, cloth: Cloth) -> None:
    """From the waist over both thighs; the hem follows the knees and swings."""
    p = figure.points
    hem = _HEM[cloth.kind]
    waist = _WAIST[cloth.kind]
    ends: list[Vector] = []
    for side in (0, 1):
        hip, knee, ankle = p[Joint.HIP_L + side], p[Joint.KNEE_L + side], p[Joint.ANKLE_L + side]
        a, b, t = (hip, knee, 2 * hem) if hem < 0.5 else (knee, ankle, 2 * hem - 1)
        ends.append(_between(a, b, t))
    top = figure.station(waist)
    middle = (0.5 * (ends[0][0] + ends[1][0]), 0.5 * (ends[0][1] + ends[1][1]))
    dx, dy = middle[0] - top[0], middle[1] - top[1]
    length = hypot(dx, dy)
    least = 0.9 * figure.trunk
    if length < least:
        dx, dy = dx + (least - length) * figure.down[0], dy + (least - length) * figure.down[1]
        length = max(hypot(dx, dy), 1e-3)
    dx, dy = dx / length, dy / length
    ax, ay = dy, -dx
    swing = float(figure.subject.swing[1])
    # Wide enough for its cut, and always for the legs that stand in it.
    reach = _FLARE[cloth.kind] * figure.girth(figure.hip, 0.9 * figure.hip)
    knees = [p[Joint.KNEE_L], p[Joint.KNEE_R]]
    aside = [(x - middle[0]) * ax + (y - middle[1]) * ay for x, y in (*ends, *knees)]
    right = max(reach, max(aside) + 1.35 * figure.thigh)
    left = max(reach, -min(aside) + 1.35 * figure.thigh)
    width = figure.girth(figure.waist, 0.78 * figure.waist) * 1.03

    def at(along: float, out: float) -> Vector:
        # Cloth lags behind the body the more the lower it hangs.
        lag = -swing * length * along * along
        x = top[0] + along * length * dx + (out + lag) * ax
        return x, top[1] + along * length * dy + (out + lag) * ay

    path = skia.Path()
    path.moveTo(*at(0.0, -width))
    path.lineTo(*at(0.0, width))
    # Knees spread wide lift the sides of the bell.
    bulge_right, bulge_left = max(1.25 * width, 0.9 * max(aside[2:])), max(1.25 * width, -0.9 * min(aside[2:]))
    path.cubicTo(*at(0.25, bulge_right), *at(0.72, 0.94 * right), *at(0.97, right))
    path.cubicTo(*at(1.1, 0.6 * right), *at(1.1, -0.6 * left), *at(0.97, -left))
    path.cubicTo(*at(0.72, -0.94 * left), *at(0.25, -bulge_left), *at(0.0, -width))
    path.close()
    weave = Weave.along(at(0.0, 0.0), at(1.0, 0.0), 0.4 * figure.r)
    for side in (0, 1):
        hip, knee = p[Joint.HIP_L + side], p[Joint.KNEE_L + side]
        if not path.contains(*hip) or not path.contains(*_between(hip, knee, 0.6)):
            # Seated or striding, thighs leave the bell: cloth lies over them.
            lap = tube((figure.station(0.7), hip, _between(hip, knee, 0.85)), (0.85 * width, *[1.2 * figure.thigh] * 2))
            drape(pen, lap, cloth, weave)
    drape(pen, path, cloth, weave)
    if pen.mask:
        return
    with pen.inside(path):
        for fold in (-0.45, 0.0, 0.45):
            line = polygon([at(0.35, fold * width), at(1.05, fold * (right + left) / 2)], closed=False)
            pen.line(line, f"{tinted(cloth.colour, -0.3)}50", 0.06 * figure.r)
        if cloth.kind == "chima":
            pen.line(polygon([at(0.04, -1.5 * width), at(0.04, 1.5 * width)], closed=False), "#fffaf0", 0.16 * figure.r)


def _between(a: Vector, b: Vector, share: float) -> Vector:
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])

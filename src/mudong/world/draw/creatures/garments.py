"""Garments on the shared body: tops, trousers, skirts, sleeves, scarves and bags, cut after trunk and limbs."""

from __future__ import annotations

from math import hypot, sin

import skia

from mudong.spec.joints import Joint
from mudong.world.draw.cloth import Weave, drape, sleeve
from mudong.world.draw.creatures.body import Body, trunk_radii
from mudong.world.draw.creatures.colours import darker
from mudong.world.draw.creatures.shapes import Point, between, beyond, pear, string, tapered
from mudong.world.draw.creatures.wardrobe import LEGS, SKIRTS, SLEEVES, Wardrobe
from mudong.world.draw.pen import polygon
from mudong.world.scene import Cloth

PITCH = 0.08
"""Repeat of patterns in heights: large, so that small pictures show them."""


def dress_trunk(body: Body, worn: Wardrobe) -> None:
    """Trousers, tops, skirt and bib, from the inside out."""
    weave = Weave.along(body.joint(Joint.NECK), body.joint(Joint.PELVIS), PITCH * body.height)
    if worn.leg is not None and worn.leg.kind != "onesie":
        drape(body.pen, _seat(body, 0.36), worn.leg, weave)
    for top in worn.tops:
        drape(body.pen, _top(body, top), top, weave)
        if top.kind in ("coat", "jeogori"):
            _opening(body, top)
    if worn.skirt is not None:
        drape(body.pen, _skirt(body, worn.skirt), worn.skirt, weave)
    if worn.leg is not None and worn.leg.kind == "overalls":
        drape(body.pen, _seat(body, 0.42), worn.leg, weave)
        _bib(body, worn.leg, weave)


def dress_arm(body: Body, points: list[Point], worn: Wardrobe) -> None:
    """The sleeve of the outermost top."""
    if worn.sleeve is not None:
        radii = tuple(1.16 * r for r in body.build.arm)
        _tube(body, points, radii, worn.sleeve, SLEEVES[worn.sleeve.kind])


def dress_leg(body: Body, points: list[Point], worn: Wardrobe) -> None:
    """A leg of trousers."""
    if worn.leg is not None:
        radii = tuple(1.12 * r for r in body.build.leg)
        _tube(body, points, radii, worn.leg, LEGS[worn.leg.kind])


def draw_scarf(body: Body, cloth: Cloth) -> None:
    """A thick band around the neck with an end that hangs at the subject's left."""
    frame, k = body.trunk, body.trunk.size
    half = 1.35 * body.build.trunk[2] * body.subject.identity.girth
    weave = Weave.along(body.joint(Joint.NECK), body.joint(Joint.PELVIS), 0.7 * PITCH * body.height)
    if -frame.front[2] > -0.2:
        end = tapered([frame.at(0.2, 0.86, 0.42), frame.at(0.3, 0.6, 0.5), frame.at(0.3, 0.4, 0.5)], [0.1 * k] * 3)
        drape(body.pen, end, cloth, weave)
    e = _across(body)
    x, y = frame.at(0.0, 0.9, 0.06)
    band = [(x + s * half * k * e[0], y + s * half * k * e[1]) for s in (-0.9, 0.0, 0.9)]
    band[1] = (band[1][0], band[1][1] + 0.08 * k)
    drape(body.pen, tapered(band, [0.12 * k, 0.16 * k, 0.12 * k]), cloth, weave)


def draw_bag(body: Body, cloth: Cloth) -> None:
    """A bag at the subject's left hip, its strap over the right shoulder."""
    frame, k = body.trunk, body.trunk.size
    near = 0.45 if frame.away(0, 0, 1) < 0 else -0.3
    strap = string(
        [frame.at(-0.28, 0.95, near * 0.4), frame.at(0.1, 0.45, near * 1.1), frame.at(0.5, 0.02, near * 0.6)]
    )
    body.detail(strap, darker(cloth.colour, 0.35), 0.02)
    x, y = frame.at(0.52, -0.08, near * 0.7)
    box = skia.Rect.MakeLTRB(x - 0.24 * k, y - 0.17 * k, x + 0.24 * k, y + 0.2 * k)
    path = skia.Path.RRect(skia.RRect.MakeRectXY(box, 0.09 * k, 0.09 * k))
    drape(body.pen, path, cloth, Weave(origin=(x, y), pitch=0.7 * PITCH * body.height))
    body.pen.circle(x, y, 0.035 * k, cloth.second)


def _top(body: Body, cloth: Cloth) -> skia.Path:
    low, middle, high = trunk_radii(body)
    k = body.trunk.size
    hem = {"onesie": 0.0, "coat": -0.1, "jeogori": 0.4}.get(cloth.kind, 0.14)
    spine, neck = body.joint(Joint.SPINE), body.joint(Joint.NECK)
    start = body.trunk.at(0.0, hem, 0.0) if hem > 0.3 else _down(body, hem)
    bottom = 0.32 if cloth.kind == "onesie" else 0.13
    axis = [start, between(start, neck, 0.5) if hem > 0.3 else spine, between(spine, neck, 0.92)]
    wide = 1.14 if cloth.kind == "coat" else 1.05
    return pear(axis, (wide * low, 1.06 * middle, 1.08 * high), 0.12 * k, bottom * k)


def _seat(body: Body, rise: float) -> skia.Path:
    low, middle, _ = trunk_radii(body)
    k = body.trunk.size
    axis = [body.joint(Joint.PELVIS), body.trunk.at(0.0, rise * 0.5, 0.0), body.trunk.at(0.0, rise, 0.0)]
    return pear(axis, (1.05 * low, 1.05 * (low + middle) / 2, 1.04 * middle), 0.05 * k, 0.33 * k)


def _skirt(body: Body, cloth: Cloth) -> skia.Path:
    low, middle, _ = trunk_radii(body)
    rise = 0.72 if cloth.kind == "chima" else 0.42
    fall = SKIRTS[cloth.kind]
    e = _across(body)
    waist, hem = body.trunk.at(0.0, rise, 0.0), body.trunk.at(0.0, -fall, 0.0)
    sway = sin(float(body.subject.swing[1])) * (rise + fall) * body.trunk.size
    hem = (hem[0] + sway, hem[1])
    wide = low * (1.22 + 0.35 * fall)
    w = 1.04 * middle
    a, b = (waist[0] - w * e[0], waist[1] - w * e[1]), (waist[0] + w * e[0], waist[1] + w * e[1])
    c, d = (hem[0] + wide * e[0], hem[1] + wide * e[1]), (hem[0] - wide * e[0], hem[1] - wide * e[1])
    middle_hip = body.joint(Joint.PELVIS)
    path = skia.Path()
    path.moveTo(*a)
    path.lineTo(*b)
    path.quadTo(middle_hip[0] + 1.12 * low * e[0], middle_hip[1] + 1.12 * low * e[1], *c)
    sag = 0.14 * body.trunk.size
    path.quadTo(hem[0] - sag * body.trunk.up[0], hem[1] - sag * body.trunk.up[1] * 1.2, *d)
    path.quadTo(middle_hip[0] - 1.12 * low * e[0], middle_hip[1] - 1.12 * low * e[1], *a)
    path.close()
    return path


def _bib(body: Body, cloth: Cloth, weave: Weave) -> None:
    frame = body.trunk
    back = frame.away(0, 0, 1) > 0
    f = -0.3 if back else 0.34
    for side in (-1, 1):
        strap = string([frame.at(side * 0.24, 0.72, f), frame.at(side * 0.24, 1.0, 0.0)])
        body.detail(strap, darker(cloth.colour, 0.15), 0.03)
    if not back:
        corners = ((-0.3, 0.36), (0.3, 0.36), (0.26, 0.76), (-0.26, 0.76))
        path = polygon([frame.at(s, u, f) for s, u in corners])
        drape(body.pen, path, cloth, weave)
        for side in (-1, 1):
            body.pen.circle(*frame.at(side * 0.2, 0.7, f), 0.014 * body.height, cloth.second)


def _opening(body: Body, cloth: Cloth) -> None:
    frame = body.trunk
    if frame.away(0, 0, 1) > 0:
        return
    body.detail(
        string([frame.at(0, 0.92, 0.3), frame.at(0, 0.5, 0.45), frame.at(0, 0.05, 0.45)]),
        darker(cloth.colour, 0.4),
        0.01,
    )
    for rise in (0.66, 0.4, 0.16):
        x, y = frame.at(0.08, rise, 0.42)
        body.pen.circle(x, y, 0.014 * body.height, cloth.second)


def _tube(body: Body, points: list[Point], radii: tuple[float, ...], cloth: Cloth, share: float) -> None:
    girth = body.height * (0.75 + 0.25 * body.subject.identity.girth)
    (a, b, c), (ra, rb, rc) = points[:3], (r * girth for r in radii)
    first, second = hypot(b[0] - a[0], b[1] - a[1]), hypot(c[0] - b[0], c[1] - b[1])
    # Shares of the bones, not of their pictures: both are about equally long.
    if share <= 0.5:
        run, widths = [a, between(a, b, 2 * share)], (ra, ra + (rb - ra) * 2 * share)
    else:
        run, widths = [a, b, between(b, c, 2 * share - 1)], (ra, rb, rb + (rc - rb) * (2 * share - 1))
    if first + second > 1e-3:
        sleeve(body.pen, run, widths, cloth, PITCH * body.height)


def _across(body: Body) -> Point:
    """Unit vector on the screen across the trunk, to the right."""
    x, y = body.trunk.up[0], body.trunk.up[1]
    length = hypot(x, y)
    return (-y / length, x / length) if length > 1e-3 else (1.0, 0.0)


def _down(body: Body, hem: float) -> Point:
    pelvis, spine = body.joint(Joint.PELVIS), body.joint(Joint.SPINE)
    if hem >= 0:
        return between(pelvis, spine, 2 * hem)
    return beyond(spine, pelvis, -hem * body.trunk.size)

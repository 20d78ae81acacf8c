"""The trunk and what hangs from it: shirts, bibs, hanbok, coats, skirts, a scarf, a bag."""

from __future__ import annotations

from math import hypot, sin

import skia

from mudong.spec.joints import Joint
from mudong.world.draw.cloth import Weave, drape, tinted
from mudong.world.draw.pen import Pen, Vector, polygon, smooth, tube
from mudong.world.draw.people.figure import Figure
from mudong.world.kinds import Species
from mudong.world.scene import Cloth

_HEM = {"dress": 0.52, "skirt": 0.55, "chima": 0.93}
"""How far down the leg each skirt reaches, hip to ankle."""
_FLARE = {"dress": 1.5, "skirt": 1.45, "chima": 1.9}
_WAIST = {"dress": 0.55, "skirt": 0.72, "chima": 0.36}
"""Where each skirt begins on the trunk, 0 the neck, 1 the pelvis."""


def draw_seat(pen: Pen, figure: Figure, *, outline: bool) -> None:
    """The upper end of what the legs wear. Drawn with its contour before the legs and bare after them, it joins both
    to one garment without a seam.
    """  # fmt: skip
    leg = figure.outfit.leg
    if leg is None:
        return
    path = _outline(figure, 0.62, 1.1, loose=1.02) if leg.kind != "onesie" else _outline(figure, 0.0, 1.12)
    drape(pen, path, leg, _weave(figure), outline=outline)


def draw_trunk(pen: Pen, figure: Figure) -> None:
    """The neck, all tops and the skirt, in the order they are worn."""
    skin = figure.subject.identity.skin
    neck = figure.points[Joint.NECK]
    pen.limb((figure.head.centre, neck), (0.3 * figure.r, 0.32 * figure.r), tinted(skin, -0.08), outline=True)
    outfit = figure.outfit
    skirt_over = outfit.skirt is not None and outfit.skirt.kind == "skirt"
    if outfit.skirt is not None and not skirt_over:
        _skirt(pen, figure, outfit.skirt)
    for top in outfit.tops:
        _top(pen, figure, top)
    if outfit.skirt is not None and skirt_over:
        _skirt(pen, figure, outfit.skirt)


def draw_scarf(pen: Pen, figure: Figure) -> None:
    """Wound around the neck, one end hanging and swinging."""
    scarf = figure.outfit.scarf
    if scarf is None:
        return
    r, width = figure.r, figure.girth(0.85 * figure.shoulder, 0.7 * figure.shoulder)
    side = -1.0 if figure.facing > 0.3 else 1.0
    swing = float(figure.subject.swing[1])
    knot = figure.station(0.16, 0.35 * side * width)
    end = figure.station(0.75, 0.45 * side * width - swing * 0.6 * figure.trunk)
    weave = Weave(origin=knot, pitch=0.3 * r)
    drape(pen, tube((knot, end), (0.17 * r, 0.22 * r)), scarf, weave)
    left, right, low = figure.station(0.05, -width), figure.station(0.05, width), figure.station(0.16)
    drape(pen, tube((left, low, right), (0.17 * r, 0.24 * r, 0.17 * r)), scarf, weave)


def draw_bag(pen: Pen, figure: Figure) -> None:
    """A handbag at the hip, its strap across the chest."""
    bag = figure.outfit.bag
    if bag is None:
        return
    width = figure.girth(figure.shoulder, 0.7 * figure.shoulder)
    side = -1.0 if figure.facing > 0.3 else 1.0
    hip = figure.station(0.98, side * figure.girth(figure.hip, 0.75 * figure.hip))
    start = figure.station(0.06, -side * 0.7 * width)
    strap = skia.Path()
    strap.moveTo(*start)
    strap.quadTo(*figure.station(0.55, side * 0.15 * width), *hip)
    pen.line(strap, tinted(bag.colour, -0.35), 0.09 * figure.r)
    size = 0.42 * figure.r
    x, y = hip
    body = smooth([(x - size, y), (x + size, y), (x + 1.08 * size, y + 1.1 * size), (x, y + 1.3 * size),
                   (x - 1.08 * size, y + 1.1 * size)])  # fmt: skip
    drape(pen, body, bag, Weave(origin=(x, y + 0.6 * size), pitch=0.5 * size))
    if not pen.mask:
        with pen.inside(body):
            flap = smooth([(x - 1.2 * size, y - 0.3 * size), (x + 1.2 * size, y - 0.3 * size),
                           (x + 0.9 * size, y + 0.45 * size), (x, y + 0.68 * size), (x - 0.9 * size, y + 0.45 * size)])  # fmt: skip
            pen.shape(flap, tinted(bag.colour, -0.18))
            pen.circle(x, y + 0.62 * size, 0.14 * size, "#f6cf6a")


def _outline(figure: Figure, top: float, bottom: float, *, flare: float = 1.0, loose: float = 1.0) -> skia.Path:
    """The trunk from station `top` to `bottom`, `flare` times as wide at the bottom; bellies bulge to the front."""

    def half(along: float) -> float:
        shoulder, waist, hip = loose * figure.shoulder, loose * figure.waist, loose * figure.hip
        if along < 0.12:
            wide = (0.55 + 3.6 * along) * shoulder
        elif along < 0.6:
            wide = shoulder + (along - 0.12) / 0.48 * (waist - shoulder)
        else:
            wide = waist + (along - 0.6) / 0.4 * (hip - waist)
        deep = max(0.72 * shoulder, 0.78 * wide)
        return figure.girth(wide, deep)

    middle = 0.5 * (top + bottom)
    stations = [top, top + 0.12, top + 0.36 * (bottom - top), top + 0.68 * (bottom - top), bottom - 0.08]
    right: list[Vector] = []
    left: list[Vector] = []
    for along in stations:
        reach = half(along) * (1.0 + (flare - 1.0) * max(0.0, (along - middle) / (bottom - middle)))
        bulge = figure.belly * figure.shoulder * figure.facing * max(0.0, sin(2.6 * min(along, 1.1)))
        right.append(figure.station(along, reach + max(bulge, 0.15 * bulge)))
        left.append(figure.station(along, -reach + min(bulge, 0.15 * bulge)))
    edge = flare * half(bottom) * 0.62
    low = [figure.station(bottom + 0.03, edge), figure.station(bottom + 0.03, -edge)]
    return smooth([*right, *low, *reversed(left)])


def _weave(figure: Figure) -> Weave:
    return Weave.along(figure.points[Joint.NECK], figure.points[Joint.PELVIS], 0.34 * figure.r)


def _top(pen: Pen, figure: Figure, top: Cloth) -> None:
    weave = _weave(figure)
    if top.kind == "overalls":
        _overalls(pen, figure, top, weave)
        return
    reach = {"dress": 0.68, "jeogori": 0.52, "coat": 1.5, "onesie": 1.14}.get(top.kind, 1.0)
    flare = {"coat": 1.5, "jeogori": 1.12, "shirt": 1.06}.get(top.kind, 1.0)
    path = _outline(figure, 0.0, reach, flare=flare, loose=1.1 if top.kind in ("coat", "jeogori") else 1.0)
    if top.kind != "onesie":
        drape(pen, path, top, weave)
    if pen.mask:
        return
    with pen.inside(path):
        _details(pen, figure, top)
    if top.kind == "jeogori":
        _ribbon(pen, figure, top)


def _details(pen: Pen, figure: Figure, top: Cloth) -> None:
    """Collars and buttons; they slide towards the side that the body faces."""
    width = figure.girth(figure.shoulder, 0.72 * figure.shoulder)
    shift = 0.85 * width * figure.facing
    r = figure.r
    if _turned_away(figure):
        return
    dark, light = tinted(top.colour, -0.22), tinted(top.colour, 0.5)
    if top.kind == "jeogori":
        for start, end in (((0.0, -0.42), (0.52, 0.16)), ((0.0, 0.42), (0.42, -0.1))):
            line = polygon([figure.station(start[0], shift + start[1] * width),
                            figure.station(end[0], shift + end[1] * width)], closed=False)  # fmt: skip
            pen.line(line, tinted(top.second if top.second != top.colour else "#3d74b8", -0.05), 0.2 * r)
            pen.line(line, "#fffdf6", 0.1 * r)
    elif top.kind == "coat":
        seam = polygon([figure.station(0.1, shift), figure.station(1.5, shift * 0.9)], closed=False)
        pen.line(seam, dark, 0.04 * r)
        for side in (-1, 1):
            lapel = polygon([figure.station(0.0, shift + side * 0.1 * width), figure.station(-0.02, shift + side * 0.55 * width),
                             figure.station(0.3, shift + side * 0.5 * width), figure.station(0.48, shift)])  # fmt: skip
            pen.shape(lapel, dark)
        for along in (0.62, 0.88, 1.14):
            pen.circle(*figure.station(along, shift + 0.16 * width), 0.07 * r, light)
    elif top.kind == "onesie":
        collar = smooth([figure.station(0.0, shift - 0.55 * width), figure.station(0.2, shift), figure.station(0.0, shift + 0.55 * width)],
                        closed=False)  # fmt: skip
        pen.line(collar, light, 0.1 * r)
        for along in (0.36, 0.58, 0.8):
            pen.circle(*figure.station(along, shift), 0.07 * r, light)
    elif top.kind in ("shirt", "dress"):
        collar = smooth([figure.station(-0.02, shift - 0.5 * width), figure.station(0.16, shift), figure.station(-0.02, shift + 0.5 * width)],
                        closed=False)  # fmt: skip
        pen.line(collar, light if top.kind == "dress" else dark, 0.09 * r)


def _turned_away(figure: Figure) -> bool:
    """Whether the body shows its back."""
    return abs(figure.subject.yaw) > 1.75


def _ribbon(pen: Pen, figure: Figure, top: Cloth) -> None:
    """The goreum: two long ribbons from a bow on the chest."""
    if _turned_away(figure):
        return
    width = figure.girth(figure.shoulder, 0.72 * figure.shoulder)
    shift = 0.85 * width * figure.facing + 0.05 * width
    swing = 0.5 * float(figure.subject.swing[1]) * figure.trunk
    colour = top.second if top.second != "#ffffff" else "#d8434e"
    knot = figure.station(0.46, shift)
    for side, length in ((-0.12, 1.12), (0.2, 0.98)):
        pen.limb(
            (knot, figure.station(length, shift + side * width - swing)), (0.07 * figure.r, 0.1 * figure.r), colour
        )
    pen.limb((knot, figure.station(0.4, shift + 0.42 * width)), (0.07 * figure.r, 0.12 * figure.r), colour)
    pen.circle(*knot, 0.1 * figure.r, tinted(colour, -0.12))


def _overalls(pen: Pen, figure: Figure, top: Cloth, weave: Weave) -> None:
    drape(pen, _outline(figure, 0.62, 1.1, loose=1.02), top, weave, outline=False)
    width = figure.girth(figure.shoulder, 0.72 * figure.shoulder)
    shift = 0.45 * width * figure.facing
    for side in (-1, 1):
        strap = polygon([figure.station(0.0, shift + side * 0.55 * width), figure.station(0.42, shift + side * 0.5 * width)],
                        closed=False)  # fmt: skip
        pen.line(strap, tinted(top.colour, -0.15), 0.16 * figure.r)
    if _turned_away(figure):
        return
    bib = smooth([figure.station(0.32, shift - 0.52 * width), figure.station(0.32, shift + 0.52 * width),
                  figure.station(0.75, shift + 0.72 * width), figure.station(0.75, shift - 0.72 * width)])  # fmt: skip
    drape(pen, bib, top, weave)
    if pen.mask:
        return
    for side in (-1, 1):
        pen.circle(*figure.station(0.4, shift + side * 0.42 * width), 0.08 * figure.r, "#ffe08a")
    pocket = smooth([figure.station(0.52, shift - 0.25 * width), figure.station(0.52, shift + 0.25 * width),
                     figure.station(0.72, shift)])  # fmt: skip
    pen.shape(pocket, tinted(top.colour, -0.16))


def _skirt(pen: Pen, figure: Figure, cloth: Cloth) -> None:
    """From the waist over both thighs; the hem follows the knees and swings."""
    p = figure.points
    hem = _HEM[cloth.kind]
    waist = _WAIST[cloth.kind]
    ends: list[Vector] = []
    for side in (0, 1):
        hip, knee, ankle = p[Joint.HIP_L + side], p[Joint.KNEE_L + side], p[Joint.ANKLE_L + side]
        a, b, t = (hip, knee, 2 * hem) if hem < 0.5 else (knee, ankle, 2 * hem - 1)
        ends.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
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
    aside = [(x - middle[0]) * ax + (y - middle[1]) * ay for x, y in ends]
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
    path.cubicTo(*at(0.3, 1.25 * width), *at(0.75, 0.92 * right), *at(0.97, right))
    path.cubicTo(*at(1.1, 0.6 * right), *at(1.1, -0.6 * left), *at(0.97, -left))
    path.cubicTo(*at(0.75, -0.92 * left), *at(0.3, -1.25 * width), *at(0.0, -width))
    path.close()
    weave = Weave.along(
        at(0.0, 0.0), at(1.0, 0.0), (0.42 if figure.subject.identity.species in _TALL else 0.34) * figure.r
    )
    drape(pen, path, cloth, weave)
    if pen.mask:
        return
    with pen.inside(path):
        for fold in (-0.45, 0.0, 0.45):
            line = polygon([at(0.35, fold * width), at(1.05, fold * (right + left) / 2)], closed=False)
            pen.line(line, f"{tinted(cloth.colour, -0.3)}50", 0.06 * figure.r)
        if cloth.kind == "chima":
            pen.line(polygon([at(0.04, -1.5 * width), at(0.04, 1.5 * width)], closed=False), "#fffaf0", 0.16 * figure.r)


_TALL = (Species.WOMAN, Species.MAN, Species.GRANDMOTHER)

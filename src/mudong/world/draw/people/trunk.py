"""The trunk and its tops: shirts, bibs, hanbok jackets, coats. They follow neck, spine and pelvis."""

from __future__ import annotations

from math import sin

import skia

from mudong.spec.joints import Joint
from mudong.world.draw.cloth import Weave, drape, tinted
from mudong.world.draw.pen import Pen, Vector, polygon, smooth, tube
from mudong.world.draw.people.figure import Figure
from mudong.world.draw.people.skirt import draw_skirt
from mudong.world.scene import Cloth


def draw_seat(pen: Pen, figure: Figure, *, outline: bool) -> None:
    """The upper end of what the legs wear. Drawn with its contour before the legs and bare after them, it joins both
    to one garment without a seam.
    """  # fmt: skip
    leg = figure.outfit.leg
    if leg is None:
        return
    path = _outline(figure, 0.72, 1.1, loose=0.9) if leg.kind != "onesie" else _outline(figure, 0.0, 1.12)
    if outline:
        pen.shape(path, leg.colour, outline=True)
    else:
        drape(pen, path, leg, _weave(figure), outline=False)


def draw_neck(pen: Pen, figure: Figure) -> None:
    """What shows between chin and collar."""
    skin = tinted(figure.subject.identity.skin, -0.08)
    ends = (figure.head.centre, figure.points[Joint.NECK])
    pen.limb(ends, (0.3 * figure.r, 0.32 * figure.r), skin, outline=True)


def draw_trunk(pen: Pen, figure: Figure) -> None:
    """All tops and the skirt, in the order they are worn."""
    outfit = figure.outfit
    skirt_over = outfit.skirt is not None and outfit.skirt.kind == "skirt"
    if outfit.skirt is not None and not skirt_over:
        draw_skirt(pen, figure, outfit.skirt)
    for top in outfit.tops:
        _top(pen, figure, top)
    if outfit.skirt is not None and skirt_over:
        draw_skirt(pen, figure, outfit.skirt)


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
        plump = 0.5 * figure.belly * min(1.0, max(0.0, 2.5 * (1.05 - along)))
        deep = max((0.74 if along < 0.8 else 0.6) * shoulder, (0.78 + plump) * wide)
        return figure.girth(wide, deep)

    middle = 0.5 * (top + bottom)
    stations = [top, top + 0.12, top + 0.36 * (bottom - top), top + 0.68 * (bottom - top), bottom - 0.08]
    right: list[Vector] = []
    left: list[Vector] = []
    for along in stations:
        reach = half(along) * (1.0 + (flare - 1.0) * max(0.0, (along - middle) / (bottom - middle)))
        if along == top > 0.3:
            reach *= 0.93  # A closed curve swells at its corners.
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
    reach = {"dress": 0.68, "jeogori": 0.52 if figure.outfit.skirt else 0.78, "coat": 1.5, "onesie": 1.14}.get(
        top.kind, 1.0
    )
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

    def around(low: float, out: float, high: float = 0.0) -> skia.Path:
        """A neckline from shoulder to shoulder."""
        points = ((high, -out), (low, 0.0), (high, out))
        return smooth([figure.station(along, shift + aside * width) for along, aside in points], closed=False)

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
            corners = ((0.0, 0.1), (-0.02, 0.55), (0.3, 0.5), (0.48, 0.0))
            lapel = polygon([figure.station(along, shift + side * out * width) for along, out in corners])
            pen.shape(lapel, dark)
        for along in (0.62, 0.88, 1.14):
            pen.circle(*figure.station(along, shift + 0.16 * width), 0.07 * r, light)
    elif top.kind == "onesie":
        pen.line(around(0.2, 0.55), light, 0.1 * r)
        for along in (0.36, 0.58, 0.8):
            pen.circle(*figure.station(along, shift), 0.07 * r, light)
    elif top.kind in ("shirt", "dress"):
        pen.line(around(0.16, 0.5, -0.02), light if top.kind == "dress" else dark, 0.09 * r)


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
    drape(pen, _outline(figure, 0.64, 1.06, loose=1.02), top, weave)
    # Over the contour between seat and legs, which are one piece.
    p = figure.points
    seams = [
        (p[hip][0] + 0.18 * (p[knee][0] - p[hip][0]), p[hip][1] + 0.18 * (p[knee][1] - p[hip][1]))
        for hip, knee in ((Joint.HIP_L, Joint.KNEE_L), (Joint.HIP_R, Joint.KNEE_R))
    ]
    patch = tube((seams[0], p[Joint.PELVIS], seams[1]), [0.9 * figure.thigh] * 3)
    drape(pen, patch, top, weave, outline=False, flat=True)
    width = figure.girth(figure.shoulder, 0.72 * figure.shoulder)
    shift = 0.45 * width * figure.facing
    for side in (-1, 1):
        ends = ((0.0, 0.55), (0.42, 0.5))
        strap = polygon([figure.station(a, shift + side * b * width) for a, b in ends], closed=False)
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

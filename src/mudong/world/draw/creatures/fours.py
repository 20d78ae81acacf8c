"""Cats and dogs on all fours: trunk, legs and tail through the joints from any side; heads are those of upright ones.

Lengths are shares of the height that the animal has upright, so that both have the same size of picture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, hypot, sin

import skia

from mudong.spec.joints import Joint
from mudong.world.draw.creatures.body import ARMS, LEGS, Body, Kind
from mudong.world.draw.creatures.colours import darker, lighter
from mudong.world.draw.creatures.fours_coat import coat_marks, feathers, leg_marks, tail_of
from mudong.world.draw.creatures.fours_wear import dress_chest, dress_leg, dress_rump, wear_over
from mudong.world.draw.creatures.frame import Frame, spot
from mudong.world.draw.creatures.headwear import draw_headwear
from mudong.world.draw.creatures.shapes import Point, merged, tapered
from mudong.world.draw.creatures.wardrobe import wardrobe_of
from mudong.world.draw.pen import Glow, Gradient, Pen
from mudong.world.draw.subject import Subject
from mudong.world.kinds import Species


@dataclass(frozen=True, slots=True)
class Flesh:
    """Radii. trunk: rump, belly, chest, neck; fore: shoulder, elbow, wrist, paw; hind: hip, knee, hock, paw."""

    trunk: tuple[float, float, float, float]
    fore: tuple[float, float, float, float]
    hind: tuple[float, float, float, float]


_DOG = Flesh((0.135, 0.122, 0.15, 0.12), (0.07, 0.052, 0.043, 0.047), (0.105, 0.07, 0.042, 0.046))
_CAT = Flesh((0.125, 0.112, 0.115, 0.10), (0.06, 0.045, 0.038, 0.043), (0.095, 0.062, 0.037, 0.042))
_SINKS = 0.035
"""The middle of the flesh lies so far under the joints of the back."""
_SIDEWAYS = 3.5
"""How much more the side of a leg counts for the order of drawing than whether it is fore or hind."""


@dataclass(frozen=True, slots=True)
class Fours:
    """One animal being drawn. spine: pixels of rump, belly, chest, neck; radii: of these. ahead: where it faces."""

    body: Body
    flesh: Flesh
    frame: Frame
    spine: list[Point]
    radii: list[float]
    thick: float

    @property
    def ahead(self) -> Point:
        """Forward on the screen, one upright height long."""
        x, y, _ = self.frame.vector(0.0, 0.0, 1.0)
        return x, y

    @property
    def frontal(self) -> bool:
        """Whether the chest hides the rump."""
        return self.frame.front[2] < -0.85

    @property
    def haunch(self) -> Point:
        """Where the tail grows."""
        (x, y), r = self.spine[0], self.radii[0]
        return x - 0.75 * r * self.frame.front[0], y - 0.42 * r


def draw_on_fours(pen: Pen, subject: Subject, kind: Kind) -> None:
    """Everything of one animal, far to near."""
    worn = wardrobe_of(subject.identity)
    coat = kind.coat(subject)
    if worn.shoe is not None:
        coat = replace(coat, foot=worn.shoe.colour, hand=worn.shoe.colour)
    fours = _measured(Body.of(pen, subject, kind.build, coat))
    legs = [
        _Leg.of(fours, hind, side, covered=worn.sleeve is not None and not hind)
        for hind in (False, True)
        for side in (1, -1)
    ]
    legs.sort(key=lambda leg: -leg.order)
    tail_of(fours)
    for leg in legs:
        _contour(fours, leg)
        if leg.order > 0:
            _limb(fours, leg, None)
            dress_leg(fours, leg.points, leg.radii, worn, hind=leg.hind)
    if fours.frontal:
        dress_rump(fours, worn)
    trunk = _trunk(fours)
    if not fours.frontal:
        dress_rump(fours, worn)
    dress_chest(fours, trunk, worn)
    for leg in legs:
        if leg.order <= 0:
            _limb(fours, leg, trunk, melt=leg.hind or not worn.covers_chest)
            dress_leg(fours, leg.points, leg.radii, worn, hind=leg.hind)
    wear_over(fours, worn)
    kind.head(fours.body)
    draw_headwear(fours.body, worn)


def _measured(body: Body) -> Fours:
    subject = body.subject
    flesh = _CAT if subject.identity.species is Species.CAT else _DOG
    thick = body.height * (0.6 + 0.4 * subject.identity.girth)
    yaw = subject.yaw
    frame = Frame(
        spot(subject, Joint.PELVIS),
        body.height,
        (cos(yaw), 0.0, sin(yaw)),
        (0.0, -1.0, 0.0),
        (sin(yaw), 0.0, -cos(yaw)),
    )
    sink = _SINKS * body.height
    left, right = body.joint(Joint.SHOULDER_L), body.joint(Joint.SHOULDER_R)
    chest = (0.5 * (left[0] + right[0]), 0.5 * (left[1] + right[1]))
    rump, belly, neck = body.joint(Joint.PELVIS), body.joint(Joint.SPINE), body.joint(Joint.NECK)
    spine = [(rump[0], rump[1] + sink), (belly[0], belly[1] + sink), chest, (neck[0], neck[1] + 0.02 * body.height)]
    swell = 1 + 0.02 * subject.breath
    radii = [r * thick * (swell if i == 1 else 1.0) for i, r in enumerate(flesh.trunk)]
    return Fours(body, flesh, frame, spine, radii, thick)


def _trunk(fours: Fours) -> skia.Path:
    """Trunk and neck in one contour, with what is fluffy; returns it."""
    pen, fur = fours.body.pen, fours.body.coat.fur
    fluff = feathers(fours)
    path = merged(tapered(fours.spine, fours.radii), *fluff)
    if pen.outline > 0 and not fluff:
        pen.shape(tapered(fours.spine, fours.radii, grown=pen.outline), pen.ink)
    top = min(y - r for (_, y), r in zip(fours.spine[:3], fours.radii[:3], strict=True))
    bottom = max(y + r for (_, y), r in zip(fours.spine[:3], fours.radii[:3], strict=True))
    shade = Gradient((0.0, top), (0.0, bottom), (lighter(fur, 0.14), fur, darker(fur, 0.1)))
    pen.shape(path, shade, outline=bool(fluff))
    if not pen.mask:
        with pen.inside(path):
            coat_marks(fours)
    return path


@dataclass(frozen=True, slots=True)
class _Leg:
    """points, radii: what it runs through, pixels. order: over 0 it stands behind the trunk. first: of the
    points that is not within a top.
    """

    hind: bool
    order: float
    points: list[Point]
    radii: list[float]
    first: int

    @property
    def bare(self) -> tuple[list[Point], list[float]]:
        """Points and radii that no top covers."""
        return self.points[self.first :], self.radii[self.first :]

    @classmethod
    def of(cls, fours: Fours, hind: bool, side: int, *, covered: bool) -> _Leg:
        """The leg of that side, 1: the left. covered: its upper part is within a top."""
        body, flesh, (ax, ay) = fours.body, fours.flesh, fours.ahead
        points = [body.joint(joint) for joint in (LEGS if hind else ARMS)[side]]
        radii = [r * fours.thick for r in (flesh.hind if hind else flesh.fore)]
        x, y = points[-1]
        if hind:
            # The joint of the paw lies low in it.
            points[-1] = (x, y - 0.55 * radii[3])
            points.append((x + 0.035 * ax, y + 0.035 * ay - 0.55 * radii[3]))
            radii.append(radii[3])
        else:
            points[-1] = (x, y - 0.1 * radii[2])
            points.append((x + 0.035 * ax, y + 0.035 * ay + 0.9 * radii[2] - radii[3]))
        order = _SIDEWAYS * 0.06 * side * fours.frame.side[2] + (-0.23 if hind else 0.23) * fours.frame.front[2]
        return cls(hind, order, points, radii, 1 if covered else 0)


def _contour(fours: Fours, leg: _Leg) -> None:
    """Under the trunk, so that it shows around both together."""
    pen = fours.body.pen
    if pen.outline > 0:
        pen.shape(tapered(*leg.bare, grown=pen.outline), pen.ink)


def _limb(fours: Fours, leg: _Leg, trunk: skia.Path | None, *, melt: bool = False) -> None:
    """The leg itself; where it lies on the trunk a soft edge sets it off. melt: its top is lost in the fur."""
    pen, coat = fours.body.pen, fours.body.coat
    colour, end = (coat.leg, coat.foot) if leg.hind else (coat.arm, coat.hand)
    if trunk is None:
        colour, end = darker(colour, 0.14), darker(end, 0.1)
    elif pen.outline > 0:
        with pen.inside(trunk):
            pen.shape(tapered(*leg.bare, grown=pen.outline), darker(colour, 0.3))
    path = tapered(*leg.bare)
    pen.shape(path, Gradient(leg.points[0], leg.points[-1], (colour, colour, darker(colour, 0.08))))
    if pen.mask:
        return
    if trunk is not None and melt:
        with pen.inside(trunk):
            _melt(fours, leg.points[0], leg.radii[0], colour)
    with pen.inside(path):
        leg_marks(fours, leg.points, leg.radii, hind=leg.hind, far=trunk is None)
    if end != colour:
        pen.shape(tapered(leg.points[-2:], leg.radii[-2:]), end)
    _toes(fours, leg.points[-1], leg.radii[-1], end)


def _melt(fours: Fours, at: Point, radius: float, fur: str) -> None:
    """Hides the upper edge of a shoulder or a thigh in the trunk."""
    r = 1.25 * radius
    x, y = at[0], at[1] - 0.3 * radius
    fours.body.pen.circle(x, y, r, Glow((x, y), r, (fur, fur, fur, fur + "00")))


def _toes(fours: Fours, at: Point, radius: float, colour: str) -> None:
    """Two short lines that make a paw."""
    ax, _ = fours.ahead
    lean = 0.3 * radius * ax / max(hypot(*fours.ahead), fours.body.height)
    for k in (-0.3, 0.3):
        x = at[0] + lean + k * radius
        path = skia.Path()
        path.moveTo(x, at[1] + 0.25 * radius)
        path.lineTo(x + 0.3 * lean, at[1] + 0.8 * radius)
        fours.body.detail(path, darker(colour, 0.4), 0.008)

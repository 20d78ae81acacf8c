"""The body that all creatures share: trunk, arms and legs through the joints, drawn from far to near.

A species gives its `Build` and paints its own marks, tail and head; nothing here knows which species there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Protocol

import skia

from mudong.spec.joints import Joint
from mudong.world.draw.creatures.colours import darker, lighter
from mudong.world.draw.creatures.frame import Frame, head_frame, trunk_frame
from mudong.world.draw.creatures.shapes import Point, between, beyond, merged, pear, tapered
from mudong.world.draw.pen import Fill, Glow, Gradient, Pen
from mudong.world.draw.subject import Subject

ARMS = {
    1: (Joint.SHOULDER_L, Joint.ELBOW_L, Joint.WRIST_L),
    -1: (Joint.SHOULDER_R, Joint.ELBOW_R, Joint.WRIST_R),
}
LEGS = {
    1: (Joint.HIP_L, Joint.KNEE_L, Joint.ANKLE_L, Joint.TOE_L),
    -1: (Joint.HIP_R, Joint.KNEE_R, Joint.ANKLE_R, Joint.TOE_R),
}
"""Joints of the limbs, by side: 1 is the subject's left."""


_HEEL, _TOE = 0.03, 0.012
"""Heights of ankle and toe joints over the ground, in heights of the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """Proportions. trunk: half widths at pelvis, spine and neck in trunk lengths; limbs: radii in heights.

    head: half width, height and depth of the head's ball in head units (half the way from neck to crown).
    """

    trunk: tuple[float, float, float] = (0.5, 0.5, 0.32)
    arm: tuple[float, float, float] = (0.052, 0.05, 0.048)
    hand: float = 0.056
    leg: tuple[float, float, float] = (0.075, 0.066, 0.06)
    foot: float = 0.062
    toes: bool = True
    head: tuple[float, float, float] = (1.2, 1.06, 1.06)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coat:
    """Colours of the parts: fur of trunk and head, belly, arms, legs, hands, feet, ears and what is in them, nose."""

    fur: str
    belly: str
    arm: str
    leg: str
    hand: str
    foot: str
    ear: str
    inner: str
    nose: str = "#4a3033"

    @classmethod
    def even(cls, fur: str, *, belly: str, inner: str, ear: str = "", nose: str = "#4a3033") -> Coat:
        """One fur from ears to feet; ear: of another shade."""
        return cls(fur=fur, belly=belly, arm=fur, leg=fur, hand=fur, foot=fur, ear=ear or fur, inner=inner, nose=nose)


@dataclass(frozen=True, slots=True)
class Body:
    """One creature being drawn: the pen, the subject, its frames, its height in pixels, its colours.

    points: pixels of the 21 joints; depth: metres.
    """

    pen: Pen
    subject: Subject
    head: Frame
    trunk: Frame
    height: float
    build: Build
    coat: Coat
    points: list[Point]
    depth: list[float]

    @classmethod
    def of(cls, pen: Pen, subject: Subject, build: Build, coat: Coat) -> Body:
        """The body of a subject."""
        points: list[Point] = [(x, y) for x, y in subject.joints.tolist()]
        depth: list[float] = subject.depth.tolist()
        return cls(pen, subject, head_frame(subject), trunk_frame(subject), subject.height, build, coat, points, depth)

    def joint(self, joint: Joint) -> Point:
        """Pixel of a joint."""
        return self.points[joint]

    def behind(self, joint: Joint, other: Joint) -> float:
        """How far a joint lies behind another, in heights."""
        return (self.depth[joint] - self.depth[other]) * self.subject.unit / self.height

    @property
    def yaw_share(self) -> float:
        """1 facing the camera, 0 in profile, negative from behind."""
        return -self.trunk.front[2]

    def detail(self, path: skia.Path, colour: str, width: float) -> None:
        """A line `width` heights wide."""
        self.pen.line(path, colour, width * self.height)


class Kind(Protocol):
    """What a species adds to the shared body."""

    build: Build

    def coat(self, subject: Subject) -> Coat:
        """Its colours."""
        ...

    def back(self, body: Body) -> None:
        """What grows behind the trunk: tail, wings, spikes."""
        ...

    def trunk(self, body: Body, path: skia.Path) -> None:
        """Marks on the trunk, drawn inside `path`."""
        ...

    def limb(self, body: Body, path: skia.Path, points: list[Point], *, leg: bool) -> None:
        """Marks on one limb, to be kept inside `path`; points from its root to its end."""
        ...

    def head(self, body: Body) -> None:
        """The head and the face."""
        ...


def trunk_radii(body: Body) -> tuple[float, float, float]:
    """Half widths on the screen at pelvis, spine and neck; the spine's swells a little with each breath."""
    low, middle, high = body.build.trunk
    k = body.trunk.size * body.subject.identity.girth * (0.86 + 0.14 * abs(body.yaw_share))
    return low * k, middle * k * (1 + 0.025 * body.subject.breath), high * k


def trunk_path(body: Body) -> skia.Path:
    """The trunk's outline."""
    k = body.trunk.size
    axis = [body.joint(Joint.PELVIS), body.joint(Joint.SPINE), body.joint(Joint.NECK)]
    axis[2] = (axis[1][0] * 0.1 + axis[2][0] * 0.9, axis[1][1] * 0.1 + axis[2][1] * 0.9)
    return pear(axis, trunk_radii(body), 0.14 * k, 0.3 * k)


def draw_trunk(body: Body, kind: Kind) -> skia.Path:
    """The trunk with its marks; returns its outline."""
    path = trunk_path(body)
    top, bottom = body.trunk.at(0, 1, 0), body.trunk.at(0, -0.45, 0)
    fur = body.coat.fur
    body.pen.shape(path, Gradient(top, bottom, (lighter(fur, 0.1), fur, darker(fur, 0.12))), outline=True)
    if not body.pen.mask:
        with body.pen.inside(path):
            kind.trunk(body, path)
    return path


def draw_arm(body: Body, kind: Kind, side: int, *, melt: bool) -> list[Point]:
    """An arm; `melt` hides its contour where it grows out of the trunk. Returns the points it runs through."""
    pen, coat, thick = body.pen, body.coat, _thick(body)
    points = [body.joint(j) for j in ARMS[side]]
    points.append(beyond(points[1], points[2], 0.016 * body.height))
    radii = [*(r * thick for r in body.build.arm), body.build.hand * thick]
    path = tapered(points, radii)
    _contour(body, tapered(points, radii, grown=pen.outline))
    pen.shape(path, limb_fill(points, coat.arm))
    if pen.mask:
        return points
    kind.limb(body, path, points, leg=False)
    if coat.hand != coat.arm:
        pen.circle(*points[3], radii[3], coat.hand)
    if melt and coat.arm == coat.fur:
        r, fur = 1.2 * body.build.arm[0] * body.height, coat.fur
        x, y = between(points[0], body.joint(Joint.NECK), 0.22)
        pen.circle(x, y, r, Glow((x, y), r, (fur, fur, fur, fur + "00")))
    return points


def draw_leg(body: Body, kind: Kind, side: int) -> list[Point]:
    """A leg with its foot. Returns the points it runs through."""
    pen, coat, thick = body.pen, body.coat, _thick(body)
    points = _leg_points(body, side)
    radii = [r * thick for r in body.build.leg]
    sole = [0.92 * body.build.foot * thick, body.build.foot * thick]
    leg, foot = tapered(points[:3], radii), tapered(points[2:], sole)
    grown = pen.outline
    _contour(body, merged(tapered(points[:3], radii, grown=grown), tapered(points[2:], sole, grown=grown)))
    path = merged(leg, foot)
    pen.shape(path, limb_fill(points, coat.leg))
    if pen.mask:
        return points
    kind.limb(body, path, points, leg=True)
    if coat.foot != coat.leg:
        pen.shape(foot, coat.foot)
    if body.build.toes and body.yaw_share > 0.3:
        _toes(body, points)
    return points


def _leg_points(body: Body, side: int) -> list[Point]:
    """Hip, knee, and the middles of heel and toes.

    Ankle and toe lie low in the foot, so that its sole is on the ground when they are: the foot's roundness is lifted
    along the shin.
    """
    hip, knee, ankle, toe = (body.joint(j) for j in LEGS[side])
    foot = body.build.foot * _thick(body)
    reach = max(hypot(knee[0] - ankle[0], knee[1] - ankle[1]), 1e-6)
    shin = (knee[0] - ankle[0]) / reach, (knee[1] - ankle[1]) / reach
    heel, tip = 0.92 * foot - _HEEL * body.height, foot - _TOE * body.height
    ankle = ankle[0] + heel * shin[0], ankle[1] + heel * shin[1]
    return [hip, knee, ankle, (toe[0] + tip * shin[0], toe[1] + tip * shin[1])]


def _contour(body: Body, grown: skia.Path) -> None:
    """The contour of a limb as a wider limb beneath it: half the price of a stroke."""
    if body.pen.outline > 0:
        body.pen.shape(grown, body.pen.ink)


def _thick(body: Body) -> float:
    return body.height * (0.75 + 0.25 * body.subject.identity.girth)


def _toes(body: Body, points: list[Point]) -> None:
    """Two short lines that make a foot a paw."""
    r = body.build.foot * body.height
    x, y = points[3]
    lean = 0.55 * r * body.trunk.front[0]
    for k in (-0.36, 0.36):
        path = skia.Path()
        path.moveTo(x + lean + k * r, y + 0.28 * r)
        path.lineTo(x + lean * 1.2 + k * r, y + 0.8 * r)
        body.detail(path, darker(body.coat.foot, 0.45), 0.008)


def limb_fill(points: list[Point], colour: str) -> Fill:
    """Soft light from above along a limb."""
    return Gradient(points[0], points[-1], (colour, colour, darker(colour, 0.08)))


def leg_order(body: Body, side: int) -> float:
    """Where a leg stands in the order of drawing: 0 is the trunk, larger is farther."""
    _, knee, ankle, _ = LEGS[side]
    depth = 0.5 * (body.behind(knee, Joint.PELVIS) + body.behind(ankle, Joint.PELVIS))
    return (-0.3 if depth < -0.13 else 0.5) + 0.2 * max(-1.0, min(1.0, depth))


def arm_order(body: Body, side: int) -> float:
    """Where an arm stands in the order of drawing: 0 is the trunk, -1 the head, larger is farther."""
    shoulder, elbow, wrist = ARMS[side]
    depth = (body.behind(shoulder, Joint.NECK) + body.behind(elbow, Joint.NECK) + body.behind(wrist, Joint.NECK)) / 3
    if depth > 0.045:
        return 0.25 + 0.1 * min(depth, 1.0)
    raised = body.joint(wrist)[1] < body.joint(Joint.NECK)[1] and body.behind(wrist, Joint.HEAD) < 0.06
    if raised or body.behind(wrist, Joint.HEAD) < -0.1:
        return -1.5 + 0.1 * max(depth, -1.0)
    return -0.5 + 0.1 * max(depth, -1.0)

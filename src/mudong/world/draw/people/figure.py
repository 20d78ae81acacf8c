"""The body of one person in one frame: pixels, widths and frames of reference that all parts are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

from mudong.spec.joints import Joint
from mudong.world.draw.head import Head, face_turn
from mudong.world.draw.pen import Vector
from mudong.world.draw.people.outfit import Outfit, outfit_of
from mudong.world.draw.subject import Subject
from mudong.world.kinds import Species

HEAD_WIDTH = 1.08
"""Half width of a head over its half height."""

FINE_PX = 32.0
"""Half height of a head from which soft shading is worth its cost."""


@dataclass(frozen=True, slots=True)
class _Flesh:
    """Radii as shares of the standing height, and the waist's half width over the shoulders'."""

    arm: float
    wrist: float
    thigh: float
    ankle: float
    waist: float
    belly: float


_FLESH = {
    Species.BABY: _Flesh(0.046, 0.040, 0.070, 0.054, 1.12, 0.34),
    Species.TODDLER: _Flesh(0.038, 0.032, 0.054, 0.043, 1.02, 0.24),
    Species.WOMAN: _Flesh(0.027, 0.022, 0.042, 0.028, 0.74, 0.08),
    Species.MAN: _Flesh(0.034, 0.028, 0.045, 0.034, 0.84, 0.10),
    Species.GRANDMOTHER: _Flesh(0.034, 0.027, 0.046, 0.034, 1.0, 0.18),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """points: pixels of the 21 joints; depth: of each, in pixels, smaller is nearer.

    r: half the head's height, pixels. turn: of the drawn face; nod: down; roll: the head's lean on the screen.
    arm, wrist, thigh, ankle: radii in pixels. shoulder, hip: half widths of the trunk at their joints, not turned.
    down, across: unit vectors of the trunk on the screen, neck to pelvis and to the picture's right.
    facing, front: sine and cosine of the body's yaw, 1 to the picture's right and 1 to the camera.
    """

    subject: Subject
    outfit: Outfit
    points: list[Vector]
    depth: list[float]
    head: Head
    r: float
    turn: float
    nod: float
    roll: float
    arm: float
    wrist: float
    thigh: float
    ankle: float
    shoulder: float
    waist: float
    hip: float
    belly: float
    down: Vector
    across: Vector
    trunk: float
    facing: float
    front: float

    @classmethod
    def of(cls, subject: Subject) -> Figure:
        """Measure a subject."""
        identity = subject.identity
        points: list[Vector] = [(x, y) for x, y in subject.joints.tolist()]
        depth: list[float] = (subject.depth * subject.unit).tolist()
        flesh = _FLESH.get(identity.species, _FLESH[Species.TODDLER])
        scale = subject.height * identity.girth
        length = _span(points, depth, Joint.NECK, Joint.HEAD)
        head = _head(subject, points, 0.5 * length)
        neck, pelvis = points[Joint.NECK], points[Joint.PELVIS]
        trunk = hypot(pelvis[0] - neck[0], pelvis[1] - neck[1])
        down = ((pelvis[0] - neck[0]) / trunk, (pelvis[1] - neck[1]) / trunk) if trunk > 1e-3 else (0.0, 1.0)
        shoulder = 0.5 * _span(points, depth, Joint.SHOULDER_L, Joint.SHOULDER_R)
        return cls(
            subject=subject,
            outfit=outfit_of(identity),
            points=points,
            depth=depth,
            head=head,
            r=0.5 * length,
            turn=face_turn(_wrapped(subject.face_yaw)),
            nod=subject.face_nod,
            roll=head.roll,
            arm=flesh.arm * scale,
            wrist=flesh.wrist * scale,
            thigh=flesh.thigh * scale,
            ankle=flesh.ankle * scale,
            shoulder=shoulder,
            waist=flesh.waist * shoulder * (1.0 + 0.02 * subject.breath),
            hip=0.5 * _span(points, depth, Joint.HIP_L, Joint.HIP_R) + 0.75 * flesh.thigh * scale,
            belly=flesh.belly,
            down=down,
            across=(down[1], -down[0]),
            trunk=trunk,
            facing=sin(subject.yaw),
            front=cos(subject.yaw),
        )

    def girth(self, wide: float, deep: float) -> float:
        """Half width on the screen of a body that is `wide` seen from the front and `deep` from the side."""
        return hypot(wide * self.front, deep * self.facing)

    def station(self, along: float, aside: float = 0.0) -> Vector:
        """A point of the trunk: `along` 0 at the neck, 1 at the pelvis; `aside` pixels to the picture's right."""
        x, y = self.points[Joint.NECK]
        spine, pelvis = self.points[Joint.SPINE], self.points[Joint.PELVIS]
        # Along neck, spine, pelvis, so that a bent back bends the clothes.
        if along < 0.5:
            x, y = x + 2 * along * (spine[0] - x), y + 2 * along * (spine[1] - y)
        else:
            t = 2 * along - 1
            x, y = spine[0] + t * (pelvis[0] - spine[0]), spine[1] + t * (pelvis[1] - spine[1])
        return x + aside * self.across[0], y + aside * self.across[1]

    @property
    def fine(self) -> bool:
        """Whether it is drawn large enough for soft shading to be seen."""
        return self.r > FINE_PX

    @property
    def from_behind(self) -> bool:
        """Whether the back of the head is seen."""
        return cos(self.turn) < -0.1


def _span(points: list[Vector], depth: list[float], a: Joint, b: Joint) -> float:
    (ax, ay), (bx, by) = points[a], points[b]
    return max(hypot(ax - bx, ay - by, depth[a] - depth[b]), 1e-3)


def _wrapped(angle: float) -> float:
    return (angle + pi) % (2 * pi) - pi


def _head(subject: Subject, points: list[Vector], r: float) -> Head:
    neck, crown = points[Joint.NECK], points[Joint.HEAD]
    middle = ((neck[0] + crown[0]) / 2, (neck[1] + crown[1]) / 2)
    head = Head.turned(
        middle, (HEAD_WIDTH * r, r), yaw=_wrapped(subject.face_yaw), nod=subject.face_nod, tilt=subject.face_tilt
    )
    dx, dy = crown[0] - neck[0], neck[1] - crown[1]
    if hypot(dx, dy) < 0.5 * r:
        return head
    # The joints are the truth: whatever the angles say, the crown lies where it lies.
    return head.rolled(_wrapped(atan2(dx, dy) - head.roll))

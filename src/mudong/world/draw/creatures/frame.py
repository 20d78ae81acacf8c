"""A small 3-D frame of reference on the picture: parts of a creature are placed on head and trunk as on turned balls.

Local axes are the subject's own: `side` to its left, `up` to its crown, `front` where it faces. Depth grows away from
the camera. Knows nothing about species.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

import skia

from mudong.spec.joints import Joint
from mudong.world.draw.head import face_turn
from mudong.world.draw.subject import Subject

Vector = tuple[float, float, float]

CHIBI = 1.18
"""Drawn heads are larger than the bone from neck to crown: they reach over both ends."""


@dataclass(frozen=True, slots=True)
class Frame:
    """origin: x, y and depth in pixels. size: pixels of one local unit. Axes: unit vectors (x, y down, away)."""

    origin: Vector
    size: float
    side: Vector
    up: Vector
    front: Vector

    def vector(self, s: float, u: float, f: float) -> Vector:
        """A local direction as pixels on the screen and pixels away."""
        k, a, b, c = self.size, self.side, self.up, self.front
        return (
            k * (s * a[0] + u * b[0] + f * c[0]),
            k * (s * a[1] + u * b[1] + f * c[1]),
            k * (s * a[2] + u * b[2] + f * c[2]),
        )

    def at(self, s: float, u: float, f: float) -> tuple[float, float]:
        """Pixel of a local point."""
        x, y, _ = self.vector(s, u, f)
        return self.origin[0] + x, self.origin[1] + y

    def away(self, s: float, u: float, f: float) -> float:
        """How far a local point lies behind the origin, in local units (negative: nearer)."""
        return s * self.side[2] + u * self.up[2] + f * self.front[2]

    def local(self, x: float, y: float, z: float) -> Vector:
        """Local coordinates of a point given in pixels."""
        d = (x - self.origin[0], y - self.origin[1], z - self.origin[2])
        k = 1.0 / self.size
        return dot(d, self.side) * k, dot(d, self.up) * k, dot(d, self.front) * k

    def decal(
        self, s: float, u: float, f: float, across: float, along: float, turn: float = 0.0, *, upright: bool = False
    ) -> skia.Path | None:
        """A disc lying on the ball at a local point, foreshortened; None when it faces away.

        across, along: half sizes in local units, turned by `turn` radians about the normal.
        upright: it lies on a column instead.
        """
        n = unit((s, 0.0 if upright else u, f))
        if self.away(*n) > 0.25:
            return None
        flat = hypot(n[0], n[2])
        right = (n[2] / flat, 0.0, -n[0] / flat) if flat > 1e-3 else (1.0, 0.0, 0.0)
        top = cross(n, right)
        c, w = cos(turn), sin(turn)
        a = self.vector(*(across * (c * r + w * t) for r, t in zip(right, top, strict=True)))
        b = self.vector(*(along * (c * t - w * r) for r, t in zip(right, top, strict=True)))
        x, y = self.at(s, u, f)
        path = skia.Path.Circle(0, 0, 1)
        path.transform(skia.Matrix.MakeAll(a[0], b[0], x, a[1], b[1], y, 0, 0, 1))
        return path


def head_frame(subject: Subject) -> Frame:
    """On the head: origin in its middle, one unit is a little more than half the way from neck to crown."""
    return _along(
        subject, Joint.NECK, Joint.HEAD, face_turn((subject.face_yaw + pi) % (2 * pi) - pi), 0.5 * CHIBI, 0.55
    )


def trunk_frame(subject: Subject) -> Frame:
    """On the trunk: origin at the pelvis, one unit is the way from pelvis to neck."""
    return _along(subject, Joint.PELVIS, Joint.NECK, subject.yaw, 1.0, 0.0)


def _along(subject: Subject, low: Joint, high: Joint, yaw: float, share: float, middle: float) -> Frame:
    a, b = spot(subject, low), spot(subject, high)
    d = (b[0] - a[0], b[1] - a[1], b[2] - a[2])
    length = max(sqrt(dot(d, d)), 1e-3)
    up = (d[0] / length, d[1] / length, d[2] / length)
    facing = (sin(yaw), 0.0, -cos(yaw))
    k = dot(facing, up)
    front = unit((facing[0] - k * up[0], facing[1] - k * up[1], facing[2] - k * up[2]))
    origin = (a[0] + middle * d[0], a[1] + middle * d[1], a[2] + middle * d[2])
    return Frame(origin, length * share, cross(up, front), up, front)


def spot(subject: Subject, joint: Joint) -> Vector:
    """A joint as pixels on the screen and pixels away."""
    x, y = subject.joints[joint]
    return float(x), float(y), float(subject.depth[joint]) * subject.unit


def dot(a: Vector, b: Vector) -> float:
    """Scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Vector product."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def unit(a: Vector) -> Vector:
    """The same direction, length 1."""
    length = max(sqrt(dot(a, a)), 1e-9)
    return a[0] / length, a[1] / length, a[2] / length

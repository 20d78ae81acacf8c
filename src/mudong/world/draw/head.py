"""A round head on the screen: where a spot of it lies, how it is foreshortened, whether it is seen. For all artists.

Spots are given by longitude (radians towards the subject's left) and latitude (radians up), both 0 at the middle of the
face. Knows nothing about what is drawn there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import atan2, cos, hypot, sin

from mudong.world.draw.pen import Pen

Axis = tuple[float, float, float]

_HALF_TURN = 3.141592653589793
_PROFILE = 0.66
"""How far a face seen from the side is drawn turned, over a quarter turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the head. x, y: pixels. facing: 1 towards the camera, 0 at the contour, below 0 out of sight.

    right, down: pixels that one head radius drawn there covers, towards the subject's left and its feet.
    """

    x: float
    y: float
    facing: float
    right: tuple[float, float]
    down: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """centre: pixels. radius: pixels, across and up. left, up, front: unit axes of the subject's head on the screen.

    Axes are x to the right, y down, z away from the camera.
    """

    centre: tuple[float, float]
    radius: tuple[float, float]
    left: Axis
    up: Axis
    front: Axis

    @classmethod
    def turned(
        cls, centre: tuple[float, float], radius: tuple[float, float], *, yaw: float, nod: float, tilt: float
    ) -> Head:
        """yaw: to the picture's right; nod: down; tilt: towards the subject's own left; radians."""
        yaw = face_turn(yaw)
        left: Axis = (cos(yaw), 0.0, sin(yaw))
        front: Axis = (sin(yaw), 0.0, -cos(yaw))
        up, front = _turn((0.0, -1.0, 0.0), front, nod)
        left, up = _turn(left, up, -tilt)
        return cls(centre=centre, radius=radius, left=left, up=up, front=front)

    @property
    def size(self) -> float:
        """The mean radius in pixels: one unit of what is drawn on the head."""
        return (self.radius[0] * self.radius[1]) ** 0.5

    @property
    def roll(self) -> float:
        """How far the head leans on the screen, radians clockwise."""
        return _angle(self.up)

    def moved(self, x: float, y: float) -> Head:
        """The same head elsewhere, by pixels."""
        return replace(self, centre=(self.centre[0] + x, self.centre[1] + y))

    def rolled(self, angle: float) -> Head:
        """The same head turned on the screen, by radians clockwise."""
        left, up, front = (_rolled(axis, angle) for axis in (self.left, self.up, self.front))
        return replace(self, left=left, up=up, front=front)

    def at(self, longitude: float, latitude: float, lift: float = 1.0) -> Spot:
        """The spot there; `lift` above 1 stands off the head."""
        cl, sl, cb, sb = cos(longitude), sin(longitude), cos(latitude), sin(latitude)
        a, b, c = sl * cb, sb, cl * cb
        rx, ry = self.radius
        x = self.left[0] * a + self.up[0] * b + self.front[0] * c
        y = self.left[1] * a + self.up[1] * b + self.front[1] * c
        z = self.left[2] * a + self.up[2] * b + self.front[2] * c
        size = self.size
        return Spot(
            x=self.centre[0] + rx * lift * x,
            y=self.centre[1] + ry * lift * y,
            facing=-z,
            right=(size * (self.left[0] * cl - self.front[0] * sl), size * (self.left[1] * cl - self.front[1] * sl)),
            # Along the head's axis wherever it is: a true tangent would shear mouths under a turned head.
            down=(-size * self.up[0], -size * self.up[1]),
        )

    @contextmanager
    def on(self, pen: Pen, longitude: float, latitude: float) -> Iterator[Spot]:
        """Draw flat on the head there, in head radii, x towards the subject's left, y towards its feet."""
        spot = self.at(longitude, latitude)
        with pen.frame((spot.x, spot.y), spot.right, spot.down):
            yield spot


def face_turn(yaw: float) -> float:
    """Radians that the drawn face turns: drawn faces are flatter than balls, so both eyes stay in sight for longer."""
    turn = abs(yaw)
    quarter = _HALF_TURN / 2
    if turn <= quarter:
        return yaw * (0.51 + (_PROFILE - 0.51) * turn / quarter)
    side = _PROFILE * quarter
    return (side + (turn - quarter) * (_HALF_TURN - side) / quarter) * (1.0 if yaw > 0 else -1.0)


def _turn(a: Axis, b: Axis, angle: float) -> tuple[Axis, Axis]:
    """Turn axis a towards b, and b away from a."""
    c, s = cos(angle), sin(angle)
    first = tuple(c * p + s * q for p, q in zip(a, b, strict=True))
    second = tuple(c * q - s * p for p, q in zip(a, b, strict=True))
    return (first[0], first[1], first[2]), (second[0], second[1], second[2])


def _rolled(axis: Axis, angle: float) -> Axis:
    c, s = cos(angle), sin(angle)
    return c * axis[0] - s * axis[1], s * axis[0] + c * axis[1], axis[2]


def _angle(up: Axis) -> float:
    return atan2(up[0], -up[1]) if hypot(up[0], up[1]) > 1e-6 else 0.0

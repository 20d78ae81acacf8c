"""Moving bodies and the impulses at their contacts: equal and opposite, so momentum is kept to the last digit."""

from __future__ import annotations

import math

from mudong.world.physics.body import Body
from mudong.world.physics.contacts import Contact


class Moving:
    """A body while it moves."""

    __slots__ = ("angle", "asleep", "axes", "body", "calm", "half", "inverse_inertia", "inverse_mass", "radius", "spin",
                 "still", "touches", "vx", "vy", "x", "y")  # fmt: skip

    def __init__(self, body: Body) -> None:
        self.body, self.radius, self.half = body, body.radius, (body.width / 2, body.height / 2)
        self.x, self.y, self.angle = body.x, body.y, body.angle
        self.vx, self.vy, self.spin = body.vx, body.vy, body.spin
        self.inverse_mass, self.inverse_inertia = 1 / body.mass, 1 / body.inertia
        self.calm, self.still, self.touches, self.asleep = 0.0, 0, False, False
        self.turn()

    def turn(self) -> None:
        """Renew the axes after the angle has changed."""
        c, s = math.cos(self.angle), math.sin(self.angle)
        self.axes = ((c, s), (-s, c))

    def velocity_at(self, rx: float, ry: float) -> tuple[float, float]:
        """Of its point at (rx, ry) from the middle."""
        return self.vx - self.spin * ry, self.vy + self.spin * rx

    def push(self, jx: float, jy: float, rx: float, ry: float) -> None:
        """An impulse (jx, jy) at the point (rx, ry) from the middle."""
        self.vx += jx * self.inverse_mass
        self.vy += jy * self.inverse_mass
        self.spin += (rx * jy - ry * jx) * self.inverse_inertia


class Joint:
    """A contact while it is being solved: lever arms, effective masses, what the normal velocity must reach."""

    __slots__ = ("a", "b", "bounces", "contact", "friction", "key", "mass_n", "mass_t", "normal_j", "ra", "rb",
                 "tangent_j", "target")  # fmt: skip

    def __init__(self, contact: Contact, a: Moving | None, b: Moving) -> None:
        self.contact, self.a, self.b, self.target, self.bounces = contact, a, b, 0.0, False
        (px, py), (nx, ny) = contact.point, contact.normal
        self.rb = (px - b.x, py - b.y)
        self.ra = (px - a.x, py - a.y) if a else (0.0, 0.0)
        self.friction = b.body.friction if a is None else math.sqrt(a.body.friction * b.body.friction)
        self.key = (contact.a, contact.b, contact.feature)
        self.normal_j = self.tangent_j = 0.0
        self.mass_n, self.mass_t = 1 / self._give(nx, ny), 1 / self._give(-ny, nx)

    def _give(self, nx: float, ny: float) -> float:
        give = 0.0
        for body, (rx, ry) in ((self.a, self.ra), (self.b, self.rb)):
            if body is not None and not body.asleep:
                give += body.inverse_mass + (rx * ny - ry * nx) ** 2 * body.inverse_inertia
        return max(give, 1e-9)

    def speed(self) -> tuple[float, float]:
        """Normal and tangential speed of b over a."""
        vx, vy = self.b.velocity_at(*self.rb)
        if self.a is not None:
            ax, ay = self.a.velocity_at(*self.ra)
            vx, vy = vx - ax, vy - ay
        nx, ny = self.contact.normal
        return vx * nx + vy * ny, -vx * ny + vy * nx

    def apply(self, normal: float, tangent: float) -> None:
        """Impulses along and across the normal, equal and opposite on both."""
        nx, ny = self.contact.normal
        jx, jy = normal * nx - tangent * ny, normal * ny + tangent * nx
        if not self.b.asleep:
            self.b.push(jx, jy, *self.rb)
        if self.a is not None and not self.a.asleep:
            self.a.push(-jx, -jy, *self.ra)

    def solve(self) -> float:
        """Bring the normal speed to its target and the tangential one to rest, as far as friction goes.

        Gives how much the impulses changed (N s).
        """
        normal, _ = self.speed()
        total = max(self.normal_j + (self.target - normal) * self.mass_n, 0.0)
        change, self.normal_j = total - self.normal_j, total
        if change:
            self.apply(change, 0.0)
        _, tangent = self.speed()
        limit = self.friction * self.normal_j
        total = max(-limit, min(limit, self.tangent_j - tangent * self.mass_t))
        slid, self.tangent_j = total - self.tangent_j, total
        if slid:
            self.apply(0.0, slid)
        return abs(change) + abs(slid)

"""A pendulum without small-angle shortcuts, and a hanging thing whose pivot is moved by a hand."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from mudong.world.physics.constants import GRAVITY, STEP_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Pendulum:
    """angle: radians from straight down, counter-clockwise; speed: rad/s; length: metres; damping: 1/s."""

    angle: float
    speed: float = 0.0
    length: float = 1.0
    damping: float = 0.0

    @property
    def energy(self) -> float:
        """J/kg over the lowest point."""
        return GRAVITY * self.length * (1 - math.cos(self.angle)) + (self.length * self.speed) ** 2 / 2


def swing(
    pendulum: Pendulum, duration_s: float = STEP_S, *, pull: tuple[float, float] = (0.0, 0.0), lift: float = 1.0
) -> Pendulum:
    """After `duration_s`: one step of fourth-order Runge-Kutta.

    pull: acceleration of the pivot (m/s^2), constant meanwhile. lift: gravity's share, negative for what floats up.
    """
    g, length = GRAVITY * lift, pendulum.length

    def slope(angle: float, speed: float) -> float:
        down = (g + pull[1]) * math.sin(angle) + pull[0] * math.cos(angle)
        return -down / length - pendulum.damping * speed

    h, a, w = duration_s, pendulum.angle, pendulum.speed
    k1 = slope(a, w)
    w2 = w + h / 2 * k1
    k2 = slope(a + h / 2 * w, w2)
    w3 = w + h / 2 * k2
    k3 = slope(a + h / 2 * w2, w3)
    w4 = w + h * k3
    k4 = slope(a + h * w3, w4)
    return replace(
        pendulum, angle=a + h / 6 * (w + 2 * w2 + 2 * w3 + w4), speed=w + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    )

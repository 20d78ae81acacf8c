"""What rigid bodies are at the start, and what may happen to them: values that scenes and movers agree on."""

from __future__ import annotations

from dataclasses import dataclass

from mudong.world.physics.constants import FRICTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """x, y: middle, metres. vx, vy: m/s. angle: radians counter-clockwise; spin: rad/s of it."""

    x: float
    y: float
    vx: float = 0.0
    vy: float = 0.0
    angle: float = 0.0
    spin: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Moving):
    """At the start. radius: of a disc, or 0 for a box of `width` x `height` metres; mass: kg."""

    radius: float = 0.0
    width: float = 0.0
    height: float = 0.0
    mass: float = 1.0
    bounce: float = 0.5
    friction: float = FRICTION

    @property
    def inertia(self) -> float:
        """kg m^2: of a hollow ball or a solid box."""
        if self.radius > 0:
            return self.mass * self.radius**2 * 2 / 3
        return self.mass * (self.width**2 + self.height**2) / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """At `time_s` the thing number `index` gets the velocity (vx, vy) and the spin: a kick, a throw."""

    time_s: float
    index: int
    vx: float
    vy: float
    spin: float = 0.0

"""Throws: with which velocity something must leave the hand to arrive, and its flight with air drag."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from mudong.world.physics.constants import AIR_DENSITY, GRAVITY, SPHERE_DRAG, STEP_S

Vector = tuple[float, float]


def velocity_to_reach(start: Vector, goal: Vector, flight_s: float) -> Vector:
    """Velocity (m/s) that carries a thing from `start` to `goal` (x, y metres) in `flight_s` seconds, without drag."""
    return (goal[0] - start[0]) / flight_s, (goal[1] - start[1]) / flight_s + GRAVITY * flight_s / 2


def velocity_over(start: Vector, goal: Vector, apex: float) -> Vector:
    """Velocity of the throw from `start` to `goal` whose highest point is `apex` metres over the ground.

    Raises `ValueError` if the apex is not above both.
    """
    if apex <= max(start[1], goal[1]):
        raise ValueError(f"an apex of {apex} m is not above {start} and {goal}")
    rise, fall = (math.sqrt(2 * (apex - y) / GRAVITY) for y in (start[1], goal[1]))
    return (goal[0] - start[0]) / (rise + fall), GRAVITY * rise


@dataclass(frozen=True, slots=True, kw_only=True)
class Thrown:
    """A round thing in the air: place (m), velocity (m/s), radius (m), mass (kg)."""

    x: float
    y: float
    vx: float
    vy: float
    radius: float
    mass: float

    @property
    def terminal_speed(self) -> float:
        """m/s at which drag carries the weight."""
        return math.sqrt(self.mass * GRAVITY / _drag_factor(self))


def fly(thrown: Thrown, duration_s: float = STEP_S) -> Thrown:
    """After `duration_s` under gravity and quadratic drag: one step of fourth-order Runge-Kutta."""
    k = _drag_factor(thrown) / thrown.mass
    h = duration_s

    def slope(s: tuple[float, ...]) -> tuple[float, ...]:
        speed = math.hypot(s[2], s[3])
        return s[2], s[3], -k * speed * s[2], -GRAVITY - k * speed * s[3]

    s = (thrown.x, thrown.y, thrown.vx, thrown.vy)
    a = slope(s)
    b = slope(_moved(s, a, h / 2))
    c = slope(_moved(s, b, h / 2))
    d = slope(_moved(s, c, h))
    x, y, vx, vy = (v + h / 6 * (i + 2 * j + 2 * m + n) for v, i, j, m, n in zip(s, a, b, c, d, strict=True))
    return replace(thrown, x=x, y=y, vx=vx, vy=vy)


def _moved(state: tuple[float, ...], slope: tuple[float, ...], h: float) -> tuple[float, ...]:
    return tuple(v + h * k for v, k in zip(state, slope, strict=True))


def _drag_factor(thrown: Thrown) -> float:
    return AIR_DENSITY * SPHERE_DRAG * math.pi * thrown.radius**2 / 2

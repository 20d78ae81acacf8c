"""Floating by Archimedes: hulls in waves that heave and pitch, and a balloon in air. Strips along the hull, summed."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cache

from mudong.world.physics.constants import (
    AIR_DENSITY,
    BOX_DRAG,
    GRAVITY,
    HELIUM_DENSITY,
    SPHERE_DRAG,
    STEP_S,
    WATER_DENSITY,
)

NUM_STRIPS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """A small wave on deep water: amplitude and length in metres, phase in radians; it runs to the right."""

    amplitude: float = 0.0
    length: float = 1.0
    phase: float = 0.0

    def height(self, x: float, t: float) -> float:
        """Metres over the still water at x and time t. Dispersion on deep water: omega^2 = g k (Airy)."""
        k = 2 * math.pi / self.length
        return self.amplitude * math.sin(k * x - math.sqrt(GRAVITY * k) * t + self.phase)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hull:
    """length, height, width: metres. density: kg/m^3 over its whole volume. round: an ellipsoid, else a box."""

    length: float
    height: float
    width: float
    density: float
    round: bool = False

    @property
    def mass(self) -> float:
        """kg."""
        return self.density * self.length * self.height * self.width * (math.pi / 6 if self.round else 1.0)

    @property
    def inertia(self) -> float:
        """kg m^2 of pitching about its middle."""
        share = 1 / 20 if self.round else 1 / 12
        return self.mass * (self.length**2 + self.height**2) * share


@cache
def strips(hull: Hull) -> tuple[tuple[float, float], ...]:
    """Place along the hull from its middle (metres) and scale of the section of each of `NUM_STRIPS` equal strips."""
    span = hull.length / NUM_STRIPS
    found = []
    for i in range(NUM_STRIPS):
        x, scale = (i + 0.5) * span - hull.length / 2, 1.0
        if hull.round:
            # The mean section of the strip, so that the volumes add up to the ellipsoid's exactly.
            a, b = (x - span / 2) * 2 / hull.length, (x + span / 2) * 2 / hull.length
            scale = math.sqrt(((b - b**3 / 3) - (a - a**3 / 3)) / (b - a))
        found.append((x, scale))
    return tuple(found)


def submerged(hull: Hull, depth: float, scale: float) -> float:
    """m^2 of a section under water whose level is `depth` metres above the section's middle."""
    half = hull.height / 2 * scale
    d = max(-half, min(half, depth))
    if not hull.round:
        return hull.width * (d + half)
    # Segment of an ellipse with semi-axes `half` and `half * width / height`.
    d /= half
    return half**2 * hull.width / hull.height * (math.pi / 2 + math.asin(d) + d * math.sqrt(1 - d * d))


@dataclass(frozen=True, slots=True, kw_only=True)
class Floating:
    """A hull on water: x, y of its middle (m; the still water is y = water), pitch (radians), their velocities."""

    hull: Hull
    x: float = 0.0
    y: float = 0.0
    vx: float = 0.0
    vy: float = 0.0
    angle: float = 0.0
    spin: float = 0.0
    water: float = 0.0
    wave: Wave = field(default_factory=Wave)
    damping: float = 2.2
    """1/s, of heave and pitch, by waves radiated and viscosity: a toy's bobbing dies in about a second."""


def bob(body: Floating, t: float, duration_s: float = STEP_S) -> Floating:
    """From time t on for `duration_s`: semi-implicit Euler with added mass of the water moved along."""
    hull = body.hull
    span = hull.length / NUM_STRIPS
    c, s = math.cos(body.angle), math.sin(body.angle)
    volume = moment = 0.0
    for along, scale in strips(hull):
        level = body.water + body.wave.height(body.x + along * c, t)
        part = span * submerged(hull, level - (body.y + along * s), scale)
        volume += part
        moment += part * along
    displaced = WATER_DENSITY * volume
    lift = GRAVITY * displaced
    # Added mass: half of the displaced water in heave (Lamb, Hydrodynamics: the sphere), as much in pitch.
    heavy = hull.mass + displaced / 2
    turning = hull.inertia * (1 + displaced / 2 / hull.mass)
    wet = min(displaced / hull.mass, 1.0)
    # Ballasted: the centre of mass lies a quarter of the height below the centre of buoyancy, so it rights itself.
    righting = -lift * hull.height / 4 * s
    plough = 0.5 * WATER_DENSITY * BOX_DRAG * hull.length * hull.width / heavy * wet * abs(body.vy)
    brake = 1 + duration_s * (body.damping * wet + plough)
    vy = (body.vy + duration_s * (lift - hull.mass * GRAVITY) / heavy) / brake
    torque = WATER_DENSITY * GRAVITY * moment * c + righting
    spin = body.spin + duration_s * (torque / turning - body.damping * wet * body.spin)
    drag = 0.5 * WATER_DENSITY * SPHERE_DRAG * hull.width * hull.height / 2 * abs(body.vx) / hull.mass
    vx = body.vx / (1 + duration_s * drag * wet)
    return replace(
        body,
        x=body.x + vx * duration_s,
        y=body.y + vy * duration_s,
        angle=body.angle + spin * duration_s,
        vx=vx,
        vy=vy,
        spin=spin,
    )


def draft_of(hull: Hull, water_density: float = WATER_DENSITY) -> float:
    """Metres of the resting hull under the water's level, by bisection; its whole height if it sinks."""
    if hull.density >= water_density:
        return hull.height
    span = hull.length / NUM_STRIPS
    low, high = 0.0, hull.height
    for _ in range(60):
        middle = (low + high) / 2
        volume = span * sum(submerged(hull, middle - hull.height / 2, scale) for _, scale in strips(hull))
        if water_density * volume < hull.mass:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Balloon:
    """A helium balloon: place (m), velocity (m/s), radius (m), mass (kg) of its skin and string."""

    x: float
    y: float
    vx: float = 0.0
    vy: float = 0.0
    radius: float = 0.14
    mass: float = 0.0045

    @property
    def volume(self) -> float:
        """m^3."""
        return 4 / 3 * math.pi * self.radius**3

    @property
    def net_lift(self) -> float:
        """N upwards, after its own weight."""
        return GRAVITY * ((AIR_DENSITY - HELIUM_DENSITY) * self.volume - self.mass)

    @property
    def terminal_speed(self) -> float:
        """m/s at which drag holds the lift, 0 if it cannot rise."""
        return math.sqrt(max(self.net_lift, 0.0) / _air_drag(self.radius))


def rise(balloon: Balloon, wind: float = 0.0, duration_s: float = STEP_S) -> Balloon:
    """After `duration_s` in a wind of `wind` m/s to the right; drag is taken implicitly, so it never overshoots."""
    heavy = balloon.mass + (HELIUM_DENSITY + AIR_DENSITY / 2) * balloon.volume
    rx, ry = balloon.vx - wind, balloon.vy + duration_s * balloon.net_lift / heavy
    brake = 1 + duration_s * _air_drag(balloon.radius) * math.hypot(rx, balloon.vy) / heavy
    vx, vy = wind + rx / brake, ry / brake
    return replace(balloon, x=balloon.x + vx * duration_s, y=balloon.y + vy * duration_s, vx=vx, vy=vy)


def _air_drag(radius: float) -> float:
    return AIR_DENSITY * SPHERE_DRAG * math.pi * radius**2 / 2

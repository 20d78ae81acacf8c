"""A seesaw: a heavy plank on a fulcrum, a load that slides when it gets too steep, ends that bounce on the ground."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from mudong.world.physics.constants import GRAVITY, STEP_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Seesaw:
    """angle: radians counter-clockwise (positive: the right end is up); speed: rad/s.

    length, height (of the fulcrum): metres; mass of the plank, load_mass: kg. load: metres from the fulcrum along the
    plank, right positive; load_speed: m/s along it. friction: of load on plank and of the bearing (rad/s per s).
    """

    angle: float = 0.0
    speed: float = 0.0
    length: float = 2.0
    height: float = 0.3
    mass: float = 12.0
    load_mass: float = 4.0
    load: float = 0.0
    load_speed: float = 0.0
    load_friction: float = 0.45
    bearing: float = 0.15
    bounce: float = 0.3

    @property
    def limit(self) -> float:
        """Largest angle: an end on the ground."""
        return math.asin(min(2 * self.height / self.length, 1.0))

    @property
    def energy(self) -> float:
        """J, over the level plank."""
        return GRAVITY * self.load_mass * self.load * math.sin(self.angle) + _inertia(self) * self.speed**2 / 2


def rock(seesaw: Seesaw, duration_s: float = STEP_S) -> Seesaw:
    """After `duration_s`: semi-implicit Euler; the ends bounce, friction brings it to rest for good."""
    h = duration_s
    s = _slid(seesaw, h)
    lever = -GRAVITY * s.load_mass * s.load * math.cos(s.angle) / _inertia(s)
    if s.speed == 0.0 and abs(lever) <= s.bearing:
        return s
    speed = s.speed + lever * h
    slow = s.bearing * h
    speed = (
        0.0 if abs(speed) <= slow and abs(lever) <= s.bearing else speed - math.copysign(min(slow, abs(speed)), speed)
    )
    angle = s.angle + speed * h
    if abs(angle) >= s.limit and angle * speed > 0:
        back = s.bounce * abs(speed)
        # Slower than the load can accelerate it in a few substeps is rest, not a bounce.
        rests = back < 8 * abs(lever) * h
        return replace(s, angle=math.copysign(s.limit, angle), speed=0.0 if rests else -math.copysign(back, speed))
    if abs(s.angle) >= s.limit and s.speed == 0.0 and s.angle * lever > 0:
        return s
    return replace(s, angle=angle, speed=speed)


def _slid(s: Seesaw, h: float) -> Seesaw:
    pull = -GRAVITY * math.sin(s.angle)
    hold = s.load_friction * GRAVITY * math.cos(s.angle)
    if s.load_speed == 0.0 and abs(pull) <= hold:
        return s
    speed = s.load_speed + pull * h
    brake = hold * h
    speed = 0.0 if abs(speed) <= brake else speed - math.copysign(brake, speed)
    edge = 0.45 * s.length
    load = s.load + speed * h
    if abs(load) > edge:
        return replace(s, load=math.copysign(edge, load), load_speed=0.0)
    return replace(s, load=load, load_speed=speed)


def _inertia(s: Seesaw) -> float:
    return s.mass * s.length**2 / 12 + s.load_mass * s.load**2

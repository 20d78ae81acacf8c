"""One ball alone: free flight, bounces with restitution and friction that makes it spin, rolling until it rests.

Flight is exact and bounces are placed at their exact moment within a substep, so energy is lost only where it should.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from mudong.world.physics.body import Moving
from mudong.world.physics.constants import FRICTION, GRAVITY, ROLLING_FRICTION, STEP_S

INERTIA = 2 / 3
"""Of a hollow ball, over m r^2."""
SETTLE = 0.1
"""m/s; bounces slower than this (half a millimetre high) end in rolling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ball(Moving):
    """rolling: lies on the ground, which is `ground` metres high."""

    radius: float = 0.15
    bounce: float = 0.7
    friction: float = FRICTION
    ground: float = 0.0
    rolling: bool = False

    @property
    def energy(self) -> float:
        """J/kg, over the ground: height, movement and spin."""
        turning = INERTIA * (self.radius * self.spin) ** 2
        return GRAVITY * (self.y - self.radius - self.ground) + (self.vx**2 + self.vy**2 + turning) / 2


def step(ball: Ball, duration_s: float = STEP_S) -> Ball:
    """The ball after `duration_s`."""
    left = duration_s
    for _ in range(8):
        if ball.rolling:
            return _roll(ball, left)
        hit = _time_to_ground(ball)
        if hit > left:
            break
        ball = _bounced(_fly(ball, hit))
        left -= hit
    return _fly(ball, left)


def _fly(ball: Ball, t: float) -> Ball:
    return replace(
        ball,
        x=ball.x + ball.vx * t,
        y=ball.y + ball.vy * t - GRAVITY * t * t / 2,
        vy=ball.vy - GRAVITY * t,
        angle=ball.angle + ball.spin * t,
    )


def _time_to_ground(ball: Ball) -> float:
    height = max(ball.y - ball.radius - ball.ground, 0.0)
    return (ball.vy + math.sqrt(ball.vy**2 + 2 * GRAVITY * height)) / GRAVITY


def _bounced(ball: Ball) -> Ball:
    """Normal velocity reversed times the restitution; Coulomb friction acts until the contact point stands still."""
    up = -ball.bounce * ball.vy
    settles = up < SETTLE
    push = (-ball.vy) if settles else (1 + ball.bounce) * -ball.vy
    slip = ball.vx + ball.radius * ball.spin
    grip = slip / (1 + 1 / INERTIA)
    grip = max(-ball.friction * push, min(ball.friction * push, grip))
    return replace(
        ball,
        y=ball.ground + ball.radius,
        vy=0.0 if settles else up,
        vx=ball.vx - grip,
        spin=ball.spin - grip / (INERTIA * ball.radius),
        rolling=settles,
    )


def _roll(ball: Ball, t: float) -> Ball:
    """On the ground: sliding friction until it rolls, then rolling resistance until it rests, exactly."""
    slip = ball.vx + ball.radius * ball.spin
    if abs(slip) > 1e-9:
        gripped = abs(slip) / (ball.friction * GRAVITY * (1 + 1 / INERTIA)) if ball.friction > 0 else math.inf
        span = min(t, gripped)
        pull = -math.copysign(ball.friction * GRAVITY, slip)
        slid = replace(
            ball,
            x=ball.x + ball.vx * span + pull * span * span / 2,
            vx=ball.vx + pull * span,
            angle=ball.angle + ball.spin * span + pull * span * span / (2 * INERTIA * ball.radius),
            spin=ball.spin + pull * span / (INERTIA * ball.radius),
        )
        if gripped >= t:
            return slid
        return _roll(replace(slid, spin=-slid.vx / ball.radius), t - span)
    slow = ROLLING_FRICTION * GRAVITY
    span = min(t, abs(ball.vx) / slow)
    pull = -math.copysign(slow, ball.vx)
    way = ball.vx * span + pull * span * span / 2
    speed = 0.0 if span < t else ball.vx + pull * span
    return replace(ball, x=ball.x + way, vx=speed, angle=ball.angle - way / ball.radius, spin=-speed / ball.radius)

"""Several rigid bodies in a plane: discs and boxes that fall, collide with momentum and restitution, tumble and rest.

Sequential impulses (Catto, GDC 2006) with warm starting on fixed substeps; what has come to rest sleeps, exactly still.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from mudong.world.physics.body import Body, Push
from mudong.world.physics.constants import GRAVITY, ROLLING_FRICTION, STEP_S, STEPS_PER_S
from mudong.world.physics.contacts import GROUND, Contact, between, with_ground
from mudong.world.physics.impulses import Joint, Moving
from mudong.world.physics.sampled import sampled

ITERATIONS = 10
ITERATIONS_COLD = 30
"""When a contact is new and nothing is known of its impulse."""
CONVERGED = 1e-5
"""m/s, of all bodies together: when an iteration changes less, it was the last."""
BOUNCES_FROM = 0.12
"""m/s: slower impacts do not bounce."""
WAKES_FROM = 0.15
"""m/s: slower touches do not wake a sleeper."""
SLEEPS_AFTER_S = 0.25


def simulate_bodies(
    bodies: Sequence[Body], times_s: np.ndarray, *, ground: float | None = 0.0, gravity: float = GRAVITY,
    pushes: Sequence[Push] = (),
) -> np.ndarray:  # fmt: skip
    """(times, bodies, 6): x, y, angle, vx, vy, spin at each time. ground: metres, None for none."""
    world = World(bodies, ground=ground, gravity=gravity)
    due: dict[int, list[Push]] = {}
    for push in pushes:
        due.setdefault(round(push.time_s * STEPS_PER_S), []).append(push)

    def step(i: int) -> None:
        for push in due.get(i, ()):
            world.push(push)
        world.step()

    return sampled(step, world.state, times_s)


class World:
    """All bodies and the impulses that hold them up."""

    def __init__(self, bodies: Sequence[Body], *, ground: float | None = 0.0, gravity: float = GRAVITY) -> None:
        self._moving = [Moving(body) for body in bodies]
        self._ground, self._gravity = ground, gravity
        self._held: dict[tuple[int, int, int], tuple[float, float]] = {}

    def state(self) -> np.ndarray:
        """(bodies, 6): x, y, angle, vx, vy, spin."""
        return np.array([(m.x, m.y, m.angle, m.vx, m.vy, m.spin) for m in self._moving], np.float64)

    def push(self, push: Push) -> None:
        """Set the velocity of one body and wake it."""
        m = self._moving[push.index]
        m.vx, m.vy, m.spin = push.vx, push.vy, push.spin
        self._wake(m)

    def step(self) -> None:
        """One substep."""
        if all(m.asleep for m in self._moving):
            return
        contacts = self._contacts()
        joints = self._joints(contacts)
        for m in self._moving:
            if not m.asleep:
                m.vy -= self._gravity * STEP_S
                if m.touches and m.radius > 0:
                    _roll(m, self._gravity)
            m.touches = False
        self._solve(joints)
        self._move(joints)
        _separate(joints)
        for m in self._moving:
            if not m.asleep:
                _settle(m)

    def _contacts(self) -> list[Contact]:
        found: list[Contact] = []
        for i, m in enumerate(self._moving):
            if self._ground is not None and not m.asleep:
                found.extend(with_ground(i, m, self._ground))
            for j in range(i):
                if not (m.asleep and self._moving[j].asleep):
                    found.extend(between(j, i, self._moving[j], m))
        found.sort(key=lambda c: c.point[1])
        return found

    def _joints(self, contacts: list[Contact]) -> list[Joint]:
        joints = []
        for contact in contacts:
            a = None if contact.a == GROUND else self._moving[contact.a]
            b = self._moving[contact.b]
            joint = Joint(contact, a, b)
            normal, tangent = joint.speed()
            if a is not None and (a.asleep or b.asleep) and math.hypot(normal, tangent) > WAKES_FROM:
                self._wake(a)
                self._wake(b)
                joint = Joint(contact, a, b)
            if contact.gap > 0 and normal < -BOUNCES_FROM:
                continue  # not there yet: it shall arrive with its full speed and bounce
            back = self._bounce(contact, normal, a, b)
            joint.bounces = back > 0
            # The least normal speed after the contact: the bounce, or no more than closes the gap.
            joint.target = back if joint.bounces else -max(contact.gap, 0.0) / STEP_S
            joints.append(joint)
        return joints

    def _bounce(self, contact: Contact, normal: float, a: Moving | None, b: Moving) -> float:
        """Normal speed at the end of this substep of what leaves with its restitution; 0 or less if it rests."""
        if normal >= -BOUNCES_FROM:
            return 0.0
        if a is not None:
            return -normal * min(a.body.bounce, b.body.bounce)
        # On the ground the speed at the surface counts, not the one a little below it; then it flies on.
        fallen = -2 * self._gravity * contact.gap
        return b.body.bounce * math.sqrt(max(normal * normal - fallen, 0.0)) - self._gravity * STEP_S

    def _solve(self, joints: list[Joint]) -> None:
        for joint in joints:
            normal, tangent = self._held.get(joint.key, (0.0, 0.0)) if not joint.bounces else (0.0, 0.0)
            joint.normal_j, joint.tangent_j = normal, tangent
            joint.apply(normal, tangent)
        enough = CONVERGED * sum(m.body.mass for m in self._moving)
        known = all(joint.key in self._held for joint in joints)
        for _ in range(ITERATIONS if known else ITERATIONS_COLD):
            if sum(joint.solve() for joint in joints) < enough:
                break
        self._held = {joint.key: (joint.normal_j, joint.tangent_j) for joint in joints}

    def _move(self, joints: list[Joint]) -> None:
        for joint in joints:
            joint.b.touches |= not joint.bounces
            if joint.a is not None:
                joint.a.touches |= not joint.bounces
        for m in self._moving:
            if m.asleep:
                continue
            m.x += m.vx * STEP_S
            # In free flight the exact parabola; in contact the solved velocity.
            m.y += m.vy * STEP_S + (0.0 if m.touches else self._gravity * STEP_S**2 / 2)
            m.angle += m.spin * STEP_S
            m.turn()

    def _wake(self, m: Moving) -> None:
        m.asleep, m.calm, m.still = False, 0.0, 0


def _roll(m: Moving, gravity: float) -> None:
    slow = min(ROLLING_FRICTION * gravity * STEP_S, abs(m.vx))
    change = -math.copysign(slow, m.vx)
    m.vx += change
    m.spin -= change / m.radius


def _separate(joints: list[Joint]) -> None:
    """Push overlapping bodies apart by place, not by velocity, so that no energy comes of it."""
    moved: dict[int, list[float]] = {}
    for _ in range(3):
        for joint in joints:
            c, a, b = joint.contact, joint.a, joint.b
            nx, ny = c.normal
            bx, by = moved.setdefault(c.b, [0.0, 0.0])
            ax, ay = moved.setdefault(c.a, [0.0, 0.0])
            overlap = -(c.gap + (bx - ax) * nx + (by - ay) * ny)
            wa = a.inverse_mass if a is not None and not a.asleep else 0.0
            wb = b.inverse_mass if not b.asleep else 0.0
            if overlap <= 0 or wa + wb == 0:
                continue
            push = overlap / (wa + wb)
            for body, index, weight in ((b, c.b, wb), (a, c.a, -wa)):
                if body is not None and weight:
                    body.x += push * weight * nx
                    body.y += push * weight * ny
                    moved[index][0] += push * weight * nx
                    moved[index][1] += push * weight * ny


def _settle(m: Moving) -> None:
    """Fall asleep after a quarter of a second of hardly moving, or four substeps of not moving at all."""
    if not m.touches:
        m.calm, m.still = 0.0, 0
        return
    speed, spin = math.hypot(m.vx, m.vy), abs(m.spin)
    m.calm = m.calm + STEP_S if speed < 0.03 and spin < 0.1 else 0.0
    m.still = m.still + 1 if speed < 2e-3 and spin < 1e-2 else 0
    if m.calm >= SLEEPS_AFTER_S or m.still >= 4:
        m.vx = m.vy = m.spin = 0.0
        m.asleep = True

"""`simulate_props`: where every thing of a scene is in every frame. Held things follow hands, free ones obey physics.

A prop's (x, y) is its middle at the start, lifted where it would be in the ground. What each kind gives as `extra`:
balloon: (dx, dy) metres from its middle to its string's end. duck, boat: (level,) of the water over its middle, metres,
where there is water (`floating.floats`). seesaw: (offset,) metres from the fulcrum to the load, right positive. Others:
nothing. Of a pendulum (x, y) is the bob at rest, `size` the string, `spin` the angle (radians) at which it is let go, 0
for 0.6. Of a seesaw x is the fulcrum on the ground, `size` the plank; its load starts high on the right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from mudong.world.kinds import PropKind, Weather
from mudong.world.physics.ballistics import Ball
from mudong.world.physics.ballistics import step as fly
from mudong.world.physics.bodies import simulate_bodies
from mudong.world.physics.body import Body, Push
from mudong.world.physics.buoyancy import rise
from mudong.world.physics.constants import STEP_S
from mudong.world.physics.floating import FLOATS, WATERS, float_track, floats
from mudong.world.physics.held import balloon_of, held_track, string_length
from mudong.world.physics.pendulum import Pendulum, swing
from mudong.world.physics.proportions import BOB_RADIUS, EXTENT, FULCRUM_HEIGHT, PLANK_THICKNESS
from mudong.world.physics.sampled import frame_times, sampled
from mudong.world.physics.seesaw import Seesaw, rock
from mudong.world.scene import Prop, Scene
from mudong.world.timeline import PropState

__all__ = ["FLOATS", "WATERS", "Hands", "body_of", "simulate_props"]

Hands = Callable[[int], np.ndarray]
"""Index of a character -> (frames, 2, 3) metres of its left and right hand."""

SOLIDS = (PropKind.BALL, PropKind.BOX, PropKind.CRATE, PropKind.BLOCK)
"""What bumps into each other."""
DENSITY = {PropKind.BALL: 60.0, PropKind.BOX: 90.0, PropKind.CRATE: 250.0, PropKind.BLOCK: 400.0}
"""kg/m^3 over the whole volume."""
WOODEN_BOUNCE = 0.35
"""Restitution of things with corners over that of the prop: they lose more than balls."""
WIND = 1.5
"""m/s in windy weather."""
LET_GO = 0.6
"""Radians."""


def simulate_props(
    scene: Scene, num_frames: int, fps: float, hands: Hands, pushes: Sequence[Push] = ()
) -> tuple[PropState, ...]:
    """The states of all props, in the scene's order, the same at any rate.

    pushes: kicks and throws; `index` counts the scene's props. A held thing that is pushed leaves the hand then.
    """
    times = frame_times(num_frames, fps)
    states: dict[int, PropState] = {}
    for group in _groups(scene.props):
        for index, state in zip(group, _together(scene.props, group, times, pushes), strict=True):
            states[index] = state
    for index, prop in enumerate(scene.props):
        mine = [push for push in pushes if push.index == index]
        if prop.held_by is not None:
            states[index] = _held(prop, hands(prop.held_by), times, mine)
        elif index not in states:
            states[index] = _alone(scene, prop, times, mine)
    return tuple(states[index] for index in range(len(scene.props)))


def _groups(props: Sequence[Prop]) -> list[list[int]]:
    """Free solids, in groups of those that are near enough in depth to touch."""
    free = [i for i, p in enumerate(props) if p.kind in SOLIDS and p.held_by is None]
    groups: list[list[int]] = []
    for index in sorted(free, key=lambda i: props[i].z):
        before = props[groups[-1][-1]] if groups else None
        here = props[index]
        if before is not None and here.z - before.z < (here.size + before.size) / 2:
            groups[-1].append(index)
        else:
            groups.append([index])
    return [sorted(group) for group in groups]


def _together(
    props: Sequence[Prop], group: Sequence[int], times: np.ndarray, pushes: Sequence[Push]
) -> list[PropState]:
    mine = [replace(push, index=group.index(push.index)) for push in pushes if push.index in group]
    if len(group) == 1 and props[group[0]].kind is PropKind.BALL:
        return [_state(props[group[0]], _ball_track(props[group[0]], times, mine))]
    track = simulate_bodies([body_of(props[index]) for index in group], times, pushes=mine)
    return [_state(props[index], track[:, place]) for place, index in enumerate(group)]


def body_of(prop: Prop) -> Body:
    """The disc or box that a prop is among others."""
    width, height = (share * prop.size for share in EXTENT[prop.kind])
    disc = prop.kind is PropKind.BALL
    return Body(
        x=prop.x,
        y=max(prop.y, height / 2),
        vx=prop.vx,
        vy=prop.vy,
        spin=prop.spin,
        radius=width / 2 if disc else 0.0,
        width=width,
        height=height,
        mass=DENSITY.get(prop.kind, 200.0) * prop.size**3,
        bounce=prop.bounce if disc else prop.bounce * WOODEN_BOUNCE,
    )


def _ball_track(prop: Prop, times: np.ndarray, pushes: Sequence[Push]) -> np.ndarray:
    ball = Ball(
        x=prop.x,
        y=max(prop.y, prop.size / 2),
        vx=prop.vx,
        vy=prop.vy,
        spin=prop.spin,
        radius=prop.size / 2,
        bounce=prop.bounce,
        rolling=prop.y <= prop.size / 2 + 1e-6 and prop.vy <= 0,
    )
    due = {round(push.time_s / STEP_S): push for push in pushes}

    def step(i: int) -> None:
        nonlocal ball
        push = due.get(i)
        if push is not None:
            ball = replace(ball, vx=push.vx, vy=push.vy, spin=push.spin, rolling=push.vy <= 0 and ball.rolling)
        ball = fly(ball)

    return sampled(step, lambda: np.array([ball.x, ball.y, ball.angle, ball.vx, ball.vy, ball.spin]), times)


def _held(prop: Prop, hands: np.ndarray, times: np.ndarray, pushes: Sequence[Push]) -> PropState:
    place, angle, extra = held_track(prop, np.asarray(hands, np.float64), times)
    if pushes:
        leave = pushes[0]
        at = [float(np.interp(leave.time_s, times, place[:, axis])) for axis in range(3)]
        thrown = replace(prop, x=at[0], y=at[1], z=at[2], vx=leave.vx, vy=leave.vy, spin=leave.spin, held_by=None)
        after = times >= leave.time_s
        track = _free_track(thrown, times[after] - leave.time_s)
        place[after] = np.concatenate([track[:, :2], np.full((len(track), 1), at[2])], axis=1)
        angle[after] = track[:, 2]
        extra = extra if not extra.shape[1] else np.where(after[:, None], [0.0, -string_length(prop)], extra)
    velocity = np.gradient(place, times, axis=0) if len(times) > 1 else np.zeros_like(place)
    return PropState(place=place, angle=angle, velocity=velocity, extra=extra, visible=np.ones(len(times), bool))


def _free_track(prop: Prop, times: np.ndarray) -> np.ndarray:
    if prop.kind is PropKind.BALL:
        return _ball_track(prop, times, ())
    if prop.kind is PropKind.BALLOON:
        return _balloon_track(prop, times, 0.0)
    return simulate_bodies([body_of(prop)], times)[:, 0]


def _alone(scene: Scene, prop: Prop, times: np.ndarray, pushes: Sequence[Push]) -> PropState:
    if prop.kind is PropKind.PENDULUM:
        return _pendulum(prop, times)
    if prop.kind is PropKind.SEESAW:
        return _seesaw(prop, times)
    if prop.kind is PropKind.BALLOON:
        track = _balloon_track(prop, times, WIND if scene.weather is Weather.WIND else 0.0)
        return _state(prop, track, np.tile([0.0, -string_length(prop)], (len(times), 1)))
    if floats(scene.place, prop):
        track = float_track(prop, times, scene.seed)
        return _state(prop, track, track[:, 6:])
    return _state(prop, _standing_track(prop, times, pushes))


def _standing_track(prop: Prop, times: np.ndarray, pushes: Sequence[Push]) -> np.ndarray:
    """What stands stays; what starts high over the ground, moves or is pushed falls and tumbles like a box."""
    floor = EXTENT[prop.kind][1] * prop.size / 2
    if prop.y > floor + prop.size / 2 or prop.vx or prop.vy or prop.spin or pushes:
        mine = [replace(push, index=0) for push in pushes]
        return simulate_bodies([body_of(prop)], times, pushes=mine)[:, 0]
    return np.tile([prop.x, floor, 0.0, 0.0, 0.0, 0.0], (len(times), 1))


def _balloon_track(prop: Prop, times: np.ndarray, wind: float) -> np.ndarray:
    balloon = balloon_of(replace(prop, y=max(prop.y, prop.size / 2)))

    def step(_: int) -> None:
        nonlocal balloon
        balloon = rise(balloon, wind)

    # It leans into the air that passes it.
    return sampled(
        step, lambda: np.array([balloon.x, balloon.y, -0.15 * (balloon.vx - wind), balloon.vx, balloon.vy, 0.0]), times
    )


def _pendulum(prop: Prop, times: np.ndarray) -> PropState:
    length = prop.size
    pivot = max(prop.y, BOB_RADIUS * length + 0.02) + length
    bob = Pendulum(angle=prop.spin or LET_GO, length=length)

    def step(_: int) -> None:
        nonlocal bob
        bob = swing(bob)

    def read() -> np.ndarray:
        s, c = math.sin(bob.angle), math.cos(bob.angle)
        speed = length * bob.speed
        return np.array([prop.x + length * s, pivot - length * c, bob.angle, speed * c, speed * s, bob.speed])

    return _state(prop, sampled(step, read, times))


def _seesaw(prop: Prop, times: np.ndarray) -> PropState:
    length, height = prop.size, FULCRUM_HEIGHT * prop.size
    plank = Seesaw(length=length, height=height - PLANK_THICKNESS * length / 2, load=0.38 * length, speed=prop.spin)
    plank = replace(plank, angle=plank.limit)

    def step(_: int) -> None:
        nonlocal plank
        plank = rock(plank)

    track = sampled(step, lambda: np.array([prop.x, height, plank.angle, 0.0, 0.0, plank.speed, plank.load]), times)
    return _state(prop, track, track[:, 6:])


def _state(prop: Prop, track: np.ndarray, extra: np.ndarray | None = None) -> PropState:
    """track: (frames, 6 or more): x, y, angle, vx, vy, spin."""
    count = len(track)
    return PropState(
        place=np.stack([track[:, 0], track[:, 1], np.full(count, prop.z)], axis=-1),
        angle=track[:, 2].copy(),
        velocity=np.stack([track[:, 3], track[:, 4], np.zeros(count)], axis=-1),
        extra=np.zeros((count, 0)) if extra is None else extra,
        visible=np.ones(count, bool),
    )

"""Every kind of thing of a scene, held and free: finite, on or over the ground, the same at any rate."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.world.kinds import Place, PropKind
from mudong.world.physics.body import Push
from mudong.world.physics.floating import FLOATS
from mudong.world.physics.proportions import EXTENT
from mudong.world.physics.props import simulate_props
from mudong.world.scene import Prop, Scene


def _hands(num_frames: int, fps: float) -> np.ndarray:
    t = np.arange(num_frames) / fps
    sway = 0.1 * np.sin(3 * t)
    left = np.stack([sway - 0.3, np.full(num_frames, 0.8), np.zeros(num_frames)], axis=-1)
    return np.stack([left, left + [0.6, 0.0, 0.0]], axis=1)


def _simulate(scene: Scene, fps: float = 24, seconds: float = 1.0, pushes: tuple[Push, ...] = ()) -> tuple:
    count = round(seconds * fps) + 1
    return simulate_props(scene, count, fps, lambda _: _hands(count, fps), pushes)


CROWD = (
    *(Prop(kind=kind, x=-2 + 0.25 * i, y=0.5, z=0.3 * (i % 4), size=0.3, vx=0.3) for i, kind in enumerate(PropKind)),
    Prop(kind=PropKind.BALL, x=-2, y=0.15, vx=2.0),
    Prop(kind=PropKind.DUCK, z=3.0),
)


@pytest.mark.parametrize("place", [Place.ROOM, Place.DRAGON_BOAT_RIVER])
def test_the_same_time_is_the_same_state_at_any_rate(place: Place) -> None:
    scene = Scene(place=place, props=CROWD)
    slow = _simulate(scene, 12)
    for fps, stride in ((24, 2), (60, 5)):
        for a, b in zip(slow, _simulate(scene, fps), strict=True):
            assert np.array_equal(a.place, b.place[::stride])
            assert np.array_equal(a.angle, b.angle[::stride])
            assert np.array_equal(a.extra, b.extra[::stride])


@pytest.mark.parametrize("held", [None, 0])
@pytest.mark.parametrize("kind", PropKind)
def test_every_kind_has_a_state(kind: PropKind, held: int | None) -> None:
    (state,) = _simulate(Scene(props=(Prop(kind=kind, x=0.2, y=0.15, held_by=held),)))
    assert state.place.shape == state.velocity.shape == (25, 3)
    assert state.angle.shape == state.visible.shape == (25,)
    assert state.extra.shape[0] == 25
    assert all(np.isfinite(values).all() for values in (state.place, state.angle, state.velocity, state.extra))
    if held is None and kind not in (PropKind.SEESAW, PropKind.PENDULUM):
        assert (state.place[:, 1] >= EXTENT[kind][1] * 0.15 - 1e-6).all()


@pytest.mark.parametrize(
    "kind", [k for k in PropKind if k not in (PropKind.PENDULUM, PropKind.SEESAW, PropKind.BALLOON)]
)
def test_what_stands_does_not_move_at_all(kind: PropKind) -> None:
    (state,) = _simulate(Scene(props=(Prop(kind=kind, y=EXTENT[kind][1] * 0.15),)))
    assert np.allclose(state.place, state.place[0], atol=1e-6)
    assert np.allclose(state.angle, 0, atol=1e-6)
    assert (state.place[2:] == state.place[-1]).all()


@pytest.mark.parametrize("kind", FLOATS)
def test_ducks_and_boats_float_with_a_part_of_them_over_the_water(kind: PropKind) -> None:
    (state,) = _simulate(
        Scene(place=Place.DRAGON_BOAT_RIVER, props=(Prop(kind=kind, y=0.1, z=3.0, size=0.5),)), seconds=3
    )
    assert state.extra.shape == (73, 1)
    half = EXTENT[kind][1] * 0.25
    assert (np.abs(state.extra) < half).all()
    assert np.ptp(state.place[:, 1]) > 0.001


def test_on_the_jetty_a_duck_stands() -> None:
    (state,) = _simulate(Scene(place=Place.DRAGON_BOAT_RIVER, props=(Prop(kind=PropKind.DUCK, y=0.15),)))
    assert state.extra.shape == (25, 0)
    assert (state.place == state.place[0]).all()


def test_a_balloons_string_ends_in_the_hand() -> None:
    (state,) = _simulate(Scene(props=(Prop(kind=PropKind.BALLOON, held_by=0),)))
    assert np.allclose(state.place[:, :2] + state.extra, _hands(25, 24)[:, 1, :2])
    assert (state.place[:, 1] > 1.0).all()


def test_a_rolling_ball_sets_another_rolling_and_passes_one_farther_back() -> None:
    balls = (
        Prop(kind=PropKind.BALL, x=-0.6, y=0.15, vx=2.5),
        Prop(kind=PropKind.BALL, x=0.0, y=0.15),
        Prop(kind=PropKind.BALL, x=0.0, y=0.15, z=1.0),
    )
    _, near, far = _simulate(Scene(props=balls))
    assert near.place[-1, 0] > 0.2
    assert (far.place[:, 0] == 0).all()


def test_a_kick_starts_a_ball_at_its_moment() -> None:
    scene = Scene(props=(Prop(kind=PropKind.BALL, y=0.15),))
    (state,) = _simulate(scene, pushes=(Push(time_s=0.5, index=0, vx=3, vy=2),))
    assert (state.place[:13, 0] == 0).all()
    assert state.place[-1, 0] > 0.8
    assert state.place[13:, 1].max() > 0.3


def test_a_throw_leaves_the_hand_and_flies_on() -> None:
    scene = Scene(props=(Prop(kind=PropKind.BALL, held_by=0, size=0.2),))
    (state,) = _simulate(scene, pushes=(Push(time_s=0.5, index=0, vx=2, vy=3),))
    held = _hands(25, 24)[:, 1]
    assert np.allclose(state.place[:12, 0], held[:12, 0])
    assert state.place[24, 0] - state.place[12, 0] == pytest.approx(1.0, abs=1e-6)
    assert state.place[:, 1].max() > 1.2

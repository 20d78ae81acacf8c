"""Who stands before whom, and what a held thing is before or behind."""

import numpy as np
import pytest

from mudong.world.camera import lens_at
from mudong.world.casting import identity
from mudong.world.kinds import Place, PropKind, Species, View
from mudong.world.scene import Character, Prop, Scene
from mudong.world.simulate import simulate
from mudong.world.staging import Staging


def staged(view: View, *, kind: PropKind = PropKind.BAG) -> Staging:
    woman = Character(name="a", identity=identity(np.random.default_rng(3), Species.WOMAN), view=view)
    scene = Scene(place=Place.PARK, cast=(woman,), props=(Prop(kind=kind, held_by=0),))
    return Staging(scene, simulate(scene, 3))


@pytest.mark.parametrize(("view", "order"), [(View.FRONT, [0, 1]), (View.SIDE_RIGHT, [0, 1]), (View.SIDE_LEFT, [1, 0])])
def test_what_is_held_is_behind_its_carrier_where_the_holding_arm_is(view: View, order: list[int]):
    assert staged(view).order(1) == order


def test_objects_are_ordered_by_depth():
    near, far = (Prop(kind=PropKind.CRATE, z=z) for z in (-0.5, 2.0))
    scene = Scene(props=(near, far))
    assert Staging(scene, simulate(scene, 2)).order(0) == [1, 0]


def test_feet_are_on_the_ground_and_what_floats_or_hangs_has_none():
    scene = Scene(
        place=Place.DRAGON_BOAT_RIVER,
        props=(Prop(kind=PropKind.CRATE, y=1.0), Prop(kind=PropKind.DUCK, z=4.0), Prop(kind=PropKind.PENDULUM, y=1.0)),
    )
    timeline = simulate(scene, 2)
    staging, lens = Staging(scene, timeline), lens_at(timeline.camera, 0, 128, 128)
    rows = [staging.foot(number, 0, lens) for number in range(3)]
    assert rows[1:] == [None, None]
    assert rows[0] == pytest.approx(lens.project(np.array([0.0, 0.0, 0.0]))[1])

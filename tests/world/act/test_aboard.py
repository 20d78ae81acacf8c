"""Rowers sit in boats: beyond the edge of near water, else on the ground; boats on water go where they are rowed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from scenes import solo

from mudong.spec.joints import Joint
from mudong.world.act.aboard import aboard, depth_of
from mudong.world.kinds import ActionKind, Place
from mudong.world.physics.floating import WATERS
from mudong.world.scene import Action
from mudong.world.simulate import simulate


def rowing(place: Place, direction: int = 1):
    return replace(solo(Action(kind=ActionKind.ROW, direction=direction)), place=place)


@pytest.mark.parametrize("place", Place)
def test_boats_float_where_water_is_near(place: Place):
    scene = rowing(place)
    if aboard(scene, 0) == "afloat":
        assert depth_of(scene, 0) > WATERS[place]
    else:
        assert aboard(scene, 0) == "ashore"
        assert depth_of(scene, 0) == scene.cast[0].z


def test_only_rowers_are_aboard():
    assert aboard(solo(Action(kind=ActionKind.SIT)), 0) == ""


@pytest.mark.parametrize("direction", [-1, 1])
def test_a_boat_on_water_goes_where_it_is_rowed_and_one_on_the_ground_stays(direction: int):
    way = {
        place: np.diff(simulate(rowing(place, direction), 25).characters[0].joints[[0, -1], Joint.PELVIS, 0])[0]
        for place in (Place.DRAGON_BOAT_RIVER, Place.ROOM)
    }
    assert way[Place.DRAGON_BOAT_RIVER] * direction > 0.1
    assert abs(way[Place.ROOM]) < 1e-9

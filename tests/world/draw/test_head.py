"""Spots on a round head: rigid, on its surface, turning steadily."""

from __future__ import annotations

import itertools
from math import hypot, pi

import numpy as np
import pytest

from mudong.world.draw.head import Head, face_turn


def test_spots_stay_on_the_head_and_the_axes_upright():
    for yaw, nod, tilt in itertools.product((-2.0, 0.0, 0.7), (-0.4, 0.3), (-0.3, 0.2)):
        head = Head.turned((0.0, 0.0), (1.0, 1.0), yaw=yaw, nod=nod, tilt=tilt)
        axes = np.array([head.left, head.up, head.front])
        assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-9)
        for longitude, latitude in itertools.product((-2.0, 0.0, 1.1), (-0.5, 0.6)):
            spot = head.at(longitude, latitude)
            assert hypot(spot.x, spot.y, spot.facing) == pytest.approx(1.0)


def test_rolling_turns_everything_on_the_screen():
    head = Head.turned((0.0, 0.0), (1.0, 1.0), yaw=0.4, nod=0.1, tilt=0.0)
    assert head.rolled(0.3).roll == pytest.approx(head.roll + 0.3)
    assert head.moved(2.0, 3.0).at(0.0, 0.0).x == pytest.approx(head.at(0.0, 0.0).x + 2.0)


def test_the_face_turns_steadily_all_the_way_round():
    turns = [face_turn(yaw) for yaw in np.linspace(-pi, pi, 181)]
    assert np.all(np.diff(turns) > 0)
    assert np.diff(turns).max() < 0.06
    assert turns[0] == pytest.approx(-pi)
    assert turns[-1] == pytest.approx(pi)

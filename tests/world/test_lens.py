"""Theorems of the pinhole camera."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.world.lens import EYE_DISTANCE_M, VIEW_HEIGHT_M, Lens

LENS = Lens(width=320, height=480, eye=(0.3, 1.1, -EYE_DISTANCE_M))
metres = st.floats(-4, 4)


def test_what_is_straight_ahead_is_in_the_middle_at_any_depth():
    for z in (-3.0, 0.0, 50.0):
        assert LENS.project(np.array([0.3, 1.1, z])) == pytest.approx((160, 240))


def test_the_view_height_fills_the_frame_on_the_plane_of_the_cast():
    foot, crown = LENS.project(np.array([[0, 0, 0], [0, VIEW_HEIGHT_M, 0]]))
    assert foot[1] - crown[1] == pytest.approx(480)


@given(metres, metres, st.floats(-3, 20), metres, metres)
def test_two_points_of_one_depth_are_as_far_apart_as_the_scale_says(x, y, z, dx, dy):
    a, b = LENS.project(np.array([[x, y, z], [x + dx, y + dy, z]]))
    assert np.hypot(*(b - a)) == pytest.approx(float(LENS.scale(z)) * np.hypot(dx, dy), rel=1e-6, abs=1e-6)


@given(metres, metres, st.floats(-3, 20))
def test_a_picture_twice_as_large_shows_the_same(x, y, z):
    twice = replace(LENS, width=640, height=960)
    assert twice.project(np.array([x, y, z])) == pytest.approx(2 * LENS.project(np.array([x, y, z])))


@given(metres, metres, st.floats(-3.14, 3.14))
def test_roll_turns_about_the_middle(x, y, roll):
    middle = np.array([160, 240])
    plain = LENS.project(np.array([x, y, 0.0])) - middle
    rolled = replace(LENS, roll=roll).project(np.array([x, y, 0.0])) - middle
    assert np.hypot(*rolled) == pytest.approx(np.hypot(*plain), abs=1e-6)


def test_far_things_approach_the_horizon_and_shift_less():
    near, far, farther = LENS.project(np.array([[1, 0, 0], [1, 0, 30], [1, 0, 1e6]]))
    assert near[1] > far[1] > farther[1] == pytest.approx(LENS.horizon, abs=0.1)
    aside = replace(LENS, eye=(0.8, 1.1, -EYE_DISTANCE_M))
    shifts = [abs(aside.project(p)[0] - LENS.project(p)[0]) for p in np.array([[0, 0, 0], [0, 0, 6], [0, 0, 60]])]
    assert shifts[0] > shifts[1] > shifts[2]


def test_aim_moves_the_plane_of_the_cast_back_into_the_middle():
    aside = replace(LENS, eye=(1.3, 1.1, -EYE_DISTANCE_M), aim=-1.0)
    assert aside.project(np.array([0.3, 1.1, 0.0])) == pytest.approx((160, 240))


def test_bodies_seem_turned_against_an_eye_that_went_aside_and_looks_back():
    aside = EYE_DISTANCE_M * np.tan(0.2)
    lens = Lens(width=100, height=100, eye=(aside, 0.5, -EYE_DISTANCE_M), aim=-aside)
    assert lens.turn == pytest.approx(-0.2)
    assert Lens(width=100, height=100, eye=(aside, 0.5, -EYE_DISTANCE_M)).turn == 0

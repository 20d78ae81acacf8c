"""The paint box: smooth curves go through their points, fills cover what they should, light comes from above."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.cli.demo.paint import Canvas, Tube, curve, ellipse, mirrored, rgb

COORDINATES = st.floats(-500, 500)
POINTS = st.lists(st.tuples(COORDINATES, COORDINATES), min_size=3, max_size=8)


@given(POINTS, st.booleans())
def test_a_curve_goes_through_its_points(points: list[tuple[float, float]], closed: bool):
    drawn = curve(points, closed=closed)
    nearest = np.linalg.norm(drawn[None] - np.asarray(points)[:, None], axis=-1).min(axis=1)
    assert nearest.max() < 1e-6


@given(POINTS, COORDINATES)
def test_mirroring_twice_is_nothing(points: list[tuple[float, float]], axis: float):
    assert mirrored(mirrored(points, axis), axis) == pytest.approx(np.asarray(points))


def test_a_fill_covers_the_area_of_its_shape():
    canvas = Canvas(100, 100)
    canvas.fill(ellipse(50, 50, 30, 20), "#ffffff")
    covered = canvas.finish(0.0, np.random.default_rng(0))[..., 0].astype(float).sum() / 255
    assert covered == pytest.approx(np.pi * 30 * 20, rel=0.03)


def test_paint_stays_inside_where_it_is_told_to():
    canvas = Canvas(100, 100)
    canvas.fill(ellipse(50, 50, 40, 40), "#ff0000", inside=ellipse(30, 50, 10, 10))
    picture = canvas.finish(0.0, np.random.default_rng(0))
    assert picture[50, 30, 0] == 255
    assert not picture[:, 45:].any()


def test_light_comes_from_above_and_ends_nowhere_in_a_line():
    canvas = Canvas(200, 200)
    ball = ellipse(100, 100, 80, 80)
    canvas.fill(ball, "#808080")
    canvas.shade(ball, 30)
    row = canvas.finish(0.0, np.random.default_rng(0))[40:160, 100, 0].astype(int)
    assert row[-1] < row[0]
    assert np.abs(np.diff(row)).max() <= 4


def test_a_tube_is_as_wide_as_told():
    tube = Tube.along([(0, 0), (100, 0), (200, 0)], [10, 30, 10])
    assert np.linalg.norm(tube.left - tube.right, axis=1).max() == pytest.approx(30, abs=0.1)
    assert len(tube.part(0, 0.5)) < len(tube.outline)


def test_colours():
    assert rgb("#ff8000") == pytest.approx([1.0, 128 / 255, 0.0])

"""Coefficients do not depend on where, how large or how turned a face is; the region follows the mesh."""

import math

import numpy as np
import pytest

from mudong.motion.pose.estimator import FaceMesh
from mudong.motion.pose.face import (
    FACE_FIELDS,
    INNER_L,
    INNER_R,
    LIDS_L,
    LIPS,
    OUTER_L,
    OUTER_R,
    FaceReader,
    coefficients,
    region_of,
)
from mudong.motion.pose.region import Region


def mesh():
    """A made-up face 100 px high; only the points that are read matter."""
    rng = np.random.default_rng(0)
    points = rng.uniform(-30, 30, (468, 3)) * (1, 1, 0.3)
    points[10], points[152] = (0, -50, 0), (0, 50, 0)
    for index, x in ((OUTER_R, -30), (INNER_R, -10), (INNER_L, 10), (OUTER_L, 30)):
        points[index] = (x, -15, 0)
    return points


def value(points, name):
    return coefficients(FaceMesh(points=points, presence=0.9))[FACE_FIELDS.index(name)]


def test_turning_in_space_moving_and_scaling_leave_the_coefficients():
    a, b = 0.4, 0.5
    roll = np.array([[math.cos(a), -math.sin(a), 0], [math.sin(a), math.cos(a), 0], [0, 0, 1]])
    yaw = np.array([[math.cos(b), 0, math.sin(b)], [0, 1, 0], [-math.sin(b), 0, math.cos(b)]])
    there = coefficients(FaceMesh(points=mesh(), presence=0.9))
    moved = coefficients(FaceMesh(points=3 * mesh() @ (roll @ yaw).T + 200, presence=0.9))
    assert moved[:6] == pytest.approx(there[:6])
    assert moved[6] == pytest.approx(3 * there[6])


def test_an_open_mouth_and_a_closed_eye_are_told():
    points = mesh()
    points[LIPS[0]], points[LIPS[1]] = (0, 20, 0), (0, 32, 0)
    points[LIDS_L[0]] = points[LIDS_L[1]] = (20, -15, 0)
    assert value(points, "mouth_open") == pytest.approx(12 / 60)
    assert value(points, "eye_open_l") == pytest.approx(0, abs=1e-5)
    assert value(points, "size_px") == pytest.approx(100)


def test_the_region_holds_the_mesh_level_with_the_eyes():
    turn = np.array([[math.cos(0.3), -math.sin(0.3)], [math.sin(0.3), math.cos(0.3)]])
    points = mesh()
    points[:, :2] = points[:, :2] @ turn.T + (300, 200)
    region = region_of(FaceMesh(points=points, presence=1))
    assert region.angle == pytest.approx(0.3)
    unit = region.to_unit(points[:, :2])
    assert unit.min() == pytest.approx(1 / 6, abs=1e-6)
    assert unit.max() == pytest.approx(5 / 6, abs=1e-6)


class OneFace:
    """Has one face and remembers where it was looked for."""

    def __init__(self, points):
        self.points, self.asked = points, []

    def read_face(self, pixels, region):
        self.asked.append(region)
        return None if self.points is None else FaceMesh(points=self.points, presence=0.9)


BLANK = np.zeros((10, 10, 3), np.uint8)


def test_the_reader_follows_the_mesh_while_the_body_agrees():
    points = mesh() + (100, 100, 0)
    estimator = OneFace(points)
    reader = FaceReader(estimator)
    near, far = Region(x=101, y=100, size=155), Region(x=400, y=100, size=155)
    for guess in (near, near, far):
        assert reader.read(BLANK, guess)[-1] == 0.9
    assert estimator.asked == [near, region_of(FaceMesh(points=points, presence=1)), far]


def test_small_or_missing_faces_are_not_read():
    estimator = OneFace(None)
    reader = FaceReader(estimator)
    small, missing = reader.read(BLANK, Region(x=0, y=0, size=60)), reader.read(BLANK, Region(x=0, y=0, size=200))
    assert len(estimator.asked) == 1
    for row in (small, missing):
        assert np.isnan(row[:-1]).all()
        assert row[-1] == 0

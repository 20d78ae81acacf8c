"""What is written down of a face is `face_coefficients`, in the order of `FaceTrack`; the region follows the mesh."""

import math

import numpy as np
import pytest

from mudong.motion.face.coefficients import face_coefficients
from mudong.motion.face.topology import EYE_OUTER_L, EYE_OUTER_R
from mudong.motion.pose.estimator import FaceMesh
from mudong.motion.pose.face import FACE_FIELDS, FaceReader, coefficients, region_of
from mudong.motion.pose.region import Region


def mesh():
    """A made-up face 100 px high; only the points that are read matter."""
    rng = np.random.default_rng(0)
    points = rng.uniform(-30, 30, (468, 3)) * (1, 1, 0.3)
    points[10], points[152] = (0, -50, 0), (0, 50, 0)
    for index, x in ((EYE_OUTER_R, -30), (EYE_OUTER_L, 30)):
        points[index] = (x, -15, 0)
    return points


def test_the_fields_come_in_the_order_of_a_face_track():
    points = mesh()
    row = dict(zip(FACE_FIELDS, coefficients(FaceMesh(points=points, presence=0.9)), strict=True))
    there = face_coefficients(points)
    assert row.pop("confidence") == 0.9
    assert row == {name: pytest.approx(getattr(there, name)) for name in row}


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

"""The face's own frame: there and back, level eyes, and who may be moved."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portrait import placed_landmarks

from mudong.motion.face import topology as mesh
from mudong.motion.face.shape import HALF_PIXEL, FaceShape


@settings(deadline=None)
@given(roll=st.floats(-60, 60), size=st.floats(85, 300))
def test_points_come_back_and_the_eyes_are_level(roll: float, size: float) -> None:
    landmarks = placed_landmarks(size, roll)
    shape = FaceShape.of(landmarks)
    assert shape.picture(shape.points) == pytest.approx(landmarks[:, :2] - HALF_PIXEL, abs=1e-2)
    assert shape.local(shape.picture(shape.points)) == pytest.approx(shape.points, abs=1e-2)
    eyes = shape.points[[mesh.EYE_OUTER_R, mesh.EYE_OUTER_L]]
    assert eyes[:, 1] == pytest.approx([0, 0], abs=0.02 * size)
    assert eyes[1, 0] - eyes[0, 0] == pytest.approx(shape.span)
    assert shape.movable


def test_a_face_below_80_px_is_not_movable() -> None:
    assert not FaceShape.of(placed_landmarks(78)).movable
    assert FaceShape.of(placed_landmarks(84)).movable
    assert not FaceShape.of(placed_landmarks(160) * np.array([0.45, 1, 1])).movable

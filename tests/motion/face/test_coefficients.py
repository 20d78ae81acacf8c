"""The numbers of a face: they follow the expression and nothing else."""

from __future__ import annotations

from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portrait import portrait_landmarks
from scipy.spatial.transform import Rotation

from mudong.motion.face import topology as mesh
from mudong.motion.face.coefficients import face_coefficients


@settings(deadline=None)
@given(
    angles=st.tuples(st.floats(-30, 30), st.floats(-25, 25), st.floats(-45, 45)),
    scale=st.floats(0.3, 5),
)
def test_head_pose_and_scale_do_not_change_the_expression(angles: tuple[float, float, float], scale: float) -> None:
    points = portrait_landmarks()
    rest = face_coefficients(points)
    turned = Rotation.from_euler("yxz", angles, degrees=True).apply(points) * scale
    moved = face_coefficients(turned)
    same = replace(moved, size_px=rest.size_px, turn_deg=rest.turn_deg, nod_deg=rest.nod_deg)
    assert astuple(same) == pytest.approx(astuple(rest), abs=1e-4)
    assert moved.size_px == pytest.approx(rest.size_px * scale, rel=1e-4)


def test_turn_is_positive_when_the_nose_points_to_the_right_of_the_picture() -> None:
    points = portrait_landmarks()
    turned = Rotation.from_euler("y", -20, degrees=True).apply(points)
    moved = turned[mesh.NOSE_TIP, 0] - turned[[mesh.EYE_OUTER_R, mesh.EYE_OUTER_L], 0].mean()
    assert moved > 0
    change = face_coefficients(turned).turn_deg - face_coefficients(points).turn_deg
    assert change == pytest.approx(20, abs=1)


def test_nod_is_positive_when_the_head_looks_down() -> None:
    points = portrait_landmarks()
    bowed = Rotation.from_euler("x", 15, degrees=True).apply(points)
    assert bowed[mesh.NOSE_TIP, 1] - bowed[mesh.EYE_OUTER_R, 1] > points[mesh.NOSE_TIP, 1] - points[mesh.EYE_OUTER_R, 1]
    change = face_coefficients(bowed).nod_deg - face_coefficients(points).nod_deg
    assert change == pytest.approx(15, abs=1)


def test_each_part_is_measured_by_its_own_number() -> None:
    points = portrait_landmarks()
    rest = face_coefficients(points)
    shut = points.copy()
    shut[list(mesh.LID_UPPER_L)] = shut[list(mesh.LID_LOWER_L)]
    assert face_coefficients(shut).eye_open_l == pytest.approx(0, abs=1e-6)
    assert face_coefficients(shut).eye_open_r == pytest.approx(rest.eye_open_r)
    raised = points.copy()
    raised[list(mesh.BROW_UPPER_R + mesh.BROW_LOWER_R), 1] -= 5
    assert face_coefficients(raised).brow_r > rest.brow_r
    assert face_coefficients(raised).brow_l == pytest.approx(rest.brow_l)
    gaping = points.copy()
    gaping[list(mesh.LIPS_INNER_LOWER[1:-1]), 1] += 10
    assert face_coefficients(gaping).mouth_open > rest.mouth_open + 0.05


@pytest.mark.parametrize("bad", [np.zeros((467, 3)), np.full((468, 3), np.nan)])
def test_points_that_are_no_face_are_refused(bad: np.ndarray) -> None:
    with pytest.raises(ValueError, match="landmarks must be"):
        face_coefficients(bad)

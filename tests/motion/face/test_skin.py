"""Soft fields: each moves what it is named after, in the right direction."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mudong.motion.face import topology as mesh
from mudong.motion.face.frame import FaceFrame
from mudong.motion.face.rig import FaceRig


def _moved(rig: FaceRig, point: np.ndarray, **expression: float) -> np.ndarray:
    """How far, in units of the eye span, the skin at a point of the face goes (the way back, turned round)."""
    nodes = np.dstack(np.meshgrid(np.arange(rig.uv.shape[1]), np.arange(rig.uv.shape[0]))).astype(np.float32)
    back = rig.skin.back(replace(FaceFrame(), **expression), nodes)
    assert back is not None
    nearest = np.linalg.norm(rig.uv - point, axis=-1).argmin()
    return -back.reshape(-1, 2)[nearest] / rig.shape.span


def test_brows_go_up_each_for_itself_and_leave_the_eye(rig: FaceRig) -> None:
    points = rig.shape.points
    left, right = (points[list(chain)].mean(axis=0) for chain in (mesh.BROW_UPPER_L, mesh.BROW_UPPER_R))
    assert _moved(rig, left, brow_l=0.05)[1] < -0.025
    assert _moved(rig, right, brow_l=0.05) == pytest.approx([0, 0], abs=1e-3)
    assert abs(_moved(rig, points[mesh.LID_LOWER_L[4]], brow_l=0.05)[1]) < 0.005


def test_a_smile_pulls_the_corners_apart_and_up(rig: FaceRig) -> None:
    left, right = (_moved(rig, rig.shape.points[i], mouth_wide=0.1) for i in (mesh.MOUTH_CORNER_L, mesh.MOUTH_CORNER_R))
    assert left[0] > 0.03 > -0.03 > right[0]
    assert max(left[1], right[1]) < -0.01


def test_wide_eyes_lift_the_lid(rig: FaceRig) -> None:
    assert _moved(rig, rig.shape.points[mesh.LID_UPPER_L[4]], eye_l=0.25)[1] < -0.01


def test_a_calm_face_costs_nothing(rig: FaceRig) -> None:
    assert rig.skin.back(FaceFrame(turn=5, mouth_open=0.1, eye_l=-1), np.zeros((1, 1, 2), np.float32)) is None

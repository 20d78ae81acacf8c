"""The relief of a head: still outline, moving nose, the steepness bound kept."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.motion.face import topology as mesh
from mudong.motion.face.frame import FaceFrame
from mudong.motion.face.head import STEEPEST, HeadOutline, steepness
from mudong.motion.face.rig import FaceRig


def test_the_outline_stays_and_the_nose_moves_most(rig: FaceRig) -> None:
    moved = rig.head.back(FaceFrame(turn=10))
    assert moved is not None
    radius = HeadOutline.around(rig.shape).squared_radius(rig.uv)
    assert np.abs(moved[radius >= 1]).max() == 0
    at = np.unravel_index(np.abs(moved[..., 0]).argmax(), radius.shape)
    assert np.linalg.norm(rig.uv[at] - rig.shape.points[mesh.NOSE_TIP]) < 0.25 * rig.shape.span
    assert moved[at][0] < 0
    assert moved[..., 1] == pytest.approx(0)


@pytest.mark.parametrize(("turn", "nod"), [(12, 0), (0, -12), (90, 90), (-90, 45)])
def test_no_angle_is_steeper_than_allowed(rig: FaceRig, turn: float, nod: float) -> None:
    moved = rig.head.back(FaceFrame(turn=turn, nod=nod))
    assert moved is not None
    assert sum(steepness(moved[..., axis], rig.lattice.step) for axis in (0, 1)) <= STEEPEST * 1.001


def test_a_still_head_costs_nothing(rig: FaceRig) -> None:
    assert rig.head.back(FaceFrame(mouth_open=0.1)) is None

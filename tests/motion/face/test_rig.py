"""The rig on a drawn and on a real face: what must not change, and what must follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portrait import draw_portrait, portrait_landmarks
from scipy.spatial.transform import Rotation

from mudong.motion.face.coefficients import FaceCoefficients, face_coefficients
from mudong.motion.face.frame import LIMITS, FaceFrame
from mudong.motion.face.rig import FaceRig

EXPRESSIONS = st.builds(FaceFrame, **{name: st.floats(*limits) for name, limits in LIMITS.items()})
Reader = Callable[[np.ndarray], np.ndarray]


def test_nothing_is_the_picture_itself() -> None:
    picture, landmarks = draw_portrait(160)
    rig = FaceRig.build(picture, landmarks)
    assert rig is not None
    x0, y0, x1, y1 = rig.box
    assert np.array_equal(rig.frame(FaceFrame()), picture[y0:y1, x0:x1])


def test_almost_nothing_is_almost_the_picture(rig: FaceRig) -> None:
    rest = rig.frame(FaceFrame()).astype(int)
    for name in LIMITS:
        moved = rig.frame(replace(FaceFrame(), **{name: -1e-4})).astype(int)
        assert np.abs(moved - rest).max() <= 3, name


@settings(max_examples=60, deadline=None)
@given(expression=EXPRESSIONS)
def test_the_border_of_the_box_never_changes(rig: FaceRig, expression: FaceFrame) -> None:
    _assert_still_border(rig, expression)


def _assert_still_border(rig: FaceRig, expression: FaceFrame) -> None:
    rest, moved = rig.frame(FaceFrame()), rig.frame(expression)
    ring = np.ones(rest.shape[:2], bool)
    ring[1:-1, 1:-1] = False
    assert moved.shape == rest.shape
    assert np.array_equal(moved[ring], rest[ring])


@settings(max_examples=150, deadline=None)
@given(expression=EXPRESSIONS)
def test_no_expression_folds_the_face(rig: FaceRig, expression: FaceFrame) -> None:
    above, below, is_above = rig.maps(expression)
    for side, holds in ((above, is_above), (below, ~is_above)):
        down, right = np.gradient(side, axis=(0, 1))
        area = right[..., 0] * down[..., 1] - right[..., 1] * down[..., 0]
        assert area[holds].min() > 0.05 * rig.lattice.step**2


@pytest.mark.parametrize("size_px", [120, 260])
@pytest.mark.parametrize("name", LIMITS)
def test_every_channel_changes_something(name: str, size_px: float) -> None:
    rig = FaceRig.build(*draw_portrait(size_px))
    assert rig is not None
    rest = rig.frame(FaceFrame()).astype(int)
    low, high = LIMITS[name]
    for value in (low, high):
        if name == "mouth_open" and value < 0:
            continue
        moved = rig.frame(replace(FaceFrame(), **{name: value})).astype(int)
        assert (np.abs(moved - rest).max(axis=-1) > 20).sum() > 0.001 * size_px**2, (name, value)


def test_small_turned_and_cut_faces_are_left_alone() -> None:
    picture, landmarks = draw_portrait(160)
    assert FaceRig.build(*draw_portrait(76)) is None
    assert FaceRig.build(picture, landmarks - (150, 0, 0)) is None
    turned = Rotation.from_euler("y", 45, degrees=True).apply(portrait_landmarks()) + (170, 150, 0)
    assert FaceRig.build(picture, turned) is None


def test_a_picture_that_ends_just_beyond_the_face_is_enough() -> None:
    picture, landmarks = draw_portrait(160)
    low, high = landmarks[:, :2].min(axis=0) - 6, landmarks[:, :2].max(axis=0) + 6
    (x0, y0), (x1, y1) = low.astype(int), high.astype(int)
    rig = FaceRig.build(picture[y0:y1, x0:x1], landmarks - (x0, y0, 0))
    assert rig is not None
    _assert_still_border(rig, FaceFrame(mouth_open=0.3, turn=12, nod=-8))


def _seen(rig: FaceRig, picture: np.ndarray, read: Reader, expression: FaceFrame) -> FaceCoefficients:
    x0, y0, x1, y1 = rig.box
    changed = picture.copy()
    changed[y0:y1, x0:x1] = rig.frame(expression)
    return face_coefficients(read(changed))


def test_the_estimator_sees_in_a_photograph_what_was_asked_for(sample: np.ndarray, read_face: Reader) -> None:
    rig = FaceRig.build(sample, read_face(sample))
    assert rig is not None

    def see(**expression: float) -> FaceCoefficients:
        return _seen(rig, sample, read_face, FaceFrame(**expression))

    rest = see()
    opened = [see(mouth_open=value).mouth_open for value in (-0.1, 0.0, 0.06, 0.12, 0.2, 0.3)]
    assert all(np.diff(opened) > 0.005)
    blink = see(eye_l=-1, eye_r=-1)
    assert blink.eye_open_l < 0.75 * rest.eye_open_l
    assert blink.eye_open_r < 0.75 * rest.eye_open_r
    assert see(mouth_wide=0.1).mouth_wide > rest.mouth_wide + 0.02 > see(mouth_wide=-0.1).mouth_wide + 0.04
    assert see(brow_l=0.06, brow_r=0.06).brow_l > rest.brow_l
    assert see(turn=10).turn_deg > rest.turn_deg + 1.5 > see(turn=-10).turn_deg + 3
    assert see(nod=10).nod_deg > rest.nod_deg + 1 > see(nod=-10).nod_deg + 2

"""What is painted inside a mouth: dark, redder than grey, lit like the face, and only between the lips."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from portrait import draw_portrait

from mudong.motion.face import topology as mesh
from mudong.motion.face.cavity import Cavity
from mudong.motion.face.frame import FaceFrame
from mudong.motion.face.rig import FaceRig
from mudong.motion.face.shape import FaceShape


def test_the_colours_come_from_the_picture() -> None:
    picture, landmarks = draw_portrait(160)
    rig, dim = FaceRig.build(picture, landmarks), FaceRig.build(picture // 3, landmarks)
    assert rig is not None
    assert dim is not None
    deep, tongue, teeth = rig.cavity.deep, rig.cavity.tongue, rig.cavity.teeth
    assert deep.sum() < tongue.sum() < teeth.sum()
    assert deep[0] > deep[1]
    assert dim.cavity.teeth.sum() < 0.5 * teeth.sum()
    assert not rig.cavity.shows_teeth


@pytest.mark.parametrize(("colour", "shows"), [((240, 235, 225), True), ((60, 20, 20), False)])
def test_white_between_parted_lips_is_taken_for_teeth(colour: tuple[int, int, int], shows: bool) -> None:
    picture, landmarks = draw_portrait(160)
    landmarks[list(mesh.LIPS_INNER_LOWER[1:-1]), 1] += 8
    landmarks[list(mesh.LIPS_OUTER_LOWER[1:-1]), 1] += 8
    inside = landmarks[list(mesh.LIPS_INNER_UPPER + mesh.LIPS_INNER_LOWER[::-1]), :2]
    cv2.fillPoly(picture, [np.round(inside).astype(np.int32)], colour)
    assert Cavity.of(picture, FaceShape.of(landmarks)).shows_teeth is shows


def test_opening_darkens_only_the_mouth(rig: FaceRig) -> None:
    rest, opened = rig.frame(FaceFrame()).astype(int), rig.frame(FaceFrame(mouth_open=0.25)).astype(int)
    darker = (rest - opened).max(axis=-1) > 60
    rows, columns = np.nonzero(darker)
    uv = rig.shape.local(np.stack([columns + rig.box[0], rows + rig.box[1]], axis=-1).astype(np.float32))
    u0, v0, u1, v1 = rig.mouth.bounds(rig.mouth.limit_px)
    lips = 0.16 * rig.shape.span
    inside = (uv[:, 0] > u0 - lips) & (uv[:, 0] < u1 + lips) & (uv[:, 1] > v0 - lips) & (uv[:, 1] < v1 + lips)
    assert darker.sum() > 100
    assert inside.mean() > 0.97

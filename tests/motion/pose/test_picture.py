"""Figures in real pictures: precise, whatever the size, the number and the position; none where there is none."""

import cv2
import numpy as np
import pytest

from mudong.motion.pose.picture import find_figures
from mudong.spec.joints import MIRROR, Joint


@pytest.fixture(scope="module")
def person(samples):
    return cv2.cvtColor(cv2.imread(str(samples / "person.jpg")), cv2.COLOR_BGR2RGB)


@pytest.fixture(scope="module")
def figure(person, blaze):
    (found,) = find_figures(person, blaze)
    return found


def height(figure):
    return float(np.ptp(figure.xy[:, 1]))


BY_EYE = {
    Joint.NOSE: (497, 365), Joint.SHOULDER_R: (330, 560), Joint.SHOULDER_L: (620, 560), Joint.ELBOW_R: (300, 815),
    Joint.WRIST_R: (385, 955), Joint.WRIST_L: (685, 945), Joint.KNEE_R: (380, 1400), Joint.KNEE_L: (640, 1375),
    Joint.ANKLE_R: (330, 1725), Joint.ANKLE_L: (680, 1725), Joint.HEAD: (505, 212),
}  # fmt: skip
"""Placed by a person on `person.jpg`, 1080 x 1920, to about 25 px."""


def test_joints_lie_where_a_person_sees_them(figure):
    away = {joint.name: float(np.hypot(*(figure.xy[joint] - place))) for joint, place in BY_EYE.items()}
    assert max(away.values()) < 60, away
    assert np.median(list(away.values())) < 30, away
    assert figure.source == "detector"
    assert figure.hands is not None


def test_the_mask_covers_the_body_and_little_else(figure):
    assert figure.mask is not None
    assert figure.mask.shape == (1920, 1080)
    assert 0.12 < (figure.mask > 127).mean() < 0.3
    columns, rows = figure.xy.astype(int).T
    assert (figure.mask[rows, columns] > 127).mean() > 0.8


def test_the_face_lies_between_crown_and_neck(figure):
    assert figure.face is not None
    assert figure.face.shape == (468, 3)
    assert figure.face[1, :2] == pytest.approx(figure.xy[Joint.NOSE], abs=25)
    assert figure.xy[Joint.HEAD, 1] < figure.face[:, 1].min()
    assert figure.face[:, 1].max() < figure.xy[Joint.NECK, 1]


def test_the_mirror_image_gives_the_mirrored_joints(person, figure, blaze):
    (flipped,) = find_figures(np.ascontiguousarray(person[:, ::-1]), blaze)
    back = flipped.xy[list(MIRROR)] * (-1, 1) + (person.shape[1], 0)
    assert np.abs(back - figure.xy).max() < 6
    assert np.abs(back - figure.xy).mean() < 1.5


def placed(person, scale, at=(300, 700), size=(1920, 1080)):
    small = cv2.resize(person, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    canvas = np.full((*size, 3), 185, np.uint8)
    canvas[at[1] : at[1] + small.shape[0], at[0] : at[0] + small.shape[1]] = small
    return canvas


@pytest.mark.parametrize("scale", [0.4, 0.2, 0.1])
def test_small_figures_are_found_as_precisely(person, figure, blaze, scale):
    (small,) = find_figures(placed(person, scale), blaze)
    away = np.linalg.norm((small.xy - (300, 700)) / scale - figure.xy, axis=1) / height(figure)
    assert np.median(away) < 0.015


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_lying_figure_is_found(person, figure, blaze, quarters):
    found = find_figures(np.ascontiguousarray(np.rot90(person, quarters)), blaze)
    tall, wide = person.shape[:2]
    x, y = figure.xy.T
    expected = {1: (y, wide - x), 2: (wide - x, tall - y), 3: (tall - y, x)}[quarters]
    assert np.median(np.linalg.norm(found[0].xy - np.stack(expected, axis=1), axis=1)) < 0.01 * height(figure)


def test_several_people_come_largest_first(person, blaze):
    scene = placed(person, 0.6, (100, 0), (1200, 2400))
    scene[500:980, 1500:1770] = cv2.resize(person[:, ::-1], (270, 480), interpolation=cv2.INTER_AREA)
    scene[350:1190, 900:1373] = cv2.resize(person, (473, 840), interpolation=cv2.INTER_AREA)
    found = find_figures(scene, blaze)
    assert [round(f.xy[:, 0].mean() / 100) for f in found] == [4, 11, 16]
    assert [height(f) for f in found] == sorted((height(f) for f in found), reverse=True)


@pytest.mark.parametrize("name", ["cat-bust.jpg", "drawing.png"])
def test_no_person_is_no_figure(samples, blaze, name):
    assert find_figures(cv2.cvtColor(cv2.imread(str(samples / name)), cv2.COLOR_BGR2RGB), blaze) == []


@pytest.mark.parametrize("shape", [(1, 1), (16, 900), (900, 16), (40, 40)])
def test_odd_pictures_are_no_figure_and_no_error(blaze, shape):
    noise = np.random.default_rng(0).integers(0, 255, (*shape, 3)).astype(np.uint8)
    assert find_figures(noise, blaze) == []

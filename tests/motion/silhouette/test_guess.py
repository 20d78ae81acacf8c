"""The first guess of joints in an outline: near where a hand would place them, and correctable in every case."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from mudong.media.picture import read_picture
from mudong.motion.joints_file import read_joints
from mudong.motion.silhouette import border_share, figure_from_silhouette, silhouette
from mudong.spec.joints import MIRROR, Joint

SAMPLES = Path(__file__).parents[3] / "../shared/samples"
DOLL = {
    Joint.PELVIS: (300, 455), Joint.NECK: (300, 245), Joint.HEAD: (300, 75), Joint.NOSE: (300, 160),
    Joint.SHOULDER_L: (365, 262), Joint.SHOULDER_R: (235, 262),
    Joint.WRIST_L: (460, 325), Joint.WRIST_R: (130, 205),
    Joint.HIP_L: (345, 455), Joint.HIP_R: (255, 455), Joint.KNEE_L: (353, 590), Joint.KNEE_R: (247, 590),
    Joint.ANKLE_L: (385, 710), Joint.ANKLE_R: (215, 710),
}  # fmt: skip


def errors(xy: np.ndarray, expected: dict[Joint, tuple[float, float]], height: float) -> dict[str, float]:
    """Distance in per cent of the height."""
    return {j.label: 100 * float(np.linalg.norm(xy[j] - place)) / height for j, place in expected.items()}


def test_a_doll(outline_doll):
    found = figure_from_silhouette(silhouette(outline_doll[0]))
    off = errors(found.xy, DOLL, 670)
    assert np.mean(list(off.values())) < 4
    assert max(off.values()) < 9, off
    assert found.source == "silhouette"
    assert (found.confidence > 0.4).all()


def test_the_guess_moves_and_grows_with_the_outline(outline_doll):
    mask = np.where(outline_doll[1], 255, 0).astype(np.uint8)
    once = figure_from_silhouette(mask)
    moved = figure_from_silhouette(np.pad(mask, ((40, 20), (70, 10))))
    assert np.allclose(moved.xy, once.xy + [70, 40], atol=1e-3)
    twice = figure_from_silhouette(cv2.resize(mask, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST))
    assert np.abs(twice.xy / 2 - once.xy).max() < 0.03 * 670


def test_left_and_right_are_the_figures_own_and_change_places_in_the_mirror(outline_doll):
    mask = np.where(outline_doll[1], 255, 0).astype(np.uint8)
    once, mirrored = figure_from_silhouette(mask), figure_from_silhouette(np.ascontiguousarray(mask[:, ::-1]))
    back = mirrored.xy[list(MIRROR)] * [-1, 1] + [599, 0]
    assert np.abs(back - once.xy).max() < 0.04 * 670
    assert once.xy[Joint.WRIST_L, 0] > once.xy[Joint.WRIST_R, 0]


def test_raised_arms_are_arms_and_not_heads():
    mask = np.zeros((700, 500), np.uint8)
    cv2.circle(mask, (250, 200), 60, 255, -1)
    cv2.rectangle(mask, (190, 255), (310, 450), 255, -1)
    for s in (-1, 1):
        cv2.polylines(
            mask, [np.array([(250 + s * 45, 285), (250 + s * 120, 200), (250 + s * 130, 60)])], False, 255, 28
        )
        cv2.rectangle(mask, (250 + s * 35 - 20, 440), (250 + s * 35 + 20, 680), 255, -1)
    xy = figure_from_silhouette(mask).xy
    assert xy[Joint.WRIST_L, 1] < 160
    assert xy[Joint.WRIST_R, 1] < 160
    assert xy[Joint.NOSE] == pytest.approx((250, 200), abs=20)


def test_a_ghost_gets_limbs_by_proportion():
    mask = np.zeros((500, 300), np.uint8)
    cv2.ellipse(mask, (150, 160), (100, 120), 0, 0, 360, 255, -1)
    cv2.rectangle(mask, (50, 160), (250, 450), 255, -1)
    found = figure_from_silhouette(mask)
    xy = found.xy
    assert xy[Joint.HEAD, 1] < xy[Joint.NECK, 1] < xy[Joint.PELVIS, 1] < xy[Joint.KNEE_L, 1] < xy[Joint.ANKLE_L, 1]
    assert xy[Joint.ANKLE_L, 0] - xy[Joint.ANKLE_R, 0] > 40
    inside = [mask[round(float(y)), round(float(x))] for x, y in xy[[Joint.WRIST_L, Joint.WRIST_R, Joint.PELVIS]]]
    assert inside == [255] * 3


def test_a_bust_keeps_its_legs_below_the_picture():
    mask = np.zeros((400, 400), np.uint8)
    cv2.circle(mask, (200, 150), 90, 255, -1)
    cv2.ellipse(mask, (200, 420), (150, 190), 0, 0, 360, 255, -1)
    assert border_share(mask) > 0.9
    found = figure_from_silhouette(mask)
    legs = [Joint.KNEE_L, Joint.KNEE_R, Joint.ANKLE_L, Joint.ANKLE_R]
    assert (found.xy[legs, 1] > 400).all()
    assert (found.confidence[legs] == 0).all()
    assert found.xy[Joint.NOSE] == pytest.approx((200, 150), abs=25)
    assert 220 < found.xy[Joint.NECK, 1] < 330


def test_a_dog_from_the_side_and_the_other_side(dog):
    mask = np.where(dog[1], 255, 0).astype(np.uint8)
    xy = figure_from_silhouette(mask).xy
    assert xy[Joint.NOSE, 0] < xy[Joint.NECK, 0] < xy[Joint.SPINE, 0] < xy[Joint.PELVIS, 0]
    assert errors(xy, {Joint.NECK: (290, 300), Joint.PELVIS: (535, 300), Joint.HEAD: (200, 150)}, 400)["neck"] < 10
    assert (np.abs(xy[[Joint.WRIST_L, Joint.WRIST_R, Joint.ANKLE_L, Joint.ANKLE_R], 1] - 490) < 30).all()
    other = figure_from_silhouette(np.ascontiguousarray(mask[:, ::-1])).xy
    assert np.abs(other * [-1, 1] + [799, 0] - xy).max() < 6


def test_an_empty_mask_has_no_figure():
    with pytest.raises(ValueError, match="empty"):
        figure_from_silhouette(np.zeros((50, 50), np.uint8))


@pytest.mark.parametrize("seed", range(8))
def test_any_blob_gives_a_finite_figure(seed):
    rng = np.random.default_rng(seed)
    noise = cv2.GaussianBlur(rng.normal(0, 1, (180, 140)).astype(np.float32), (0, 0), float(rng.uniform(2, 25)))
    figure = figure_from_silhouette(np.where(noise > noise.mean(), 255, 0).astype(np.uint8))
    assert np.isfinite(figure.xy).all()


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (40, 1), (3, 300), (300, 3)])
def test_tiny_and_thin_masks_are_survived(shape):
    assert np.isfinite(figure_from_silhouette(np.full(shape, 255, np.uint8)).xy).all()


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples are not here")
def test_the_drawing_against_joints_placed_by_hand():
    picture = read_picture(SAMPLES / "drawing.png")
    by_hand = read_joints(SAMPLES / "drawing-joints.yaml", picture.width, picture.height).xy
    guessed = figure_from_silhouette(silhouette(picture.pixels, picture.alpha)).xy
    off = np.linalg.norm(guessed - by_hand, axis=1) / np.ptp(by_hand[:, 1])
    assert off.mean() < 0.06  # 4.2 % measured
    assert off.max() < 0.12

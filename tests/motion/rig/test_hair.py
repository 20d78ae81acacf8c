"""Hair goes with the head where its colour tells it; where the colour tells nothing, nothing is claimed."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from puppets import MANNEQUIN, mannequin, paint_mannequin

from mudong.motion.rig.hair import hair_pixels
from mudong.spec.joints import Joint

BROWN = (70, 40, 25)
LOCK = np.array([(206, 60), (222, 60), (232, 150), (226, 190), (212, 190), (208, 120)])
"""A strand from the temple over the left shoulder down to the chest."""


def with_hair(colour: tuple[int, int, int], dress: tuple[int, int, int] | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Picture and (H, W) bool silhouette of a mannequin with hair, all its clothes in one colour if so wished."""
    picture, alpha = paint_mannequin()
    crown, neck = np.array(MANNEQUIN[Joint.HEAD]), np.array(MANNEQUIN[Joint.NECK])
    if dress is not None:
        body = (alpha > 127) & (np.mgrid[: len(picture), : picture.shape[1]][0] > neck[1] + 30)
        picture[body] = dress
    cv2.circle(picture, (180, 60), 34, colour, -1)
    cv2.fillPoly(picture, [LOCK], colour)
    cv2.fillPoly(alpha, [LOCK], 255)
    cv2.ellipse(picture, (180, 88), (22, 26), 0, 0, 360, (250, 215, 190), -1)
    assert np.linalg.norm(crown - neck) > 60
    return picture, alpha > 127


def test_a_strand_over_the_shoulder_is_found() -> None:
    picture, mask = with_hair(BROWN)
    found = hair_pixels(picture, mask, mannequin().nodes)
    strand = np.zeros(mask.shape, np.uint8)
    cv2.fillPoly(strand, [LOCK], 1)
    inner = cv2.erode(strand, np.ones((5, 5), np.uint8)) > 0
    assert found[inner].mean() > 0.9
    clothes = mask & (np.abs(picture.astype(int) - BROWN).max(axis=2) > 60)
    assert found[clothes].mean() < 0.03


def test_the_face_is_not_hair() -> None:
    picture, mask = with_hair(BROWN)
    found = hair_pixels(picture, mask, mannequin().nodes)
    assert not found[80:100, 168:192].any()


@pytest.mark.parametrize("dress", [BROWN, (84, 52, 36)])
def test_nothing_is_claimed_where_clothes_have_the_colour_of_hair(dress: tuple[int, int, int]) -> None:
    picture, mask = with_hair(BROWN, dress)
    assert not hair_pixels(picture, mask, mannequin().nodes).any()


def test_a_bald_head_has_no_hair() -> None:
    body = mannequin()
    assert not hair_pixels(body.picture, body.cut.alpha > 127, body.nodes).any()


def test_what_is_found_lies_on_the_figure() -> None:
    picture, mask = with_hair(BROWN)
    assert not (hair_pixels(picture, mask, mannequin().nodes) & ~mask).any()

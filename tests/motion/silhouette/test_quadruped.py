"""Four legs or two: animals from the side, dolls, people lying and crawling."""

from __future__ import annotations

import cv2
import numpy as np

from mudong.motion.figure import Figure
from mudong.motion.silhouette import is_four_legged
from mudong.spec.joints import NUM_JOINTS, Joint


def figure(places: dict[Joint, tuple[float, float]]) -> Figure:
    xy = np.zeros((NUM_JOINTS, 2), np.float32)
    for joint, place in places.items():
        xy[joint] = place
    zeros = np.zeros(NUM_JOINTS, np.float32)
    return Figure(width=500, height=500, xy=xy, depth=zeros, confidence=zeros + 1)


def test_outlines(dog, outline_doll):
    assert is_four_legged(dog[1])
    assert is_four_legged(dog[1][:, ::-1])
    assert not is_four_legged(outline_doll[1])
    assert not is_four_legged(np.zeros((9, 9), bool))


def test_somebody_lying_has_no_legs_below(outline_doll):
    assert not is_four_legged(np.rot90(outline_doll[1]))


def test_arms_spread_wide_are_no_legs():
    mask = np.zeros((300, 320), np.uint8)
    cv2.circle(mask, (160, 40), 35, 1, -1)
    cv2.rectangle(mask, (130, 70), (190, 190), 1, -1)
    cv2.rectangle(mask, (5, 85), (315, 110), 1, -1)
    for x in (132, 165):
        cv2.rectangle(mask, (x, 190), (x + 22, 298), 1, -1)
    assert not is_four_legged(mask)


def test_crawling_and_lying_figures():
    limbs = {Joint.WRIST_L: (300, 320), Joint.WRIST_R: (320, 320), Joint.ANKLE_L: (100, 320), Joint.ANKLE_R: (120, 320)}
    trunk = {Joint.PELVIS: (100, 200), Joint.NECK: (300, 190)}
    assert is_four_legged(figure(trunk | limbs))
    flat = {joint: (x, 205.0) for joint, (x, _) in limbs.items()}
    assert not is_four_legged(figure(trunk | flat))
    upright = {Joint.PELVIS: (200, 300), Joint.NECK: (200, 100)}
    assert not is_four_legged(figure(upright | limbs))

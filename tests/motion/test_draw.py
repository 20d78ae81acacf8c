"""A preview shows where joints are and changes nothing else."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from tracks import STANDING

from mudong.motion.draw import LEFT, RIGHT, draw_skeleton
from mudong.spec.joints import Joint


def test_left_is_warm_right_is_cool_and_the_picture_is_a_copy():
    blank = np.full((480, 640, 3), 128, np.uint8)
    drawn = draw_skeleton(blank, STANDING, thickness=4)
    assert (blank == 128).all()
    for joint, color in ((Joint.WRIST_L, LEFT), (Joint.WRIST_R, RIGHT)):
        x, y = STANDING[joint].astype(int)
        assert np.abs(drawn[y, x].astype(int) - color).max() < 10
    assert (drawn[:80] == 128).all()


def test_unsure_joints_are_faint():
    blank = np.full((480, 640, 3), 128, np.uint8)
    x, y = STANDING[Joint.WRIST_L].astype(int)
    sure, unsure = (draw_skeleton(blank, STANDING, np.full(21, c), thickness=4)[y, x] for c in (1.0, 0.0))
    assert np.ptp(unsure.astype(int)) < 0.5 * np.ptp(sure.astype(int))


def test_joints_far_outside_do_no_harm():
    draw_skeleton(np.zeros((20, 20, 3), np.uint8), STANDING * 1e6, hands=np.full((2, 3, 2), -1e9))

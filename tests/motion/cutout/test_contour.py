"""What carries a bone stays; crumbs and pinholes go; gaps between limbs stay gaps."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from painted import paint

from mudong.motion.cutout.contour import bone_map, clean, with_bones
from mudong.spec.joints import Joint

PAINTED = paint((40, 60, 150), (205, 190, 165))
ALPHA, FIGURE, HEIGHT = PAINTED.alpha, PAINTED.figure, 340.0
BONES = bone_map(ALPHA.shape, FIGURE, 3)


def test_crumbs_go_and_the_figure_stays():
    probability = ALPHA.copy()
    probability[10:14, 10:14] = 1
    cleaned = clean(probability, ALPHA, BONES, HEIGHT)
    assert cleaned[8:16, 8:16].max() == 0
    assert (cleaned[ALPHA > 0.5] == ALPHA[ALPHA > 0.5]).all()


def test_a_hand_cut_off_by_a_cuff_stays():
    probability = ALPHA.copy()
    probability[205:209] = 0
    cleaned = clean(probability, ALPHA, BONES, HEIGHT)
    assert cleaned[225, 55] > 0.5
    assert cleaned[225, 245] > 0.5


def test_pinholes_close_and_gaps_stay():
    probability, first = ALPHA.copy(), ALPHA.copy()
    probability[200:202, 150:152] = 0
    probability[220:226, 147:153] = 0
    cleaned = clean(probability, first, BONES, HEIGHT)
    assert cleaned[200:202, 150:152].min() == 1
    assert cleaned[220:226, 147:153].min() == 1
    assert cleaned[380, 150] == 0
    first[218:228, 145:155] = 0.6
    assert clean(probability, first, BONES, HEIGHT)[223, 150] == 0


def test_unsure_joints_draw_no_bone():
    unsure = np.ones(21, np.float32)
    unsure[Joint.WRIST_L] = 0.1
    bones = bone_map(ALPHA.shape, replace(FIGURE, confidence=unsure), 3)
    assert BONES[225, 245]
    assert not bones[225, 245]
    assert bones[225, 55]


def test_bones_are_inside_and_an_unknown_body_becomes_a_stick_figure():
    weak = np.clip(ALPHA, 0.3, 0.7)
    assert with_bones(weak, BONES, HEIGHT)[BONES].min() >= 0.98
    stick = with_bones(np.zeros_like(ALPHA), BONES, HEIGHT)
    assert stick[BONES].min() > 0.9
    assert stick[10, 10] < 0.01

"""Votes of right positions give the right image; anchors hold."""

import numpy as np

from mudong.motion.inpaint.level import Level
from mudong.motion.inpaint.membrane import beside, first_guess, membrane
from mudong.motion.inpaint.vote import Anchor, vote

YS, XS = np.mgrid[:60, :96]
STRIPES = np.where(((XS // 6) % 2)[..., None] > 0, [200, 60, 60], [40, 60, 160]).astype(np.uint8)
HOLE = np.zeros((60, 96), bool)
HOLE[20:40, 40:56] = True
LEVEL = Level.of(STRIPES, HOLE, 96)


def test_patches_that_agree_give_their_picture():
    positions = LEVEL.itself()
    positions[LEVEL.queries] += 24
    image = vote(LEVEL, positions, np.zeros(HOLE.size, np.float32))
    assert np.abs(image - STRIPES).max() < 1


def test_brightness_goes_on_over_the_rim():
    slope = (STRIPES * 0.5 + XS[..., None]).astype(np.uint8)
    level = Level.of(slope, HOLE, 96)
    positions = level.itself()
    positions[level.queries] += 24
    image = vote(level, positions, np.zeros(HOLE.size, np.float32))
    assert np.abs(image - slope)[HOLE].mean() < 8, "24 levels brighter where it was copied from"


def test_an_anchor_holds_its_guide():
    positions = LEVEL.itself()
    positions[LEVEL.queries] += 24
    guide = np.full((60, 96, 3), 128, np.float32)
    near = np.zeros_like(HOLE)
    near[28:32, 44:52] = True
    loose = vote(LEVEL, positions, np.zeros(HOLE.size, np.float32))
    held = vote(LEVEL, positions, np.zeros(HOLE.size, np.float32), Anchor(guide=guide, near=near))
    assert np.abs(held - guide)[near].mean() < 0.85 * np.abs(loose - guide)[near].mean()


def test_a_membrane_does_not_leak_through_a_line():
    pixels = np.where((YS < 30)[..., None], 220, 40).repeat(3, -1).astype(np.uint8)
    level = Level.of(pixels, HOLE, 96)
    line = np.array([[38, 30, 58, 30]], np.float32)
    cut = membrane(level, first_guess(level), line)
    whole = membrane(level, first_guess(level), np.zeros((0, 4), np.float32))
    assert np.abs(cut - pixels)[HOLE].mean() < 3
    assert np.abs(whole - pixels)[HOLE].mean() > 10
    assert beside(level, line)[30, 45]
    assert not beside(level, line)[40, 45]

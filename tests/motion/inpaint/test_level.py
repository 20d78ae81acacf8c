"""A level knows what is missing, and what is missing leaves no trace in it."""

import numpy as np

from mudong.motion.inpaint.level import Level
from mudong.motion.inpaint.patches import RADIUS

PIXELS = np.random.default_rng(0).integers(0, 256, (80, 120, 3)).astype(np.uint8)
HOLE = np.zeros((80, 120), bool)
HOLE[30:50, 40:70] = True


def test_colours_of_the_hole_do_not_show():
    other = PIXELS.copy()
    other[HOLE] = 255
    for longest in (120, 60, 37):
        assert (Level.of(PIXELS, HOLE, longest).image == Level.of(other, HOLE, longest).image).all()


def test_sources_are_wholly_known_and_inside():
    level = Level.of(PIXELS, HOLE, 120)
    for y, x in np.argwhere(level.source)[::37]:
        patch = level.hole[y - RADIUS : y + RADIUS + 1, x - RADIUS : x + RADIUS + 1]
        assert patch.shape == (2 * RADIUS + 1, 2 * RADIUS + 1)
        assert not patch.any()
    assert not (level.source & level.reaching).any()


def test_a_level_is_no_larger_than_asked_for_and_keeps_the_aspect():
    level = Level.of(PIXELS, HOLE, 60)
    assert (level.height, level.width, level.longest) == (40, 60, 60)


def test_resizing_keeps_what_is_known():
    small, large = Level.of(PIXELS, HOLE, 60), Level.of(PIXELS, HOLE, 120)
    grown = large.resized(small.image)
    assert (grown[~large.hole] == large.image[~large.hole]).all()

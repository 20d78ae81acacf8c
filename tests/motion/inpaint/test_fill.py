"""A hole is filled as its surroundings ask for; nothing else changes; the same input gives the same pixels."""

import numpy as np
import pytest

from mudong.motion.inpaint.fill import FillQuality, complete


def checkers(size=160, step=16):
    ys, xs = np.mgrid[:size, :size]
    return np.where((((ys // step) + (xs // step)) % 2)[..., None] > 0, [220, 210, 190], [60, 70, 90]).astype(np.uint8)


def hole(size=160, side=44):
    mask = np.zeros((size, size), bool)
    mask[50 : 50 + side, 60 : 60 + side] = True
    return mask


def test_a_regular_pattern_comes_back():
    truth, mask = checkers(), hole()
    pixels = truth.copy()
    pixels[mask] = 255
    filled = complete(pixels, mask)
    assert (np.abs(filled.astype(int) - truth).max(-1)[mask] < 40).mean() > 0.9
    assert (filled[~mask] == truth[~mask]).all()


def test_a_plain_colour_stays_plain():
    pixels = np.full((90, 120, 3), (120, 80, 40), np.uint8)
    mask = np.zeros((90, 120), bool)
    mask[20:70, 30:60] = True
    pixels[mask] = 0
    assert np.abs(complete(pixels, mask).astype(int) - (120, 80, 40)).max() <= 3


def test_what_was_under_the_hole_does_not_matter():
    rng = np.random.default_rng(0)
    one, mask = checkers(), hole()
    other = one.copy()
    other[mask] = rng.integers(0, 256, (mask.sum(), 3))
    assert (complete(one, mask) == complete(other, mask)).all()


def test_a_hole_at_the_border_is_filled():
    truth = checkers()
    mask = np.zeros(truth.shape[:2], bool)
    mask[110:, 60:100] = True
    pixels = truth.copy()
    pixels[mask] = (255, 0, 255)
    assert np.abs(complete(pixels, mask).astype(int) - (255, 0, 255)).max(-1)[mask].min() > 40


@pytest.mark.parametrize("known", [0.03, 0.0])
def test_hardly_anything_known_does_not_fail(known):
    pixels = np.full((60, 40, 3), 50, np.uint8)
    mask = np.ones((60, 40), bool)
    mask[:, : round(40 * known)] = False
    assert complete(pixels, mask, FillQuality(coarsest=24)).shape == pixels.shape

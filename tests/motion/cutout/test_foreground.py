"""The background's colour leaves the soft edge, and the figure's own goes on beyond it."""

import cv2
import numpy as np
import pytest

from mudong.motion.cutout.foreground import foreground_colours

FIGURE, GROUND = np.array([200, 40, 60]), np.array([20, 200, 90])


def disc(size=160, radius=40, soft=4):
    ys, xs = np.mgrid[:size, :size] - size / 2
    return np.clip((radius - np.hypot(ys, xs)) / soft + 0.5, 0, 1).astype(np.float32)


@pytest.mark.parametrize("soft", [1, 4, 12])
def test_soft_pixels_get_the_figures_colour(soft):
    alpha = disc(soft=soft)
    pixels = np.rint(alpha[..., None] * FIGURE + (1 - alpha[..., None]) * GROUND).astype(np.uint8)
    colours = foreground_colours(pixels, alpha).astype(float)
    edge = (alpha > 0.05) & (alpha < 1)
    assert np.abs(colours - FIGURE)[edge].mean() < 8
    assert np.abs(pixels - FIGURE)[edge].mean() > 40


def test_the_colour_goes_on_for_24_pixels_and_more():
    alpha = disc()
    pixels = np.rint(alpha[..., None] * FIGURE + (1 - alpha[..., None]) * GROUND).astype(np.uint8)
    colours = foreground_colours(pixels, alpha).astype(float)
    away = cv2.distanceTransform((alpha < 0.01).astype(np.uint8), cv2.DIST_L2, 5)
    assert np.abs(colours - FIGURE)[away < 30].max() < 25


def test_each_side_goes_on_in_its_own_colour():
    alpha = disc()
    left = np.mgrid[:160, :160][1] < 80
    own = np.where(left[..., None], [220, 30, 30], [30, 30, 220])
    pixels = np.rint(alpha[..., None] * own + (1 - alpha[..., None]) * 128).astype(np.uint8)
    colours = foreground_colours(pixels, alpha).astype(int)
    assert colours[80, 30, 0] > colours[80, 30, 2] + 90
    assert colours[80, 130, 2] > colours[80, 130, 0] + 90


def test_solid_pixels_stay_as_they_are():
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (90, 70, 3)).astype(np.uint8)
    alpha = np.zeros((90, 70), np.float32)
    alpha[20:60, 20:50] = 1
    assert (foreground_colours(pixels, alpha)[alpha == 1] == pixels[alpha == 1]).all()


@pytest.mark.parametrize("value", [0, 1])
def test_all_or_nothing_does_not_fail(value):
    pixels = np.full((20, 33, 3), 77, np.uint8)
    colours = foreground_colours(pixels, np.full((20, 33), value, np.float32))
    assert colours.shape == pixels.shape
    assert colours.dtype == np.uint8
    assert value == 0 or (colours == 77).all()

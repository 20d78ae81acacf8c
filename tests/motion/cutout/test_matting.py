"""The matting equation gives back alpha where its premise holds: colours on a line, locally."""

import cv2
import numpy as np
import pytest

from mudong.motion.cutout.matting import matte


def blend(alpha, figure=(220, 60, 40), ground=(30, 90, 160)):
    share = alpha[..., None]
    return np.rint(share * np.array(figure) + (1 - share) * np.array(ground)).astype(np.uint8)


def known_at_the_ends(alpha):
    return np.where(alpha > 0.995, 255, np.where(alpha < 0.005, 0, 128)).astype(np.uint8)


def ramp(width=20, size=48):
    return np.tile(np.clip((np.arange(size) - (size - width) / 2) / width, 0, 1), (size, 1)).astype(np.float32)


@pytest.mark.parametrize("width", [3, 10, 24])
def test_a_soft_edge_between_two_colours_comes_back(width):
    alpha = ramp(width)
    solved = matte(blend(alpha), known_at_the_ends(alpha), np.full_like(alpha, 0.5), np.zeros_like(alpha), 400)
    assert np.abs(solved - alpha).max() < 0.03


def test_strands_thinner_than_a_pixel_come_back():
    alpha = np.zeros((40, 40), np.float32)
    alpha[:, :10] = 1
    alpha[::6, 10:30] = 0.45
    trimap = np.zeros((40, 40), np.uint8)
    trimap[:, :8], trimap[:, 8:34] = 255, 128
    guess = np.tile(np.linspace(1, 0, 40, dtype=np.float32), (40, 1))
    solved = matte(blend(alpha), trimap, guess, np.zeros_like(alpha), 800)
    assert np.abs(solved - alpha)[:, 8:34].mean() < 0.04


def test_flat_ink_on_flat_paper_is_whole():
    """A stroke drawn by a program: no noise at all, and too thin to have a sure inside."""
    ink = cv2.line(np.zeros((300, 300), np.uint8), (30, 50), (263, 240), 255, 9, cv2.LINE_AA)
    alpha = ink.astype(np.float32) / 255
    trimap = np.where(cv2.dilate(ink, np.ones((15, 15))) > 0, 128, 0).astype(np.uint8)
    pull = np.full(alpha.shape, 0.008, np.float32)
    solved = matte(blend(alpha, (30, 30, 40), (255, 255, 255)), trimap, 0.9 * alpha, pull)
    assert np.abs(solved - alpha).max() < 0.2


def test_known_pixels_are_kept_and_swapping_the_sides_gives_the_complement():
    alpha = ramp(10)
    rng = np.random.default_rng(1)
    pixels = np.clip(blend(alpha) + rng.normal(0, 3, (48, 48, 3)), 0, 255).astype(np.uint8)
    trimap = known_at_the_ends(alpha)
    half, none = np.full_like(alpha, 0.5), np.zeros_like(alpha)
    solved = matte(pixels, trimap, half, none, 600)
    assert (solved[trimap == 255] == 1).all()
    assert (solved[trimap == 0] == 0).all()
    swapped = matte(pixels, np.where(trimap == 128, 128, 255 - trimap).astype(np.uint8), half, none, 600)
    assert np.abs(solved + swapped - 1).max() < 0.02


def test_a_strong_pull_gives_the_guess():
    alpha = ramp(10)
    guess = np.full_like(alpha, 0.3)
    solved = matte(blend(alpha), known_at_the_ends(alpha), guess, np.full_like(alpha, 1e4), 50)
    assert np.abs(solved - 0.3)[known_at_the_ends(alpha) == 128].max() < 0.01


def test_a_band_at_the_pictures_border_is_solved_too():
    alpha = ramp(24)[:, 6:40]
    trimap = known_at_the_ends(alpha)
    trimap[0] = trimap[-1] = 128
    solved = matte(blend(alpha), trimap, np.full_like(alpha, 0.5), np.zeros_like(alpha), 500)
    assert np.isfinite(solved).all()
    assert np.abs(solved - alpha).max() < 0.06


def test_without_a_band_nothing_is_solved():
    trimap = np.zeros((9, 9), np.uint8)
    trimap[3:6, 3:6] = 255
    assert (matte(np.zeros((9, 9, 3), np.uint8), trimap, trimap / 255.0, trimap * 0.0) == trimap / 255).all()

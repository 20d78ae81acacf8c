"""Colours move a wrong contour to the right place; where they say nothing, the shape stands."""

import numpy as np

from mudong.motion.cutout.colours import ColourModel, sharpen


def scene(inside, outside, size=160, edge=80, noise=4.0):
    rng = np.random.default_rng(3)
    left = np.mgrid[:size, :size][1] < edge
    pixels = np.where(left[..., None], inside, outside) + rng.normal(0, noise, (size, size, 3))
    return np.clip(pixels, 0, 255).astype(np.uint8), left


def shifted(size=160, edge=80):
    return (np.mgrid[:size, :size][1] < edge).astype(np.float32)


def test_the_contour_moves_to_the_edge_of_the_colours():
    pixels, truth = scene((40, 60, 150), (205, 190, 165))
    found = sharpen(pixels, shifted(edge=83), np.zeros(truth.shape, np.float32), 400, ColourModel())
    assert ((found > 0.5) != truth).mean() < 0.002
    assert ((shifted(edge=83) > 0.5) != truth).mean() > 0.015


def test_equal_colours_leave_the_shape_alone():
    pixels, _ = scene((60, 58, 62), (60, 58, 62))
    first = shifted(edge=83)
    found = sharpen(pixels, first, np.zeros(first.shape, np.float32), 400, ColourModel())
    assert ((found > 0.5) != (first > 0.5)).mean() < 0.02


def test_a_slit_the_network_half_saw_is_opened():
    pixels, truth = scene((30, 28, 34), (150, 155, 165))
    pixels[40:120, 38:43] = pixels[40:120, 120:125]
    first = truth.astype(np.float32)
    first[38:122, 36:45] = 0.8
    found = sharpen(pixels, first, np.zeros(first.shape, np.float32), 400, ColourModel())
    assert (found[45:115, 39:42] < 0.5).mean() > 0.95
    assert (found[45:115, 20:34] > 0.5).all()


def test_what_looks_like_shaded_ground_leaves_the_figure():
    pixels, truth = scene((230, 230, 232), (140, 138, 134), edge=70)
    pixels[100:120, 70:110] = (78, 80, 82)
    pixels[100:120, 120:150] = (78, 80, 82)
    first = truth.astype(np.float32)
    first[100:120, 70:110] = 1
    shadow = np.zeros(first.shape, np.float32)
    shadow[100:120, 70:110] = 1
    assert (sharpen(pixels, first, shadow, 400, ColourModel())[103:117, 76:106] < 0.5).mean() > 0.9

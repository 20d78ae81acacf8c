"""Integrating the steps of a picture gives the picture back."""

from dataclasses import replace

import numpy as np

from mudong.motion.inpaint.poisson import Steps, integrate

RNG = np.random.default_rng(0)
IMAGE = RNG.uniform(20, 230, (30, 40, 3)).astype(np.float32)
HOLE = np.zeros((30, 40), bool)
HOLE[5:22, 8:40] = True
WEAK = np.full((30, 40), 1e-6)


def test_the_steps_of_a_picture_give_the_picture():
    steps = replace(
        Steps.none(30, 40),
        right=np.diff(IMAGE, axis=1, append=IMAGE[:, -1:]),
        below=np.diff(IMAGE, axis=0, append=IMAGE[-1:]),
    )
    blank = np.where(HOLE[..., None], 0, IMAGE)
    assert np.abs(integrate(blank, HOLE, steps, WEAK) - IMAGE).max() < 0.1


def test_a_strong_pull_gives_the_image_and_the_rest_is_held():
    solved = integrate(IMAGE, HOLE, Steps.none(30, 40), np.full((30, 40), 1e6))
    assert np.abs(solved - IMAGE).max() < 0.01


def test_without_steps_a_plane_is_harmonic_and_extremes_lie_on_the_rim():
    xs = np.tile(np.linspace(0, 200, 40, dtype=np.float32), (30, 1))
    plane = np.repeat(xs[..., None], 3, -1)
    inner = HOLE.copy()
    inner[:, 30:] = False
    solved = integrate(np.where(inner[..., None], 0, plane), inner, Steps.none(30, 40), WEAK)
    assert np.abs(solved - plane).max() < 0.1
    solved = integrate(IMAGE, HOLE, Steps.none(30, 40), WEAK)
    assert solved[HOLE].max() <= IMAGE[~HOLE].max() + 1e-3


def test_colours_do_not_pass_where_pixels_are_not_joined():
    image = np.zeros((20, 20, 3), np.float32)
    image[:10] = 200
    hole = np.zeros((20, 20), bool)
    hole[2:18, 6:14] = True
    steps = Steps.none(20, 20)
    steps.joined_below[9] = False
    solved = integrate(np.where(hole[..., None], 100, image), hole, steps, np.full((20, 20), 1e-6))
    assert np.abs(solved - image).max() < 0.5

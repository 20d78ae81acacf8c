"""Distances between descriptions are distances between smooth patches."""

import numpy as np

from mudong.motion.inpaint.patches import RADIUS, SIDE, patch_features


def test_constant_patches_differ_by_their_colours():
    image = np.zeros((20, 40, 3), np.float32)
    image[:, 20:] = (30, 60, 20)
    features = patch_features(image).reshape(20, 40, -1)
    distance = ((features[10, 5] - features[10, 34]) ** 2).sum()
    assert np.isclose(distance, SIDE**2 * (30**2 + 60**2 + 20**2), rtol=1e-3)


def test_distances_never_exceed_those_of_the_patches():
    image = np.random.default_rng(0).uniform(0, 255, (30, 30, 3)).astype(np.float32)
    features = patch_features(image).reshape(30, 30, -1)

    def patch(y, x):
        return image[y - RADIUS : y + RADIUS + 1, x - RADIUS : x + RADIUS + 1]

    for (y0, x0), (y1, x1) in [((5, 5), (20, 20)), ((8, 20), (25, 6)), ((4, 25), (15, 15))]:
        truth = ((patch(y0, x0) - patch(y1, x1)) ** 2).sum()
        assert ((features[y0, x0] - features[y1, x1]) ** 2).sum() <= truth * 1.001


def test_lying_half_a_picture_lower_costs_the_nearness_asked_for():
    features = patch_features(np.full((100, 60, 3), 80, np.float32), nearness=10).reshape(100, 60, -1)
    below = ((features[20, 30] - features[70, 30]) ** 2).sum() / (3 * SIDE**2)
    aside = ((features[20, 5] - features[20, 55]) ** 2).sum() / (3 * SIDE**2)
    assert np.isclose(below, 10**2, rtol=1e-2)
    assert np.isclose(aside, 5**2, rtol=1e-2)

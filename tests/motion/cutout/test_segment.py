"""Crops follow the body; the networks find it, upright and lying."""

import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from painted import paint

from mudong.motion.cutout.segment import NETWORK_SIDE, Crop, body_crops, body_probability, upright_angle
from mudong.motion.weights import pose_models

FIGURE = paint((40, 60, 150), (205, 190, 165)).figure
SAMPLE = Path(__file__).parents[3] / "../shared/samples/person.jpg"


def turned(figure, quarters):
    xy = figure.xy
    for _ in range(quarters):
        xy = np.stack([-xy[:, 1], xy[:, 0]], -1)
    return replace(figure, xy=(xy - xy.min(0) + 40).astype(np.float32))


@pytest.mark.parametrize("quarters", range(4))
def test_every_joint_lies_in_the_crop_and_the_body_stands_upright(quarters):
    figure = turned(FIGURE, quarters)
    for crop in body_crops(figure):
        seen = figure.xy @ crop.to_network()[:, :2].T + crop.to_network()[:, 2]
        assert seen.min() > 0.04 * NETWORK_SIDE
        assert seen.max() < 0.96 * NETWORK_SIDE
        assert seen[2, 1] < seen[0, 1] - 20, "the neck above the pelvis"


def test_small_leans_are_left_alone():
    leaning = replace(FIGURE, xy=FIGURE.xy + np.float32([0.2, 0]) * (300 - FIGURE.xy[:, 1:]))
    assert upright_angle(leaning) == 0


def test_a_crop_maps_its_centre_to_the_networks():
    crop = Crop(centre=(70.0, 30.0), side=90.0, angle=0.7)
    middle = crop.to_network() @ np.array([70, 30, 1])
    assert np.allclose(middle, NETWORK_SIDE / 2)


@pytest.mark.skipif(pose_models() is None or not SAMPLE.exists(), reason="needs the networks and the sample")
def test_the_body_is_found_upright_and_lying():
    from mudong.motion.pose.blaze import BlazePose
    from mudong.motion.pose.picture import find_figures

    pixels = cv2.cvtColor(cv2.resize(cv2.imread(str(SAMPLE)), (270, 480)), cv2.COLOR_BGR2RGB)
    figure = replace(find_figures(pixels, BlazePose())[0], mask=None)
    models = pose_models()
    assert models is not None
    upright = body_probability(pixels, figure, models)
    lying = replace(figure, width=480, height=270, xy=np.stack([480 - figure.xy[:, 1], figure.xy[:, 0]], -1))
    found = body_probability(np.ascontiguousarray(np.rot90(pixels, -1)), lying, models)
    assert 0.15 < (upright > 0.5).mean() < 0.32
    both, either = (
        (np.stack([upright, np.rot90(found)]) > 0.5).all(0),
        (np.stack([upright, np.rot90(found)]) > 0.5).any(0),
    )
    assert both.sum() > 0.93 * either.sum()

"""Joints, masks and visibility agree with each other in sampled scenes."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.world.render import render
from mudong.world.sample import sample

SIZE = 128
GROWN_PX = 2


@pytest.fixture(scope="module")
def clips():
    return [render(sample(seed), SIZE, SIZE, num_frames=6) for seed in range(30, 54)]


def test_joints_that_nothing_hides_lie_in_their_characters_mask(clips):
    inside = total = 0
    for clip in clips:
        truth = clip.truth
        for frame in range(0, 6, 5):
            for number in range(truth.joints.shape[1]):
                x, y = np.floor(truth.joints[frame, number]).astype(int).T
                shown = (x >= 0) & (x < SIZE) & (y >= 0) & (y < SIZE)
                inside += truth.whole[frame, number][y[shown], x[shown]].sum()
                total += shown.sum()
    assert inside / total >= 0.95


def test_the_object_on_top_is_one_that_is_there(clips):
    for clip in clips:
        truth = clip.truth
        for number in range(truth.whole.shape[1]):
            assert not ((truth.objects == number + 1) & ~truth.whole[:, number]).any()
        assert np.array_equal(truth.objects > 0, truth.whole.any(axis=1))


def test_shapes_and_types_are_as_said(clips):
    for clip in clips:
        truth, frames = clip.truth, clip.frames
        objects = len(truth.timeline.characters) + len(truth.timeline.props)
        assert frames.shape == (6, SIZE, SIZE, 3)
        assert frames.dtype == truth.objects.dtype == np.uint8
        assert truth.whole.shape == (6, objects, SIZE, SIZE)
        assert truth.visible.shape == truth.joints.shape[:-1]
        assert truth.shadow.shape == truth.reflection.shape == truth.objects.shape


def test_a_visible_joint_has_its_character_on_top(clips):
    for clip in clips:
        truth = clip.truth
        for frame, number, joint in np.argwhere(truth.visible):
            x, y = np.floor(truth.joints[frame, number, joint]).astype(int)
            assert truth.objects[frame, y, x] == number + 1


def test_without_truth_none_is_given():
    assert render(sample(1), 64, 64, num_frames=1, truth=False).truth is None

import numpy as np
import pytest

from mudong.evaluate.attributes import BY_NAME, readable
from mudong.evaluate.domain import LEAST_PX, NUM_FRAMES, SHAPES, example_of, rendered, scene_of
from mudong.world.render import render
from mudong.world.sample import is_held_out


@pytest.mark.parametrize("held_out", [False, True])
def test_scenes_are_readable_and_on_their_side_of_the_hash(held_out: bool):
    scenes = [scene_of(seed, held_out=held_out) for seed in range(64)]
    assert all(readable(scene) and is_held_out(scene) == held_out for scene in scenes)
    assert scenes == [scene_of(seed, held_out=held_out) for seed in range(64)]


@pytest.mark.parametrize("shape", SHAPES)
def test_an_example_is_the_rendered_clip_with_its_joints(shape: tuple[int, int]):
    width, height = shape
    example = example_of(3, width, height, indices=[0, 10, 20])
    assert example.frames.shape == (3, height, width, 3)
    assert example.frames.dtype == np.uint8
    assert example.joints.shape == (3, 21, 2)
    assert example.height_px >= LEAST_PX
    assert len(example.labels) == len(BY_NAME)


def test_frames_and_joints_are_the_worlds_own():
    scene = next(s for s in map(scene_of, range(20)) if len(s.cast) == 1 and rendered(s, 96, 96, [4]) is not None)
    clip = render(scene, 96, 96, num_frames=NUM_FRAMES)
    example = rendered(scene, 96, 96, [4, 9])
    assert example is not None
    assert clip.truth is not None
    assert np.array_equal(example.frames, clip.frames[[4, 9]])
    assert np.allclose(example.joints, clip.truth.joints[[4, 9], 0], atol=1e-3)

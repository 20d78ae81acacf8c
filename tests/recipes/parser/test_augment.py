import numpy as np
from recipes.parser.augment import Wear, fitted, mirrored, moved, worn

from mudong.evaluate.domain import example_of
from mudong.spec.joints import Joint

EXAMPLE = example_of(2, 128, 128, indices=[3, 9])
CLIP = EXAMPLE.frames, EXAMPLE.joints, EXAMPLE.inside


def test_mirroring_twice_is_nothing_and_once_swaps_sides():
    twice = mirrored(*mirrored(*CLIP))
    for one, other in zip(twice, CLIP, strict=True):
        assert np.allclose(one, other, atol=1e-4)
    _, joints, _ = mirrored(*CLIP)
    assert np.allclose(joints[:, Joint.WRIST_L, 0], 128 - EXAMPLE.joints[:, Joint.WRIST_R, 0])


def test_joints_move_with_the_pixels():
    frames = np.zeros((1, 96, 96, 3), np.uint8)
    frames[0, 40, 50] = 255
    joints = np.full((1, 21, 2), (50.5, 40.5), np.float32)
    for seed in range(10):
        images, places, inside = moved(frames, joints, np.ones((1, 21), bool), np.random.default_rng(seed), Wear())
        x, y = np.floor(places[0, 0]).astype(int)
        assert images[0, y, x].tolist() == [255, 255, 255]
        assert inside.all()


def test_a_fitted_clip_keeps_its_joints_in_their_places():
    images, joints, inside = fitted(*CLIP)
    assert images.shape == (2, 96, 96, 3)
    assert np.allclose(joints / 96, EXAMPLE.joints / 128, atol=1e-4)
    assert np.array_equal(inside, EXAMPLE.inside)


def test_a_joint_that_leaves_the_frame_no_longer_counts():
    joints = np.full((1, 21, 2), (0.5, 50.0), np.float32)
    gone = [not moved(CLIP[0][:1], joints, np.ones((1, 21), bool), np.random.default_rng(s), Wear())[2].any()
            for s in range(20)]  # fmt: skip
    assert any(gone)
    assert not all(gone)


def test_wear_keeps_shape_and_what_it_was_given():
    before = EXAMPLE.frames.copy()
    kinds = {worn(EXAMPLE.frames, np.random.default_rng(seed), Wear()).tobytes() for seed in range(12)}
    assert len(kinds) > 5
    assert np.array_equal(EXAMPLE.frames, before)
    assert worn(EXAMPLE.frames, np.random.default_rng(1), Wear()).shape == before.shape

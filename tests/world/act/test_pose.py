"""Poses blend channel by channel; feet that go elsewhere are lifted on the way."""

import itertools

import numpy as np

from mudong.world.act.build import build
from mudong.world.act.dance.keys import ARMS
from mudong.world.act.pose import NUM_CHANNELS, Pose, eased, standing
from mudong.world.kinds import Species
from mudong.world.scene import Identity

BODY = build(Identity(species=Species.DOG))


def test_properties_cover_the_table_once():
    pose = Pose(np.zeros((1, NUM_CHANNELS)))
    for name in ("root", "feet", "yaw", "lean", "roll", "twist", "hips", "head", "arms", "toes", "splay", "knees",
                 "mouth", "tears", "squint"):  # fmt: skip
        view = getattr(pose, name)
        view += 1
    assert (pose.table == 1).all()


def test_mixing_ends_where_it_should():
    one, other = (standing(BODY, 3, x=x, z=0, yaw=x) for x in (0.0, 0.5))
    mixed = one.mixed(other, np.array([0.0, 0.5, 1.0]))
    assert np.allclose(mixed.table[0], one.table[0])
    assert np.allclose(mixed.table[2], other.table[2])
    assert (mixed.feet[1, :, 1] > 0.05).all()


def test_arms_never_fold_through_nothing():
    weight = np.linspace(0, 1, 41)
    for shapes in itertools.product(ARMS.values(), repeat=2):
        one, other = (standing(BODY, len(weight), x=0, z=0, yaw=0) for _ in shapes)
        one.arms[:], other.arms[:] = shapes
        assert np.linalg.norm(one.towards(other, weight).arms, axis=-1).min() > 0.3


def test_easing():
    assert eased(np.array([-1, 0, 0.5, 1, 2])).tolist() == [0, 0, 0.5, 1, 1]

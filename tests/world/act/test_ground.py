"""Contact is told exactly from what the feet do."""

import numpy as np

from mudong.spec.joints import Joint
from mudong.world.act.build import build
from mudong.world.act.ground import contacts
from mudong.world.act.pose import standing
from mudong.world.act.skeleton import solve
from mudong.world.kinds import Species
from mudong.world.scene import Identity

BODY = build(Identity(species=Species.MAN))


def test_a_lifted_and_a_sliding_foot_do_not_stand():
    pose = standing(BODY, 9, x=0, z=0, yaw=0)
    pose.feet[3:6, 0, 1] = 0.02
    pose.feet[:, 1, 0] -= np.where(np.arange(9) >= 5, 0.002 * (np.arange(9) - 4), 0)
    found = contacts(BODY, solve(BODY, pose).joints)
    assert found[:, 0].tolist() == [True] * 3 + [False] * 3 + [True] * 3
    assert found[:, 1].tolist() == [True] * 5 + [False] * 4


def test_a_creeping_foot_never_counts_as_one_long_stand():
    pose = standing(BODY, 40, x=0, z=0, yaw=0)
    pose.feet[:, 0, 0] += 0.0002 * np.arange(40)
    joints = solve(BODY, pose).joints
    found = contacts(BODY, joints)[:, 0]
    steps = np.abs(np.diff(joints[:, Joint.ANKLE_L, 0]))[found[1:] & found[:-1]]
    assert steps.max() < 0.001

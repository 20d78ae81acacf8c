"""The joint set is a tree with a mirror."""

import numpy as np

from mudong.spec.joints import BONES, BY_LABEL, LIMB_BONES, MIRROR, NUM_JOINTS, PARENT, Joint


def test_there_are_21_joints_with_21_names():
    assert NUM_JOINTS == 21
    assert {BY_LABEL[joint.label] for joint in Joint} == set(Joint)
    assert Joint.WRIST_L.label == "left_wrist"
    assert Joint.PELVIS.label == "pelvis"


def test_every_parent_precedes_its_children_and_the_pelvis_is_the_only_root():
    assert [joint for joint, parent in PARENT.items() if parent is None] == [Joint.PELVIS]
    assert all(parent < joint for joint, parent in PARENT.items() if parent is not None)
    assert len(BONES) == NUM_JOINTS - 1
    assert set(LIMB_BONES) <= set(BONES)


def test_mirroring_twice_changes_nothing_and_keeps_the_tree():
    mirror = np.array(MIRROR)
    assert (mirror[mirror] == np.arange(NUM_JOINTS)).all()
    assert {(parent.mirrored, child.mirrored) for parent, child in BONES} == set(BONES)
    assert {joint for joint in Joint if joint.mirrored is joint} == {
        Joint.PELVIS, Joint.SPINE, Joint.NECK, Joint.HEAD, Joint.NOSE,
    }  # fmt: skip

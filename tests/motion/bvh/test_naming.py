"""The dialects of the programs people use, and what happens where names are missing or say nothing."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from bvh_text import DIALECTS, body_text

from mudong.motion.bvh.naming import map_joints
from mudong.motion.bvh.parse import parse_bvh
from mudong.spec.joints import Joint

PARTS = {
    "SHOULDER": "shoulder", "ELBOW": "elbow", "WRIST": "wrist", "HIP": "hip", "KNEE": "knee",
    "ANKLE": "ankle", "TOE": "toe",
}  # fmt: skip


def mapped(tmp_path, text):
    (tmp_path / "a.bvh").write_text(text)
    skeleton = parse_bvh(tmp_path / "a.bvh").skeleton
    return {joint: skeleton.names[index] for joint, index in map_joints(skeleton).joints.items()}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_understood(tmp_path, dialect):
    names = DIALECTS[dialect]
    found = mapped(tmp_path, body_text(names))
    expected = {Joint.PELVIS: names["hips"], Joint.NECK: names["neck"], Joint.HEAD: names["head"]}
    for joint, part in PARTS.items():
        for side, long in (("L", "Left"), ("R", "Right")):
            expected[Joint[f"{joint}_{side}"]] = names[part].format(Side=long, S=side, s=side.lower())
    assert found == expected


def test_a_knee_without_a_telling_name_is_found_by_its_place(tmp_path):
    found = mapped(tmp_path, body_text().replace("LeftLeg", "Thing").replace("RightForeArm", "Stuff"))
    assert found[Joint.KNEE_L] == "Thing"
    assert found[Joint.ELBOW_R] == "Stuff"


def test_what_is_not_there_is_not_invented(tmp_path):
    found = mapped(tmp_path, body_text(leave_out=("elbow", "toe", "neck")))
    assert not {Joint.ELBOW_L, Joint.ELBOW_R, Joint.TOE_L, Joint.NECK} & set(found) - {Joint.TOE_L, Joint.TOE_R}
    assert Joint.WRIST_L in found

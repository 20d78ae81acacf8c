"""Every broken file is refused with a code and a text; what is odd but sound is read."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from bvh_text import body_text

from mudong.motion.bvh.parse import parse_bvh
from mudong.spec.errors import MotionError

GOOD = body_text()
HEAD, _, MOTION = GOOD.partition("MOTION")
LAST = GOOD.rstrip().rsplit("\n", 1)[1]


def one_joint(body, motion="MOTION\nFrames: 1\nFrame Time: 0.03\n0 0 0\n"):
    return "HIERARCHY\nROOT a\n{\n OFFSET 0 0 0\n CHANNELS 3 Zrotation Xrotation Yrotation\n" + body + motion


def deep(levels):
    opened = "".join(f"JOINT j{i}\n{{\nOFFSET 0 1 0\nCHANNELS 0\n" for i in range(levels))
    return one_joint(opened + "}\n" * (levels + 1))


TAIL = "MOTION\nFrames: 1\nFrame Time: 1\n"
CROWD = one_joint("".join(f"JOINT j{i}\n{{\nOFFSET 0 1 0\n}}\n" for i in range(2000)) + "}\n")
BELOW_END = one_joint("End Site\n{\nOFFSET 0 0 0\nJOINT b\n{\nOFFSET 0 0 0\n}\n}\n}\n")
BAD = {
    "empty": ("", "motion.bvh_no_motion"),
    "other text": ("hello\nMOTION\n", "motion.bvh_no_hierarchy"),
    "binary": ("HIERARCHY\0\1\2", "motion.not_text"),
    "no motion": (HEAD, "motion.bvh_no_motion"),
    "a brace is missing": (HEAD.rstrip()[:-1] + "\nMOTION" + MOTION, "motion.bvh_unclosed"),
    "a brace too many": (HEAD + "}\nMOTION" + MOTION, "motion.bvh_broken"),
    "cut in the skeleton": ("HIERARCHY\nROOT a\n{\nOFFSET 1 2\nMOTION\nFrames: 1\n", "motion.bvh_truncated_hierarchy"),
    "a joint in itself": (GOOD.replace("LeftForeArm", "LeftArm"), "motion.bvh_cyclic"),
    "word for a number": (GOOD.replace("OFFSET 0 25 0", "OFFSET 0 x 0", 1), "motion.bvh_broken"),
    "NaN in an offset": (GOOD.replace("OFFSET 0 25 0", "OFFSET 0 nan 0", 1), "motion.bvh_not_finite"),
    "unknown channel": (GOOD.replace("Zrotation", "Wrotation", 1), "motion.bvh_broken"),
    "a channel twice": (GOOD.replace("Zrotation", "Xrotation", 1), "motion.bvh_broken"),
    "seven channels": (GOOD.replace("CHANNELS 3", "CHANNELS 7", 1), "motion.bvh_broken"),
    "no channels": ("HIERARCHY\nROOT a\n{\nOFFSET 0 0 0\n}\n" + TAIL, "motion.bvh_no_channels"),
    "joint under an end": (BELOW_END, "motion.bvh_broken"),
    "too deep": (deep(300), "motion.bvh_too_many_joints"),
    "too many joints": (CROWD, "motion.bvh_too_many_joints"),
    "a billion frames": (GOOD.replace("Frames: 2", "Frames: 1000000000"), "motion.bvh_frames"),
    "no frames": (GOOD.replace("Frames: 2", "Frames: 0"), "motion.bvh_frames"),
    "frames are NaN": (GOOD.replace("Frames: 2", "Frames: nan"), "motion.bvh_motion_head"),
    "no frame count": (GOOD.replace("Frames: 2\n", ""), "motion.bvh_motion_head"),
    "frame time 0": (GOOD.replace("0.0333333", "0"), "motion.bvh_frame_time"),
    "fewer frames than said": (GOOD.replace(LAST, LAST[:20]), "motion.bvh_truncated"),
    "word in the motion": (GOOD.replace(LAST, "abc" + LAST[1:]), "motion.bvh_not_a_number"),
    "NaN in the motion": (GOOD.replace(LAST, "nan" + LAST[1:]), "motion.bvh_not_finite"),
    "infinite motion": (GOOD.replace(LAST, "1e400" + LAST[1:]), "motion.bvh_not_finite"),
    "an hour": (one_joint("}\n", "MOTION\nFrames: 4000\nFrame Time: 1\n" + "0 0 0\n" * 4000), "motion.too_long"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_in_words(tmp_path, name):
    text, code = BAD[name]
    path = tmp_path / "bad.bvh"
    path.write_text(text)
    with pytest.raises(MotionError) as caught:
        parse_bvh(path)
    assert caught.value.code == code
    for language in ("en", "ko"):
        said = caught.value.text(language)
        assert str(path) in said
        assert not said.startswith("motion.")


def test_a_missing_file(tmp_path):
    with pytest.raises(MotionError, match=r"none\.bvh"):
        parse_bvh(tmp_path / "none.bvh")


@pytest.mark.parametrize("change", [
    lambda text: text.replace("\n", "\r\n"),
    lambda text: "\ufeff" + text,
    lambda text: text.replace("  ", "\t"),
    lambda text: text.replace("LeftArm", "Left Arm"),
    lambda text: text.replace("LeftArm", "왼팔"),
    lambda text: text.replace("{\n", "{ "),
    lambda text: text.replace("Frame Time:", "Frame Time:\t "),
    lambda text: text + "0 0 0\n",
    lambda text: text.replace("Xrotation", "XROTATION"),
])  # fmt: skip
def test_odd_but_sound_files_are_read(tmp_path, change):
    path = tmp_path / "a.bvh"
    path.write_text(change(GOOD), encoding="utf-8", newline="")
    file = parse_bvh(path)
    assert file.values.shape == (2, 6 + 3 * 19)
    assert file.values[0, 1] == 90
    assert file.frame_s == pytest.approx(1 / 30, rel=1e-4)
    assert np.array_equal(file.skeleton.offsets[0], (0, 90, 0))

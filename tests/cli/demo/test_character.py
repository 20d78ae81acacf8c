"""The drawing: the joints lie where the child is, its limbs are apart, and the same code draws the same child."""

from pathlib import Path

import numpy as np
import pytest

from mudong.cli.demo.character import JOINTS, draw_character, write_character
from mudong.cli.demo.paint import Canvas
from mudong.cli.demo.stage import HEIGHT, WIDTH, paint_stage
from mudong.media.picture import read_picture
from mudong.motion.joints_file import read_joints
from mudong.spec.joints import BY_LABEL, Joint


@pytest.fixture(scope="module")
def drawing() -> np.ndarray:
    return draw_character()


@pytest.fixture(scope="module")
def figure(drawing: np.ndarray) -> np.ndarray:
    """(height, width) bool: where the child covers the stage."""
    canvas = Canvas(WIDTH, HEIGHT)
    paint_stage(canvas)
    stage = canvas.finish(0.011, np.random.default_rng(7))
    return np.abs(drawing.astype(int) - stage).max(axis=2) > 6


def test_it_is_a_portrait_in_full_hd(drawing: np.ndarray):
    assert drawing.shape == (1920, 1080, 3)
    assert drawing.dtype == np.uint8


def test_every_joint_lies_on_the_child(figure: np.ndarray):
    for joint, (x, y) in JOINTS.items():
        assert figure[round(y), round(x)], joint.label


def test_arms_and_legs_stand_apart_from_the_body(figure: np.ndarray):
    """Between a hand and the hip, and between the knees, one sees the stage."""
    x, y = (JOINTS[Joint.WRIST_L][0] + JOINTS[Joint.HIP_L][0]) / 2, JOINTS[Joint.WRIST_L][1] + 60
    assert not figure[round(y) - 10 : round(y) + 10, round(x) - 10 : round(x) + 10].any()
    knee = round(JOINTS[Joint.KNEE_L][1])
    assert not figure[knee, WIDTH // 2 - 20 : WIDTH // 2 + 20].any()


def test_the_whole_child_is_in_the_frame_with_room_to_dance(figure: np.ndarray):
    rows, columns = np.flatnonzero(figure.any(axis=1)), np.flatnonzero(figure.any(axis=0))
    assert 0.55 * HEIGHT < np.ptp(rows) < 0.75 * HEIGHT
    assert columns[0] > 0.05 * WIDTH
    assert columns[-1] < 0.95 * WIDTH


def test_left_and_right_mirror_each_other():
    assert set(JOINTS) == set(Joint)
    for joint, (x, y) in JOINTS.items():
        assert JOINTS[joint.mirrored] == (WIDTH - x, y)
    assert JOINTS[Joint.WRIST_L][0] > WIDTH / 2, "who faces us has the left hand on the right"


def test_the_files_are_read_back(tmp_path: Path, drawing: np.ndarray):
    write_character(tmp_path / "c.png", tmp_path / "c.yaml")
    assert (read_picture(tmp_path / "c.png").pixels == drawing).all()
    read = read_joints(tmp_path / "c.yaml", WIDTH, HEIGHT)
    for label, joint in BY_LABEL.items():
        assert tuple(read.xy[joint]) == pytest.approx(JOINTS[joint]), label

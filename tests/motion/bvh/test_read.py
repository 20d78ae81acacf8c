"""From a file to a track: which way round, how large, how fast, and what was missing."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from bvh_text import NAMELESS, body_text

from mudong.motion.bvh import read_bvh
from mudong.spec.errors import MotionError
from mudong.spec.joints import BONES, Joint

SAMPLES = Path(__file__).parents[3] / "../shared/samples"
FACE = {Joint.NOSE, Joint.EYE_L, Joint.EYE_R}


def read(tmp_path, text, **options):
    (tmp_path / "a.bvh").write_text(text)
    return read_bvh(tmp_path / "a.bvh", **options)


def turned(degrees, count=4):
    return [{("hips", ""): (0, 0, degrees)}] * count


@pytest.mark.parametrize("heading", [0, 90, 180, 251])
@pytest.mark.parametrize("unit", [0.01, 1.0, 0.393])
def test_the_dancer_faces_the_camera_whatever_the_heading_and_the_unit(tmp_path, heading, unit):
    track = read(tmp_path, body_text(frames=turned(heading), unit=unit)).track
    first = track.xy[0]
    assert first[Joint.SHOULDER_L, 0] > first[Joint.SHOULDER_R, 0] + 50, "the subject's left is on the right"
    assert first[Joint.HEAD, 1] < first[Joint.NECK, 1] < first[Joint.PELVIS, 1] < first[Joint.ANKLE_L, 1]
    assert track.depth[0, Joint.TOE_L] < track.depth[0, Joint.ANKLE_L], "toes point at the camera"
    assert track.depth[0, Joint.NOSE] < track.depth[0, Joint.HEAD]
    reference = read(tmp_path, body_text(frames=turned(0), unit=1.0)).track
    assert np.abs(track.xy - reference.xy).max() < 0.5, "unit and heading leave no trace"
    assert track.xy.min() >= 0
    assert track.xy[..., 0].max() <= track.width
    assert track.xy[..., 1].max() <= track.height


def test_the_median_heading_counts_not_the_mean(tmp_path):
    frames = turned(30, 9) + turned(170, 4)
    track = read(tmp_path, body_text(frames=frames)).track
    width = track.xy[:, Joint.SHOULDER_L, 0] - track.xy[:, Joint.SHOULDER_R, 0]
    assert width[:9] == pytest.approx(width.max(), rel=1e-3)


def test_a_side_view_shows_the_profile(tmp_path):
    track = read(tmp_path, body_text(frames=turned(40)), view_deg=90).track
    first = track.xy[0]
    assert abs(first[Joint.HIP_L, 0] - first[Joint.HIP_R, 0]) < 1
    assert first[Joint.NOSE, 0] < first[Joint.HEAD, 0], "seen from the dancer's left, the nose points left"
    assert track.depth[0, Joint.HIP_L] < track.depth[0, Joint.HIP_R]


def test_bones_in_space_keep_their_length(tmp_path):
    frames = [{("shoulder", "L"): (a, 0, 0), ("knee", "R"): (0, a / 2, 0), "move": (a, 90, 0)} for a in range(0, 90, 5)]
    track = read(tmp_path, body_text(frames=frames)).track
    space = np.concatenate([track.xy, track.depth[..., None]], axis=2)
    for parent, child in BONES:
        if {parent, child} & {Joint.NECK, Joint.SPINE, Joint.PELVIS, Joint.HEAD}:
            continue
        lengths = np.linalg.norm(space[:, child] - space[:, parent], axis=1)
        assert np.ptp(lengths) < 0.01 * lengths.mean() + 0.05


def test_a_lifted_arm_goes_up(tmp_path):
    track = read(tmp_path, body_text(frames=[{}, {("shoulder", "L"): (170, 0, 0)}])).track
    assert track.xy[0, Joint.WRIST_L, 1] > track.xy[0, Joint.ELBOW_L, 1]
    assert track.xy[1, Joint.WRIST_L, 1] < track.xy[1, Joint.ELBOW_L, 1] < track.xy[1, Joint.SHOULDER_L, 1]


def test_z_up_files_stand_upright(tmp_path):
    """The same body, its root turned so that z points up, as some programs export."""
    frames = [{("hips", ""): (0, 90, 0), "move": (0, 0, 90)}] * 3
    first = read(tmp_path, body_text(frames=frames)).track.xy[0]
    assert first[Joint.HEAD, 1] < first[Joint.PELVIS, 1] - 100
    assert first[Joint.SHOULDER_L, 0] > first[Joint.SHOULDER_R, 0]


@pytest.mark.parametrize(
    ("frame_time", "fps"), [("0.00833333", 60), ("0.01", 50), ("0.0333333", 30), ("0.0416667", 24)]
)
def test_fast_files_are_brought_down_by_a_whole_factor(tmp_path, frame_time, fps):
    motion = read(tmp_path, body_text(frames=[{"move": (i, 90, 0)} for i in range(240)], frame_time=frame_time))
    assert motion.track.fps == fps
    assert motion.track.duration_s == pytest.approx(240 * float(frame_time), abs=0.03)


def test_missing_joints_are_named_filled_and_not_trusted(tmp_path):
    motion = read(tmp_path, body_text(leave_out=("elbow", "toe", "head"), ends=False))
    assert {"left_elbow", "right_elbow", "left_toe", "right_toe", "head"} == set(motion.missing)
    assert np.isfinite(motion.track.xy).all()
    for joint in Joint:
        sure = motion.track.confidence[0, joint]
        assert sure == (0 if joint.label in motion.missing else pytest.approx(0.6) if joint in FACE else 1)
    assert "LeftShoulder" in motion.unmapped


def test_a_file_without_names_is_read_by_its_structure(tmp_path):
    plain, nameless = read(tmp_path, body_text()), read(tmp_path, body_text(NAMELESS))
    limbs = [j for j in Joint if j not in FACE | {Joint.HEAD, Joint.SPINE, Joint.NECK}]
    assert np.abs(nameless.track.xy[:, limbs] - plain.track.xy[:, limbs]).max() < 25
    assert nameless.track.xy[0, Joint.KNEE_L] == pytest.approx(plain.track.xy[0, Joint.KNEE_L], abs=25)


def test_what_is_no_body_is_refused_with_its_names(tmp_path):
    rope = "HIERARCHY\nROOT knot\n{\nOFFSET 0 0 0\nCHANNELS 3 Zrotation Xrotation Yrotation\n}\n"
    with pytest.raises(MotionError, match="knot") as caught:
        read(tmp_path, rope + "MOTION\nFrames: 1\nFrame Time: 0.03\n0 0 0\n")
    assert caught.value.code == "motion.bvh_unmapped"


def test_a_t_pose_before_the_dance_is_left_out(tmp_path):
    frames = [{("shoulder", "L"): (80, 0, 0), ("shoulder", "R"): (-80, 0, 0)}]
    frames += [{("shoulder", "L"): (i % 5, 0, 0)} for i in range(30)]
    assert len(read(tmp_path, body_text(frames=frames)).track) == 30
    assert len(read(tmp_path, body_text(frames=frames[1:])).track) == 30


@pytest.mark.parametrize(("name", "fps", "frames"), [("jesse_dance", 50, 504), ("jumping_jacks", 30, 125)])
def test_the_samples(name, fps, frames):
    path = SAMPLES / f"{name}.bvh"
    if not path.is_file():
        pytest.skip("the samples are not here")
    motion = read_bvh(path)
    track = motion.track
    assert (track.fps, len(track), motion.missing) == (fps, frames, ())
    upright = (track.xy[:, Joint.HEAD, 1] < track.xy[:, Joint.NECK, 1]) & (
        track.xy[:, Joint.NECK, 1] < track.xy[:, Joint.PELVIS, 1]
    )
    assert upright.mean() > 0.95
    assert (track.xy[:, Joint.SHOULDER_L, 0] > track.xy[:, Joint.SHOULDER_R, 0]).mean() > 0.6

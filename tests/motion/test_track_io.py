"""What is written is read again; everything else is refused with a code, a text and a remedy."""

import json
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tracks import make_track

from mudong.motion.track import FaceTrack
from mudong.motion.track_io import read_track, write_track
from mudong.spec.errors import MotionError, OutputError
from mudong.spec.joints import Joint


def full_track():
    rng = np.random.default_rng(0)
    face = FaceTrack(**{name: rng.random(8).astype(np.float32) for name in FaceTrack.__slots__})
    hands = rng.normal(100, 50, (8, 2, 3, 2)).astype(np.float32)
    xy = rng.normal(200, 80, (8, 21, 2))
    depth = rng.normal(0, 30, (8, 21)).astype(np.float32)
    sure = rng.random((8, 21)).astype(np.float32)
    return make_track(
        xy, fps=Fraction(30000, 1001), depth=depth, confidence=sure, hands=hands, face=face, source="video"
    )


def test_a_full_track_comes_back(tmp_path):
    track = full_track()
    write_track(track, tmp_path / "t.json")
    again = read_track(tmp_path / "t.json")
    assert (again.fps, again.width, again.height, again.source) == (track.fps, 640, 480, "video")
    assert again.hands is not None
    assert track.hands is not None
    for mine, theirs in ((again.xy, track.xy), (again.depth, track.depth), (again.hands, track.hands)):
        assert np.abs(mine - theirs).max() <= 6e-4
    assert np.abs(again.confidence - track.confidence).max() <= 6e-4
    assert again.face is not None
    assert track.face is not None
    assert np.abs(again.face.brow_l - track.face.brow_l).max() <= 6e-4
    assert [path.name for path in tmp_path.iterdir()] == ["t.json"]


def test_joints_may_come_in_any_order_and_the_rest_may_be_left_out(tmp_path):
    track = full_track()
    order = list(Joint)[::-1]
    content = {
        "format": "mudong-track", "version": 1, "fps": 25, "width": 640, "height": 480,
        "joints": [joint.label for joint in order], "xy": track.xy[:, order].astype(float).tolist(),
    }  # fmt: skip
    (tmp_path / "t.json").write_text(json.dumps(content))
    again = read_track(tmp_path / "t.json")
    assert np.array_equal(again.xy, track.xy)
    assert (again.confidence == 1).all()
    assert not again.has_depth
    assert again.hands is None
    assert again.face is None


def changed(**changes):
    def make(content):
        return json.dumps({**content, **changes})

    return make


def with_number(text):
    return lambda content: json.dumps(content).replace("[100.0,", f"[{text},", 1).replace("[100.0, ", f"[{text}, ", 1)


BAD = {
    "empty": (lambda c: "", "motion.json_broken"),
    "cut off": (lambda c: json.dumps(c)[:-40], "motion.json_broken"),
    "another object": (lambda c: "{}", "motion.json_format"),
    "a list": (lambda c: "[]", "motion.json_format"),
    "a later version": (changed(version=9), "motion.json_version"),
    "NaN": (lambda c: json.dumps({**c, "xy": [[[float("nan"), 0.0]] * 21]}), "motion.json_not_finite"),
    "Infinity": (lambda c: json.dumps({**c, "depth": [[float("inf")] * 21] * 2}), "motion.json_not_finite"),
    "1e999": (lambda c: json.dumps(c).replace("11.5", "1e999", 1), "motion.json_not_finite"),
    "too large a number": (lambda c: json.dumps(c).replace("11.5", "1e12", 1), "motion.json_range"),
    "a huge integer": (lambda c: json.dumps(c).replace("11.5", "9" * 5000, 1), "motion.json_too_deep"),
    "a ragged array": (changed(xy=[[[1, 2]] * 21, [[1, 2]] * 20]), "motion.json_shape"),
    "no frames": (changed(xy=[]), "motion.json_shape"),
    "no xy": (changed(xy=None), "motion.json_shape"),
    "text for numbers": (changed(xy=[[["a", "b"]] * 21]), "motion.json_shape"),
    "depth of another length": (changed(depth=[[0.0] * 21]), "motion.json_shape"),
    "confidence above 1": (changed(confidence=[[2.0] * 21] * 2), "motion.json_range"),
    "a joint twice": (changed(joints=["pelvis"] * 21), "motion.json_joints"),
    "joints are no list": (changed(joints=3), "motion.json_joints"),
    "fps 0": (changed(fps=0), "motion.json_fps"),
    "fps by zero": (changed(fps="30/0"), "motion.json_fps"),
    "fps NaN": (changed(fps="nan"), "motion.json_fps"),
    "fps a list": (changed(fps=[30]), "motion.json_fps"),
    "a million pixels wide": (changed(width=1_000_000), "motion.json_side"),
    "half a pixel": (changed(height=0.5), "motion.json_side"),
    "ten hours": (changed(fps=1, xy=[[[1, 2]] * 21] * 700), "motion.too_long"),
    "a face without numbers": (changed(face={"mouth_open": [0, 0]}), "motion.json_shape"),
    "hands of one point": (changed(hands=[[[[0, 0]]]]), "motion.json_shape"),
    "nested too deep": (lambda c: '{"format":' * 100_000, "motion.json_too_deep"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_in_words(tmp_path, name):
    make, code = BAD[name]
    content = {
        "format": "mudong-track", "version": 1, "fps": 30, "width": 640, "height": 480,
        "joints": [joint.label for joint in Joint], "xy": [[[11.5, 2.0]] * 21] * 2,
    }  # fmt: skip
    path = tmp_path / "bad.json"
    path.write_text(make(content))
    with pytest.raises(MotionError) as caught:
        read_track(path)
    assert caught.value.code == code
    for language in ("en", "ko"):
        text = caught.value.text(language)
        assert str(path) in text
        assert "{" not in text.replace("{...}", "")
        assert not text.startswith("motion.")


def test_bytes_and_missing_files_are_refused(tmp_path):
    (tmp_path / "b.json").write_bytes(b"{\xff\xfe")
    for path, code in ((tmp_path / "b.json", "motion.not_text"), (tmp_path / "none.json", "motion.cannot_read")):
        with pytest.raises(MotionError) as caught:
            read_track(path)
        assert caught.value.code == code


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path):
    with pytest.raises(OutputError):
        write_track(full_track(), tmp_path / "no folder" / "t.json")
    assert list(tmp_path.iterdir()) == []

"""The joints file: round trip, both dialects, derivation, and every way it can be wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mudong.motion.figure import Figure
from mudong.motion.joints_file import REQUIRED, guess_joints, read_joints, write_joints
from mudong.spec.errors import MotionError, OutputError
from mudong.spec.joints import NUM_JOINTS, Joint
from mudong.spec.messages import LANGUAGES

SAMPLES = Path(__file__).parents[2] / "../shared/samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples are not here")

STANDING = {
    Joint.PELVIS: (100, 200), Joint.SPINE: (100, 150), Joint.NECK: (100, 100), Joint.HEAD: (100, 30),
    Joint.NOSE: (100, 60), Joint.EYE_L: (108, 55), Joint.EYE_R: (92, 55),
    Joint.SHOULDER_L: (130, 105), Joint.SHOULDER_R: (70, 105), Joint.ELBOW_L: (160, 140), Joint.ELBOW_R: (40, 140),
    Joint.WRIST_L: (185, 170), Joint.WRIST_R: (15, 170), Joint.HIP_L: (115, 202), Joint.HIP_R: (85, 202),
    Joint.KNEE_L: (120, 270), Joint.KNEE_R: (80, 270), Joint.ANKLE_L: (125, 340), Joint.ANKLE_R: (75, 340),
    Joint.TOE_L: (135, 352), Joint.TOE_R: (65, 352),
}  # fmt: skip
XY = np.array([STANDING[joint] for joint in Joint], np.float32)


def figure(confidence: np.ndarray | None = None) -> Figure:
    sure = np.ones(NUM_JOINTS, np.float32) if confidence is None else confidence
    return Figure(width=200, height=400, xy=XY, depth=np.zeros(NUM_JOINTS, np.float32), confidence=sure)


def entry(joint: Joint, loc: str | None = None, extra: str = "") -> str:
    x, y = STANDING[joint]
    return f"- {{name: {joint.label}, loc: {loc or f'[{x}, {y}]'}{extra}}}\n"


def document(entries: str, size: str = "width: 200\nheight: 400\n") -> str:
    return f"{size}skeleton:\n{entries}"


LEAST = "".join(entry(joint) for joint in REQUIRED)


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "given.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_what_is_written_is_read_back(tmp_path):
    path = tmp_path / "j.yaml"
    write_joints(path, figure())
    again = read_joints(path, 200, 400)
    assert np.allclose(again.xy, XY, atol=0.051)
    assert (again.confidence == 1).all()
    assert again.source == "file"


def test_unseen_joints_may_lie_outside_and_stay_unseen(tmp_path):
    sure = np.ones(NUM_JOINTS, np.float32)
    sure[[Joint.ANKLE_L, Joint.TOE_L]] = 0.1
    xy = XY.copy()
    xy[Joint.TOE_R] = 65, 420
    path = tmp_path / "j.yaml"
    write_joints(path, Figure(width=200, height=400, xy=xy, depth=np.zeros(NUM_JOINTS, np.float32), confidence=sure))
    again = read_joints(path, 200, 400)
    assert np.flatnonzero(again.confidence == 0).tolist() == [Joint.ANKLE_L, Joint.TOE_L, Joint.TOE_R]
    assert np.allclose(again.xy, xy, atol=0.051)


def test_the_file_says_how_to_correct_it(tmp_path):
    path = tmp_path / "j.yaml"
    write_joints(path, figure(), picture="toy.png")
    text = path.read_text()
    assert "toy.png" in text
    assert "left and right are the figure's own" in text


def test_it_scales_with_the_picture(tmp_path):
    path = written(tmp_path, document(LEAST))
    small, large = read_joints(path, 200, 400), read_joints(path, 600, 1200)
    assert np.allclose(large.xy, small.xy * 3, atol=1e-3)


def test_joints_of_a_picture_of_another_shape_are_refused(tmp_path):
    with pytest.raises(MotionError) as refused:
        read_joints(written(tmp_path, document(LEAST)), 600, 800)
    assert refused.value.code == "joints.other_picture"


def test_what_is_left_out_follows_from_arms_and_legs(tmp_path):
    found = read_joints(written(tmp_path, document(LEAST)), 200, 400).xy
    assert np.allclose(found[Joint.PELVIS], (100, 202))
    assert found[Joint.HEAD, 1] < found[Joint.NOSE, 1] < found[Joint.NECK, 1] < found[Joint.SPINE, 1] < 202
    assert found[Joint.EYE_L, 0] > 100 > found[Joint.EYE_R, 0]
    assert found[Joint.TOE_L, 0] > found[Joint.ANKLE_L, 0]
    assert np.linalg.norm(found - XY, axis=1).max() < 25  # none is far from a hand's placing on a figure 320 high


def test_a_figure_seen_from_behind_keeps_its_eyes_on_their_sides(tmp_path):
    swapped = document(
        "".join(f"- {{name: {j.mirrored.label}, loc: [{STANDING[j][0]}, {STANDING[j][1]}]}}\n" for j in REQUIRED)
    )
    found = read_joints(written(tmp_path, swapped), 200, 400).xy
    assert found[Joint.EYE_L, 0] < 100 < found[Joint.EYE_R, 0]


WRONG = {
    "not yaml": ("width: [1\nskeleton: {", "joints.yaml"),
    "a number": ("7", "joints.format"),
    "a list": ("- 1\n- 2\n", "joints.format"),
    "no skeleton": ("width: 3\nheight: 4\n", "joints.format"),
    "empty": ("", "joints.format"),
    "binary": (bytes(range(256)), "joints.yaml"),
    "nul bytes": (b"\x00" * 100, "joints.yaml"),
    "python object": ("width: !!python/object/apply:os.system ['true']\nskeleton: []\n", "joints.yaml"),
    "bomb of anchors": ("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nskeleton: [*c]\n", "joints.format"),
    "deep nesting": ("skeleton: " + "[" * 5000 + "]" * 5000, "joints.format"),
    "too large": ("# " + "x" * 300_000, "joints.too_large"),
    "entry without name": (document("- {loc: [1, 2]}\n"), "joints.entry"),
    "entry is text": (document("- left_wrist\n"), "joints.entry"),
    "unknown joint": (document(LEAST + "- {name: left_wing, loc: [1, 2]}\n"), "joints.unknown"),
    "twice": (document(LEAST + entry(Joint.WRIST_L)), "joints.duplicate"),
    "not a number": (document(entry(Joint.WRIST_L, "[.nan, 3]")), "joints.number"),
    "infinite": (document(entry(Joint.WRIST_L, "[.inf, 3]")), "joints.number"),
    "text as place": (document(entry(Joint.WRIST_L, "[here, there]")), "joints.number"),
    "true as place": (document(entry(Joint.WRIST_L, "[true, 3]")), "joints.number"),
    "three numbers": (document(entry(Joint.WRIST_L, "[1, 2, 3]")), "joints.number"),
    "no place": (document("- {name: left_wrist}\n"), "joints.number"),
    "outside": (document(LEAST.replace("[185, 170]", "[2185, 170]")), "joints.outside"),
    "unseen but absurd": (document(LEAST.replace("[185, 170]", "[98185, 170], seen: false")), "joints.outside"),
    "negative": (document(LEAST.replace("[185, 170]", "[-1, 170]")), "joints.outside"),
    "no arm": (document("".join(entry(j) for j in REQUIRED if j is not Joint.ELBOW_R)), "joints.missing"),
    "width zero": (document(LEAST, "width: 0\nheight: 9\n"), "joints.size"),
    "width text": (document(LEAST, "width: wide\nheight: 9\n"), "joints.size"),
    "width nan": (document(LEAST, "width: .nan\nheight: 9\n"), "joints.size"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_wrong_files_are_refused_in_words(tmp_path, name):
    text, code = WRONG[name]
    with pytest.raises(MotionError) as caught:
        read_joints(written(tmp_path, text), 200, 400)
    assert caught.value.code == code
    for language in LANGUAGES:
        line = caught.value.text(language)
        assert "{" not in line.replace("{name: left_wrist", "")
        assert "\n" not in line
        assert code not in line


def test_missing_joints_are_named(tmp_path):
    text = document("".join(entry(j) for j in REQUIRED if j not in (Joint.ELBOW_R, Joint.KNEE_L)))
    with pytest.raises(MotionError, match="right_elbow, left_knee"):
        read_joints(written(tmp_path, text), 200, 400)


def test_no_file_and_no_place_to_write(tmp_path):
    with pytest.raises(MotionError) as caught:
        read_joints(tmp_path / "nowhere.yaml", 10, 10)
    assert caught.value.code == "joints.unreadable"
    with pytest.raises(OutputError) as failed:
        write_joints(tmp_path / "no" / "folder.yaml", figure())
    assert failed.value.code == "joints.unwritable"


@needs_samples
def test_the_samples_dialect():
    found = read_joints(SAMPLES / "drawing-joints.yaml", 508, 602)
    assert found.xy[Joint.SHOULDER_R].tolist() == [151, 245]  # on the picture's left: the character looks at us
    assert found.xy[Joint.WRIST_L].tolist() == [449, 278]
    assert found.xy[Joint.ANKLE_R].tolist() == [138, 556]
    assert found.xy[Joint.PELVIS].tolist() == [264, 397]
    assert found.xy[Joint.NOSE].tolist() == [231, 119]  # their neck is the middle of the face
    assert 200 < found.xy[Joint.NECK, 1] < 235
    assert 0 < found.xy[Joint.HEAD, 1] < 75
    assert (found.confidence == 1).all()


@needs_samples
@pytest.mark.parametrize(("name", "source"), [("person.jpg", "detector"), ("drawing.png", "silhouette")])
def test_joints_are_guessed_for_people_and_drawings(name, source, tmp_path):
    found = guess_joints(SAMPLES / name)
    assert found.source == source
    write_joints(tmp_path / "j.yaml", found)
    again = read_joints(tmp_path / "j.yaml", found.width, found.height)
    assert np.allclose(again.xy, found.xy, atol=0.051)

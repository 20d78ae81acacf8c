"""Whatever is given to the command: one clear line with a remedy, the right exit code, no file left, and soon."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import test_bad_files as bad
from made_files import Video, beep, write_sound, write_video
from material import Material
from PIL import Image

from mudong.cli.main import main
from mudong.motion.weights import pose_models
from mudong.spec.messages import catalogue

MOST_S = 30
SAMPLES = Path(__file__).parents[2] / "../shared/samples"
Make = Callable[[Path], object] | bytes | None
"""Writes a file to the path it is given; bytes are its content; None leaves it missing."""


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """A picture, joints and a dance in which nothing is wrong."""
    from mudong.cli.demo.dancer import dance_track
    from mudong.motion.track_io import write_track

    folder = tmp_path_factory.mktemp("good")
    found = Material(
        picture=folder / "p.png", joints=folder / "j.yaml", dance=folder / "d.json", sound=folder / "none.wav"
    )
    _picture(found)
    write_track(dance_track().span(0, 100), found.dance)
    return found


def _picture(material: Material) -> None:
    from mudong.cli.demo.dancer import CHILD
    from mudong.media.picture import write_png
    from mudong.motion.joints_file import write_joints
    from mudong.world.kinds import Place
    from mudong.world.portrait import portrait

    child = portrait(CHILD, 540, 960, place=Place.STAGE)
    write_png(material.picture, child.pixels[..., :3])
    write_joints(material.joints, child.figure)


def place(make: Make, path: Path) -> Path:
    if isinstance(make, bytes):
        path.write_bytes(make)
    elif make is not None:
        make(path)
    return path


def call(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Exit code and the lines on stderr that are not the name of a stage."""
    with pytest.raises(SystemExit) as left:
        main(["--lang", "en", *arguments])
    # Where a run is, and what a native library says when it is first loaded, are not the message.
    chatter = tuple(text for code, text in catalogue("en").items() if code.startswith("cli.stage_")) + ("INFO:",)
    lines = [line for line in capfd.readouterr().err.splitlines() if line.strip() and not line.startswith(chatter)]
    assert isinstance(left.value.code, int)
    return left.value.code, lines


def assert_refused(
    arguments: list[str], folder: Path, reason: str, exit_code: int, capfd: pytest.CaptureFixture[str]
) -> None:
    before = sorted(folder.rglob("*"))
    start = time.monotonic()
    code, lines = call(arguments, capfd)
    assert time.monotonic() - start < MOST_S
    assert sorted(folder.rglob("*")) == before, "a file was left"
    assert code == exit_code, lines
    assert len(lines) == 1, lines
    assert "Traceback" not in lines[0]
    assert f"[{reason}" in lines[0], lines[0]
    text = lines[0].rsplit(" [", 1)[0]
    assert "{" not in text.replace("{name: left_wrist", "")
    assert len(text) < 420
    assert text.count(". ") >= 1 or " must " in text, f"no remedy: {text}"


IMAGES: dict[str, tuple[Make, str]] = {
    "missing": (None, "media.not_found"),
    "folder": (lambda path: path.mkdir(), "media.not_a_file"),
    "empty": (b"", "media.empty"),
    "text renamed png": (b"hello\n" * 50, "media.text"),
    "web page": (b"<!DOCTYPE html><html><img src='x.png'></html>", "media.wrong_kind"),
    "SVG": (bad.SVG, "media.wrong_kind"),
    "PDF": (b"%PDF-1.7\n" + bytes(100), "media.wrong_kind"),
    "video as picture": (lambda path: write_video(path, Video()), "media.wrong_kind"),
    "noise": (np.random.default_rng(0).bytes(5000), "media.unknown"),
    "1x1": (lambda path: Image.new("RGB", (1, 1)).save(path, "PNG"), "media.too_small"),
    "20000x20000 by its header": (bad.png(20_000, 20_000), "media.too_many_pixels"),
    "JPEG claiming 60000x60000": (bad.jpeg_claiming(60_000, 60_000), "media.too_many_pixels"),
    "truncated JPEG": (bad.cut(bad.image("JPEG"), 0.5), "media.picture_damaged"),
    "truncated HEIC": (bad.cut(bad.heic, 0.5), "media.picture_damaged"),
    "decompression bomb": (bad.TEXT_BOMB, "media.picture_damaged"),
}

MOTIONS: dict[str, tuple[Make, str]] = {
    "missing": (None, "media.not_found"),
    "folder": (lambda path: path.mkdir(), "media.not_a_file"),
    "empty": (b"", "media.empty"),
    "text renamed mp4": (b"hello\n" * 50, "media.text"),
    "playlist": (bad.PLAYLIST, "media.playlist"),
    "DASH manifest": (bad.DASH, "media.playlist"),
    "picture as video": (bad.image("PNG"), "media.wrong_kind"),
    "no moov": (bad.cut(bad.MOVING, 0.6), "media.incomplete"),
    "cut short": (bad.cut(bad.video(container_options=bad.FASTSTART, picture=bad.noise), 0.6), "media.truncated"),
    "ten hours by its header": (
        bad.video(container="matroska", times=[Fraction(0), Fraction(36_000)]),
        "media.too_long",
    ),
    "no video stream": (lambda path: write_sound(path, beep(1, 0), "aac", "mp4"), "media.no_video"),
    "codec not accepted": (bad.video(codec="ffv1", container="matroska", options={}), "media.codec"),
    "damaged": (bad.spoiled(bad.MOVING, 0.3, 0.7), "media.damaged_frames"),
}

TRACK = {
    "format": "mudong-track", "version": 1, "fps": 30, "width": 640, "height": 480,
    "joints": [
        "pelvis", "spine", "neck", "head", "nose", "left_eye", "right_eye", "left_shoulder", "right_shoulder",
        "left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee",
        "left_ankle", "right_ankle", "left_toe", "right_toe",
    ],
    "xy": [[[1.0, 2.0]] * 21] * 3,
}  # fmt: skip


def track(**changes: object) -> bytes:
    return json.dumps(TRACK | changes).encode()


BVH = b"""HIERARCHY
ROOT Hips
{ OFFSET 0 0 0 CHANNELS 3 Xrotation Yrotation Zrotation
  JOINT %s { OFFSET 0 1 0 CHANNELS 3 Xrotation Yrotation Zrotation End Site { OFFSET 0 1 0 } }
}
"""
MOTION = b"MOTION\nFrames: 2\nFrame Time: 0.033\n0 0 0 0 0 0\n%s\n"

TRACKS: dict[str, tuple[str, bytes, str]] = {
    "NaN in JSON": (".json", track().replace(b"2.0", b"NaN", 1), "motion.json_not_finite"),
    "infinite number": (".json", track().replace(b"2.0", b"1e999", 1), "motion.json_not_finite"),
    "broken JSON": (".json", track()[:-9], "motion.json_broken"),
    "other JSON": (".json", b'{"hello": 1}', "motion.json_format"),
    "a later version": (".json", track(version=2), "motion.json_version"),
    "JSON nested too deep": (".json", b'{"a":' * 100_000, "motion.json_too_deep"),
    "a joint is missing": (".json", track(joints=TRACK["joints"][1:]), "motion.json_joints"),
    "no frame": (".json", track(xy=[]), "motion.json_shape"),
    "no rate": (".json", track(fps=0), "motion.json_fps"),
    "BVH without a skeleton": (".bvh", b"hello", "motion.bvh_no_"),
    "BVH without movement": (".bvh", BVH % b"Spine", "motion.bvh_no_motion"),
    "cyclic BVH": (".bvh", BVH % b"Hips" + MOTION % b"0 0 0 0 0 0", "motion.bvh_cyclic"),
    "BVH that ends early": (".bvh", BVH % b"Spine" + MOTION % b"", "motion.bvh_truncated"),
    "BVH with NaN": (".bvh", BVH % b"Spine" + MOTION % b"0 0 nan 0 0 0", "motion.bvh_not"),
    "BVH of a fish": (".bvh", BVH % b"Fin" + MOTION % b"0 0 0 0 0 0", "motion.bvh_unmapped"),
}

BOMB = b"a: &a [1,1]\nb: &b [*a,*a]\nc: &c [*b,*b]\nskeleton: *c\nwidth: 3\nheight: 3\n"
JOINTS: dict[str, tuple[Make, str]] = {
    "missing": (None, "joints.unreadable"),
    "folder": (lambda path: path.mkdir(), "joints.unreadable"),
    "empty": (b"", "joints.format"),
    "not YAML": (b"skeleton: [\n  {name: x,,}\n", "joints.yaml"),
    "not joints": (b"- a\n- b\n", "joints.format"),
    "an expanding file": (BOMB, "joints."),
    "a picture": (bad.png(8, 8), "joints."),
    "one joint": (
        b"width: 1080\nheight: 1920\nskeleton:\n- {name: head, loc: [5, 5]}\n",
        "joints.missing",
    ),
    "a place that is no number": (
        b"width: 1080\nheight: 1920\nskeleton:\n- {name: head, loc: [.nan, 5]}\n",
        "joints.number",
    ),
    "an unknown joint": (
        b"width: 1080\nheight: 1920\nskeleton:\n- {name: wing, loc: [5, 5]}\n",
        "joints.unknown",
    ),
}

OPTIONS: dict[str, tuple[list[str], str, int]] = {
    "aspect": (["--aspect", "wide"], "request.aspect", 2),
    "aspect of nothing": (["--aspect", "0:1"], "request.aspect", 2),
    "resolution": (["--resolution", "8k"], "request.resolution", 2),
    "resolution too large": (["--resolution", "9000x9000"], "request.resolution", 2),
    "frame rate": (["--fps", "900"], "request.fps", 2),
    "frame rate nan": (["--fps", "nan"], "request.fps", 2),
    "quality": (["--quality", "99"], "request.quality", 2),
    "from after to": (["--from", "5", "--to", "1"], "request.span", 2),
    "from below zero": (["--from", "-3"], "request.span", 2),
    "from beyond the end": (["--from", "400"], "motion.trim", 2),
    "engine": (["--engine", "omni"], "request.engine", 2),
    "prompt names a third picture": (["--prompt", "@image_3 dances"], "request.handle", 2),
    "prompt too long": (["--prompt", "dance " * 1000], "request.prompt_too_long", 2),
    "transparent mp4": (["--background", "transparent"], "request.transparent_file", 2),
    "colour": (["--background", "#12345g"], "request.colour", 2),
    "background that is not there": (["--background", "nowhere.png"], "media.not_found", 2),
    "sheet that is no PNG": (["--sheet", "sheet.jpg"], "request.sheet", 2),
    "folder of the preview is missing": (["--gif", "no/small.gif"], "output.no_folder", 4),
    "folder of the sheet is missing": (["--sheet", "no/sheet.png"], "output.no_folder", 4),
}


def dance(image: Path, motion: Path, out: Path, *more: str) -> list[str]:
    return ["dance", "-i", str(image), "-m", str(motion), "-o", str(out), "--resolution", "64x112", *more]


@pytest.mark.parametrize("name", IMAGES)
def test_bad_picture(name: str, good: Material, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    make, reason = IMAGES[name]
    image = place(make, tmp_path / "IMG_1.png")
    command = dance(image, good.dance, tmp_path / "out.mp4", "-j", str(good.joints))
    assert_refused(command, tmp_path, reason, 2, capfd)


@pytest.mark.parametrize("name", MOTIONS)
def test_bad_video(name: str, good: Material, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    make, reason = MOTIONS[name]
    motion = place(make, tmp_path / "VID_1.mp4")
    assert_refused(_with(good, tmp_path, motion), tmp_path, reason, 2, capfd)


@pytest.mark.parametrize("name", TRACKS)
def test_bad_track(name: str, good: Material, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    suffix, content, reason = TRACKS[name]
    motion = place(content, tmp_path / f"dance{suffix}")
    assert_refused(_with(good, tmp_path, motion), tmp_path, reason, 2, capfd)


@pytest.mark.parametrize("name", JOINTS)
def test_bad_joints(name: str, good: Material, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    make, reason = JOINTS[name]
    joints = place(make, tmp_path / "j.yaml")
    command = dance(good.picture, good.dance, tmp_path / "out.mp4", "-j", str(joints))
    assert_refused(command, tmp_path, reason, 2, capfd)


@pytest.mark.parametrize("name", OPTIONS)
def test_bad_option(
    name: str, good: Material, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    options, reason, exit_code = OPTIONS[name]
    monkeypatch.chdir(tmp_path)
    assert_refused(_with(good, tmp_path, good.dance, *options), tmp_path, reason, exit_code, capfd)


def _with(good: Material, folder: Path, motion: Path, *more: str) -> list[str]:
    return dance(good.picture, motion, folder / "out.mp4", "-j", str(good.joints), *more)


@pytest.mark.parametrize(
    ("out", "reason"),
    [("no/out.mp4", "output.no_folder"), ("taken.mp4", "output.exists"), ("dir.mp4", "output.is_folder")],
)
def test_a_place_that_cannot_be_written(
    out: str, reason: str, good: Material, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken.mp4").write_bytes(b"mine")
    (tmp_path / "dir.mp4").mkdir()
    command = dance(good.picture, good.dance, tmp_path / out, "-j", str(good.joints))
    assert_refused(command, tmp_path, reason, 4, capfd)
    assert (tmp_path / "taken.mp4").read_bytes() == b"mine"


def test_a_name_for_an_opaque_clip(good: Material, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    command = dance(good.picture, good.dance, tmp_path / "out.avi", "-j", str(good.joints))
    assert_refused(command, tmp_path, "request.opaque_file", 2, capfd)


def test_picture_and_video_swapped(good: Material, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_video(tmp_path / "v.mp4", Video())
    command = dance(tmp_path / "v.mp4", good.picture, tmp_path / "out.mp4", "-j", str(good.joints))
    assert_refused(command, tmp_path, "media.wrong_kind", 2, capfd)


def test_a_dance_of_one_second(good: Material, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert_refused(_with(good, tmp_path, good.dance, "--to", "1"), tmp_path, "check.video_duration", 2, capfd)


needs_models = pytest.mark.skipif(pose_models() is None, reason="needs the pose models")


@needs_models
def test_a_video_without_a_person(good: Material, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_video(tmp_path / "v.mp4", Video(times=[Fraction(i, 10) for i in range(40)]))
    assert_refused(_with(good, tmp_path, tmp_path / "v.mp4"), tmp_path, "check.video_person", 2, capfd)


@needs_models
@pytest.mark.parametrize("kind", ["plain", "striped"])
def test_a_picture_without_a_figure(
    kind: str, good: Material, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pixels = np.full((320, 240, 3), 120, np.uint8)
    if kind == "striped":
        pixels[:, ::16] = 60
    Image.fromarray(pixels).save(tmp_path / "p.png")
    code, lines = call(dance(tmp_path / "p.png", good.dance, tmp_path / "out.mp4"), capfd)
    assert (code, len(lines)) == (2, 1), lines
    assert not (tmp_path / "out.mp4").exists()
    assert ("[joints.nothing" if kind == "plain" else "[check.picture_") in lines[0]


@needs_models
def test_a_bust_with_a_dance_of_the_whole_body(
    good: Material, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    if not (SAMPLES / "cat-bust.jpg").is_file():
        pytest.skip("needs the samples")
    command = dance(SAMPLES / "cat-bust.jpg", good.dance, tmp_path / "out.mp4")
    assert_refused(command, tmp_path, "check.picture_", 2, capfd)


def test_the_installed_command_says_it_in_both_languages(good: Material, tmp_path: Path) -> None:
    """As a user meets it: a process of its own, nothing but one line."""
    (tmp_path / "v.mp4").write_bytes(bad.PLAYLIST)
    said = set()
    for language in ("en", "ko"):
        command = [sys.executable, "-m", "mudong", "--lang", language, *_with(good, tmp_path, tmp_path / "v.mp4")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        said.add(done.stderr.strip().splitlines()[-1])
    assert len(said) == 2
    assert all("[media.playlist]" in line for line in said)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["v.mp4"]


@pytest.mark.parametrize("content", [b"", b"hello\n" * 50, bad.png(20_000, 20_000), None])
def test_check_and_joints_refuse_alike(
    content: bytes | None, good: Material, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    image = place(content, tmp_path / "p.png")
    for command in (
        ["check", "-i", str(image), "-m", str(good.dance)],
        ["joints", str(image), "-o", str(tmp_path / "j.yaml")],
    ):
        code, lines = call(command, capfd)
        assert (code, len(lines)) == (2, 1), lines
        assert "[media." in lines[0]
        assert not (tmp_path / "j.yaml").exists()

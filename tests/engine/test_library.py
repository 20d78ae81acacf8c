"""The library reads each file once, and needs the pose networks only for what they are needed for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from material import Material
from PIL import Image

from mudong.engine import library as library_module
from mudong.engine.generate import generate
from mudong.engine.library import Library
from mudong.motion.joints_file import read_joints
from mudong.spec.conditions import Character, Motion
from mudong.spec.engine import Run
from mudong.spec.errors import MediaError, MotionError, Unavailable
from mudong.spec.joints import Joint


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each reading function was called; the real ones do the work."""
    calls: Counter[str] = Counter()

    def count(name: str) -> None:
        real = getattr(library_module, name)

        def wrapper(*args: object, **options: object) -> object:
            calls[name] += 1
            return real(*args, **options)

        monkeypatch.setattr(library_module, name, wrapper)

    for name in ("read_picture", "load_motion", "read_joints", "find_figures", "cut_out", "BlazePose"):
        count(name)
    return calls


def test_a_whole_run_reads_each_file_once(material: Material, counted: Counter[str], tmp_path: Path) -> None:
    generate(material.request(duration_s=0.3), tmp_path / "a.mp4")
    assert counted == dict.fromkeys(counted, 1)


def test_what_was_read_is_remembered(material: Material, counted: Counter[str]) -> None:
    library = Library(Run())
    character, motion = material.request().conditions
    assert isinstance(character, Character)
    assert isinstance(motion, Motion)
    assert library.character(character) is library.character(character)
    assert library.motion(motion) is library.motion(motion)
    assert library.picture(material.picture) is library.picture(material.picture)
    assert library.cut(character) is library.cut(character)
    assert counted["read_picture"] == counted["load_motion"] == counted["cut_out"] == 1


@pytest.fixture
def without_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> object:
        raise Unavailable("unavailable.pose_models", detail="no network", wheel="w", folder="f")

    monkeypatch.setattr(library_module, "BlazePose", none)


@pytest.mark.usefixtures("without_networks")
def test_joints_and_a_track_need_no_networks(material: Material, tmp_path: Path) -> None:
    assert generate(material.request(duration_s=0.3), tmp_path / "a.mp4").report.frames == 3


@pytest.mark.usefixtures("without_networks")
def test_a_picture_without_joints_needs_them(material: Material) -> None:
    with pytest.raises(Unavailable):
        Library(Run()).character(Character(path=material.picture))


def test_joints_given_by_hand_are_kept_to_the_pixel(material: Material) -> None:
    loaded = Library(Run()).character(Character(path=material.picture, joints=material.joints))
    assert loaded.joints_given
    assert loaded.figure.source == "file"
    assert (loaded.figure.width, loaded.figure.height) == (270, 480)


def test_a_picture_with_alpha_is_cut_along_it(material: Material, tmp_path: Path) -> None:
    rgba = np.dstack([np.array(Image.open(material.picture).convert("RGB")), np.zeros((480, 270), np.uint8)])
    rgba[100:420, 60:210, 3] = 255
    Image.fromarray(rgba).save(tmp_path / "a.png")
    cut = Library(Run()).cut(Character(path=tmp_path / "a.png", joints=material.joints))
    assert (cut.alpha == rgba[..., 3]).all()


def test_files_that_cannot_be_read_are_errors(tmp_path: Path) -> None:
    with pytest.raises(MediaError):
        Library(Run()).picture(tmp_path / "no.png")
    (tmp_path / "x.json").write_text("{")
    with pytest.raises(MotionError):
        Library(Run()).motion(Motion(path=tmp_path / "x.json"))


@pytest.mark.parametrize(("aside", "kept"), [(0.2, True), (0.6, False)])
def test_hands_are_taken_over_only_where_the_wrists_are(
    material: Material, monkeypatch: pytest.MonkeyPatch, aside: float, kept: bool
) -> None:
    """A detector that puts a drawing's wrist on its cheek knows nothing about its hands."""
    character = Character(path=material.picture, joints=material.joints)
    placed = read_joints(material.joints, 270, 480)
    forearm = np.linalg.norm(placed.xy[Joint.WRIST_L] - placed.xy[Joint.ELBOW_L])
    xy = placed.xy.copy()
    xy[Joint.WRIST_L, 1] -= aside * forearm
    found = replace(placed, xy=xy, hands=np.zeros((2, 3, 2), np.float32), source="detector")
    monkeypatch.setattr(library_module, "find_figures", lambda pixels, estimator: [found])
    figure = Library(Run()).character(character).figure
    assert (figure.hands is not None) == kept
    assert (figure.xy == placed.xy).all()

"""`mudong.dance`: one call, the clip's path and report back."""

from __future__ import annotations

from pathlib import Path

import pytest
from material import SIZE, Material

import mudong
from mudong.media.provenance import read_provenance
from mudong.spec.errors import InvalidInput
from mudong.spec.request import Request


def test_one_call_makes_a_clip(material: Material, tmp_path: Path) -> None:
    clip = mudong.dance(
        str(material.picture), str(material.dance), joints=str(material.joints), out=str(tmp_path / "a.mp4"),
        resolution=SIZE, fps=8, start_s=0.0, end_s=3.0, seed=5, quality=30, sheet=str(tmp_path / "s.png"),
    )  # fmt: skip
    assert clip.path == tmp_path / "a.mp4"
    assert clip.path.stat().st_size > 1000
    assert clip.sheet is not None
    assert clip.sheet.is_file()
    assert (clip.report.frames, clip.report.seed, clip.report.engine) == (24, 5, "puppet")


def test_every_option_reaches_the_request(material: Material, tmp_path: Path) -> None:
    clip = mudong.dance(
        material.picture, material.dance, joints=material.joints, out=tmp_path / "a.webm", prompt="춤추게 해 주세요",
        engine="puppet", resolution=SIZE, aspect="9:16", fps=5, start_s=0.2, end_s=3.4, orientation="video",
        background="transparent", audio=False, loop=True, anyway=True, seed=3, quality=31,
    )  # fmt: skip
    made = read_provenance(clip.path)
    assert made is not None
    request = Request.from_json(made.request_json)
    out = request.output
    assert (request.prompt, request.engine, request.seed, request.anyway) == ("춤추게 해 주세요", "puppet", 3, True)
    assert (out.resolution, out.aspect, out.fps, out.orientation) == (SIZE, "9:16", 5, "video")
    assert (out.background, out.audio, out.loop, out.quality) == ("transparent", False, True, 31)


@pytest.mark.parametrize(("background", "name"), [("keep", "child-dance.mp4"), ("transparent", "child-dance.webm")])
def test_without_a_name_the_clip_is_named_after_both(
    material: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, background: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    clip = mudong.dance(
        material.picture, material.dance, joints=material.joints, resolution=SIZE, fps=5, background=background
    )  # fmt: skip
    assert clip.path == Path(name)
    assert (tmp_path / name).is_file()


def test_errors_are_of_one_tree(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        mudong.dance(tmp_path / "no.png", tmp_path / "no.mp4", out=tmp_path / "a.mp4")

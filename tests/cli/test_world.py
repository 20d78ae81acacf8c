"""`mudong world` writes clips with what they are, renders a scene, and says in one line what is wrong with another."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from mudong.cli.main import main
from mudong.media.decode import read_frames
from mudong.media.probe import probe
from mudong.world.film import Film, sample_film
from mudong.world.sample import is_held_out, sample
from mudong.world.scene import Scene


def run(*arguments: object) -> int | str | None:
    with pytest.raises(SystemExit) as left:
        main(["world", *map(str, arguments)])
    return left.value.code


def test_sample_writes_clips_with_captions_and_their_scene(tmp_path: Path):
    assert not run("sample", "--count", 2, "--seed", 7, "--size", "64x64", "-o", tmp_path / "set")
    assert sorted(path.name for path in (tmp_path / "set").iterdir()) == [
        "00000.json", "00000.mp4", "00001.json", "00001.mp4",
    ]  # fmt: skip
    content = json.loads((tmp_path / "set/00001.json").read_text(encoding="utf-8"))
    assert Scene.from_json(json.dumps(content["scene"])) == sample(8)
    assert set(content["captions"]) == set(content["prompts"]) == {"en", "ko", "zh"}
    assert content["held_out"] is False
    info = probe(tmp_path / "set/00000.mp4")
    assert info.video is not None
    assert (info.video.width, info.video.height) == (64, 64)


def test_held_out_clips_are_held_out(tmp_path: Path):
    assert not run("sample", "-n", 1, "--held-out", "--size", "64x64", "-o", tmp_path)
    content = json.loads((tmp_path / "00000.json").read_text(encoding="utf-8"))
    assert content["held_out"]
    assert is_held_out(Scene.from_json(json.dumps(content["scene"])))


def test_the_same_seed_writes_the_same_scene_and_words(tmp_path: Path):
    for name in ("a", "b"):
        assert not run("sample", "-n", 1, "--seed", 3, "--size", "64x64", "-o", tmp_path / name)
    assert (tmp_path / "a/00000.json").read_bytes() == (tmp_path / "b/00000.json").read_bytes()


def test_render_takes_a_bare_scene_or_a_samples_file(tmp_path: Path):
    (tmp_path / "bare.json").write_text(sample(1).to_json(), encoding="utf-8")
    (tmp_path / "full.json").write_text(json.dumps({"scene": json.loads(sample(1).to_json())}), encoding="utf-8")
    for name in ("bare", "full"):
        assert not run("render", tmp_path / f"{name}.json", "--size", "64x64", "-o", tmp_path / f"{name}.mp4")
    clips = [np.stack([f.pixels for f in read_frames(tmp_path / f"{name}.mp4")]) for name in ("bare", "full")]
    assert len(clips[0]) == len(clips[1]) == 21
    assert np.abs(clips[0].astype(int) - clips[1]).mean() < 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"place": "moon"}',
        '{"cast": [{"name": "a", "identity": {"species": "unicorn"}}]}',
        '{"x": 1}',
        '{"shots": []}',
        '{"film": 3}',
        '{"scene": {"duration_s": 1e12}}',
        '{"camera": {"subject": 5}}',
    ],
)
def test_what_is_wrong_is_one_line_and_exit_code_two(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "scene.json").write_text(text, encoding="utf-8")
    assert run("render", tmp_path / "scene.json", "-o", tmp_path / "out.mp4") == 2
    said = capsys.readouterr().err.strip()
    assert said
    assert len(said.splitlines()) == 1
    assert "Traceback" not in said
    assert not (tmp_path / "out.mp4").exists()


def test_a_missing_or_binary_file_is_told(tmp_path: Path):
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00")
    assert run("render", tmp_path / "binary.json") == 2
    assert run("render", tmp_path / "nothing.json") == 2


def test_films_come_with_their_shots_and_render_again(tmp_path: Path):
    assert not run("sample", "-n", 1, "--seed", 4, "--films", "--size", "64x64", "-o", tmp_path)
    content = json.loads((tmp_path / "00000.json").read_text(encoding="utf-8"))
    film = Film.from_json(json.dumps(content["film"]))
    assert film == sample_film(4)
    assert [shot["first_frame"] for shot in content["shots"]] == list(film.cuts(24.0))
    assert content["captions"]["en"].startswith("Shot 1: " + content["shots"][0]["captions"]["en"])
    (tmp_path / "bare.json").write_text(film.to_json(), encoding="utf-8")
    for name in ("00000", "bare"):
        assert not run("render", tmp_path / f"{name}.json", "--size", "64x64", "-o", tmp_path / f"{name}-again.mp4")
    assert (tmp_path / "00000-again.mp4").read_bytes() == (tmp_path / "00000.mp4").read_bytes()
    assert (tmp_path / "bare-again.mp4").read_bytes() == (tmp_path / "00000.mp4").read_bytes()
    assert sum(1 for _ in read_frames(tmp_path / "00000.mp4")) == film.num_frames(24.0)

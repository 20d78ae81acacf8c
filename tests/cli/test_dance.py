"""`mudong dance` from command to file, on the demo's child made small."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import av
import pytest
from PIL import Image

from mudong.cli.demo.command import DemoFiles

SHAPE = ["--resolution", "90x160", "--fps", "10", "--to", "4"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoFiles:
    files = DemoFiles(folder=tmp_path_factory.mktemp("demo"))
    files.write()
    with Image.open(files.picture) as picture:
        picture.resize((270, 480), Image.Resampling.LANCZOS).save(files.picture)
    return files


def command(demo: DemoFiles, *arguments: object) -> list[str]:
    job = ["--image", demo.picture, "--motion", demo.dance, "--joints", demo.joints, *arguments]
    return [sys.executable, "-m", "mudong", "--lang", "en", "dance", *map(str, job)]


def run(demo: DemoFiles, folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(demo, *arguments), cwd=folder, capture_output=True, text=True, check=False)


def test_a_clip_is_made_under_its_default_name_and_never_over_another(demo: DemoFiles, tmp_path: Path):
    (tmp_path / "character-dance.mp4").write_text("precious")
    done = run(demo, tmp_path, *SHAPE, "--gif", "small.gif")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    assert "character-dance-2.mp4: 90x160, 10 fps, 4.0 s" in done.stdout
    assert "Rendering" in done.stderr
    assert (tmp_path / "character-dance.mp4").read_text() == "precious"
    with av.open(str(tmp_path / "character-dance-2.mp4")) as clip:
        assert clip.streams.video[0].frames == 40
        assert json.loads(clip.metadata["mudong.request"])["output"]["resolution"] == "90x160"
    with Image.open(tmp_path / "small.gif") as gif:
        assert gif.n_frames > 20  # type: ignore[attr-defined]


def test_a_named_file_is_replaced_only_when_forced(demo: DemoFiles, tmp_path: Path):
    (tmp_path / "a.mp4").write_text("precious")
    refused = run(demo, tmp_path, *SHAPE, "--out", "a.mp4")
    assert refused.returncode == 4
    assert refused.stderr.count("\n") == 1
    assert (tmp_path / "a.mp4").read_text() == "precious"
    forced = run(demo, tmp_path, *SHAPE, "--out", "a.mp4", "--force", "--json")
    assert forced.returncode == 0, forced.stderr
    report = json.loads(forced.stdout)
    assert (report["path"], report["engine"], report["frames"]) == ("a.mp4", "puppet", 40)
    assert report["used_s"] == [0.0, 4.0]
    assert {check["verdict"] for check in report["checks"]} <= {"ok", "warn"}


def test_ctrl_c_leaves_no_file_and_says_so(demo: DemoFiles, tmp_path: Path):
    job = command(demo, "--resolution", "1080x1920", "--fps", "60", "--out", "clip.mp4")
    process = subprocess.Popen(job, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("Rendering"):
            break
    time.sleep(1.0)
    os.kill(process.pid, signal.SIGINT)
    said = process.stderr.read()
    assert process.wait(timeout=30) == 130
    assert "[cli.cancelled]" in said
    assert list(tmp_path.iterdir()) == []

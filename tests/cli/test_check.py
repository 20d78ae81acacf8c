"""`mudong check` prints what the checks say and leaves with 2 when one refuses."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from mudong.cli.check import check_table, quantity
from mudong.cli.demo.command import DemoFiles
from mudong.cli.main import main
from mudong.motion.checks.result import CheckResult, Verdict
from mudong.motion.weights import pose_models


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoFiles:
    files = DemoFiles(folder=tmp_path_factory.mktemp("demo"))
    files.write()
    return files


def run(*arguments: object) -> int | str | None:
    with pytest.raises(SystemExit) as left:
        main(["check", *map(str, arguments)])
    return left.value.code


def test_every_check_is_a_row_with_its_value_and_limit(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MUDONG_LANG", "en")
    results = (
        CheckResult(code="a", verdict=Verdict.OK, value=9.375, limit=3.0, unit="s"),
        CheckResult(code="b", verdict=Verdict.REFUSE, value="none", limit=None),
    )
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(check_table(results))
    rows = console.export_text().splitlines()[3:]
    assert [row.split()[0] for row in rows if row.strip()] == ["ok", "refused"]
    assert "9.38 s" in rows[0]
    assert "3 s" in rows[0]
    assert "none" in rows[1]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(None, "s", ""), (9.375, "s", "9.38 s"), (1632.0, "px", "1632 px"), (2, "", "2"), ("none", "", "none")],
)
def test_quantities_are_short(value: float | str | None, unit: str, text: str):
    assert quantity(value, unit) == text


def test_the_demo_passes_its_own_checks(demo: DemoFiles, capsys: pytest.CaptureFixture[str]):
    code = run("--image", demo.picture, "--motion", demo.dance, "--joints", demo.joints, "--json")
    report = json.loads(capsys.readouterr().out)
    assert code == 0
    assert {row["verdict"] for row in report["checks"]} == {"ok"}


@pytest.mark.skipif(pose_models() is None, reason="the pose models are not on this machine")
def test_a_landscape_is_refused_with_a_remedy(demo: DemoFiles, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    import numpy as np
    from PIL import Image

    rows = np.linspace(60, 200, 640).astype(np.uint8)
    Image.fromarray(np.dstack([np.tile(rows[:, None], (1, 480))] * 3)).save(tmp_path / "sky.png")
    assert run("--image", tmp_path / "sky.png", "--motion", demo.dance, "--json") == 2
    refused = [row for row in json.loads(capsys.readouterr().out)["checks"] if row["verdict"] == "refuse"]
    assert refused
    assert all(row["remedy"] for row in refused)


def test_a_file_that_is_no_video_is_one_line(demo: DemoFiles, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "notes.mp4").write_text("not a video")
    assert run("--image", demo.picture, "--motion", tmp_path / "notes.mp4", "--joints", demo.joints) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1

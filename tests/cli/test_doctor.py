"""`mudong doctor` tells the truth about this machine, and what mends what is missing."""

import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from mudong.cli.doctor import report_lines
from mudong.cli.machine import ENGINES, LIBRARIES, Finding, examine, runnable


def test_it_finds_what_is_installed():
    findings = {(finding.area, finding.name): finding for finding in examine()}
    assert all(findings["library", name].detail == metadata.version(name) for name in LIBRARIES)
    assert findings["encoder", "libx264"].found
    assert findings["machine", "python"].detail.startswith(f"{sys.version_info.major}.{sys.version_info.minor}")


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_an_engine_runs_exactly_when_all_it_needs_is_there(engine):
    everything = tuple(Finding(area="library", name=name, found=True) for name in engine.needs)
    assert runnable(engine, everything)
    for lost in range(len(everything)):
        assert not runnable(engine, everything[:lost] + everything[lost + 1 :])


def test_what_is_missing_is_named_with_the_command_that_mends_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MUDONG_LANG", "en")
    findings = tuple(
        Finding(area="library", name=name, found=name != "scipy", mend="pip install scipy" * (name == "scipy"))
        for name in ENGINES[0].needs
    )
    lines = report_lines(findings, ENGINES)
    assert any("scipy" in line and "pip install scipy" in line for line in lines[lines.index("Engines") :])


def test_pose_models_are_found_in_the_cache_or_their_command_is_told(tmp_path: Path):
    """The command is really there: its module can be found."""
    done = subprocess.run(
        [sys.executable, "-m", "mudong", "doctor", "--json"], capture_output=True, text=True, check=True,
        env={**os.environ, "MUDONG_CACHE": str(tmp_path)},
    )  # fmt: skip
    report = json.loads(done.stdout)
    models = next(finding for finding in report["findings"] if finding["name"] == "pose-models")
    assert models["state"] == "missing"
    python, *words = models["mend"].split()
    assert (python, words[:1]) == (sys.executable, ["-m"])
    __import__(words[1])
    assert report["engines"] == {"puppet": True}
    assert list(tmp_path.iterdir()) == []

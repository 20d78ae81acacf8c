"""`mudong verify FILE` as people run it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from mudong.serve.trust.authority import Authority
from mudong.serve.trust.c2pa import FOLDER, C2paPublisher


class Job:
    engine = "omni"


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    file = tmp_path / "a.png"
    Image.new("RGB", (64, 64), "teal").save(file)
    C2paPublisher(Authority.open(tmp_path / FOLDER), "9.9").publish(file, Job(), {})
    return file


def _verify(file: Path, data_dir: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {"MUDONG_DATA_DIR": str(data_dir), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "mudong", "verify", str(file), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_a_file_of_this_machines_server_is_ours(signed: Path, tmp_path: Path):
    done = _verify(signed, tmp_path, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["verdict"], told["engine"], told["machine_made"]) == ("ours", "omni", True)


def test_elsewhere_it_needs_the_anchor(signed: Path, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    assert "not known here" in _verify(signed, elsewhere).stdout
    given = _verify(signed, elsewhere, "--anchor", str(tmp_path / FOLDER / "ca.pem"), "--lang", "ko")
    assert given.returncode == 0
    assert "이 무동에서 만든" in given.stdout
    wrong = _verify(signed, elsewhere, "--anchor", str(signed))
    assert (wrong.returncode, "trust.anchor" in wrong.stderr) == (2, True)


def test_an_unknown_file_fails_the_command(tmp_path: Path):
    Image.new("RGB", (8, 8)).save(tmp_path / "plain.png")
    assert _verify(tmp_path / "plain.png", tmp_path).returncode == 1
    assert _verify(tmp_path / "missing.png", tmp_path).returncode == 2

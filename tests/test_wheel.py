"""The wheel works outside the repository: built, installed elsewhere, it does the main job."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import av
import pytest

ROOT = Path(__file__).parents[1]


def _run(command: list[str], folder: Path, site: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if site is not None:
        environment["PYTHONPATH"] = str(site)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that the repository's own `build` folder plays no part."""
    source, dist = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "src" / "mudong", source / "src" / "mudong", ignore=shutil.ignore_patterns("__pycache__"))
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(dist)]
    _run([sys.executable, "-m", "pip", "wheel", *options, "."], source)
    return next(dist.glob("mudong-*.whl"))


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed in it; the libraries come from the environment of the tests."""
    target = tmp_path_factory.mktemp("site")
    options = ["--quiet", "--no-deps", "--no-index", "--target", str(target)]
    _run([sys.executable, "-m", "pip", "install", *options, str(wheel)], target)
    return target


def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel: Path):
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if not re.match(r"mudong-[^/]+\.dist-info/", name)}
    package = ROOT / "src" / "mudong"
    files = [path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert inside == {path.relative_to(package.parent).as_posix() for path in files}
    assert any(name.endswith("ko/cli.toml") for name in inside)
    assert wheel.stat().st_size < 5_000_000


def test_the_installed_wheel_does_the_main_job(site: Path, tmp_path: Path):
    where = _run([sys.executable, "-c", "import mudong; print(mudong.__file__)"], tmp_path, site).stdout
    assert Path(where.strip()).is_relative_to(site)
    make = "from pathlib import Path; from mudong.cli.demo.command import DemoFiles as D; D(folder=Path('.')).write()"
    _run([sys.executable, "-c", make], tmp_path, site)
    job = ["--image", "character.png", "--motion", "dance.json", "--joints", "character.yaml", "--out", "clip.mp4"]
    shape = ["--resolution", "90x160", "--fps", "10", "--to", "4", "--sheet", "sheet.png"]
    _run([sys.executable, "-m", "mudong", "dance", *job, *shape], tmp_path, site)
    with av.open(str(tmp_path / "clip.mp4")) as clip:
        assert (clip.streams.video[0].width, clip.streams.video[0].height) == (90, 160)
        frames = [frame.to_ndarray(format="gray").astype(int) for frame in clip.decode(video=0)]
    assert len(frames) == 40
    assert max(abs(frames[0] - frame).mean() for frame in frames) > 1, "the picture moves"
    assert (tmp_path / "sheet.png").stat().st_size > 1000
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {"character.png", "character.yaml", "stage.png", "dance.json", "beat.wav", "clip.mp4", "sheet.png"}


def test_help_of_the_installed_wheel_speaks_korean(site: Path, tmp_path: Path):
    assert "춤" in _run([sys.executable, "-m", "mudong", "--lang", "ko", "--help"], tmp_path, site).stdout

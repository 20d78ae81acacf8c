"""`mudong joints`: a file to correct, a picture to look at, nothing overwritten."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mudong.cli.demo.command import DemoFiles
from mudong.cli.joints import write_preview
from mudong.cli.main import main
from mudong.media.picture import read_picture
from mudong.motion.joints_file import read_joints
from mudong.spec.joints import Joint


@pytest.fixture(scope="module")
def character(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    files = DemoFiles(folder=tmp_path_factory.mktemp("character"))
    files.write()
    return files.picture, files.joints


def test_the_preview_is_the_picture_with_its_skeleton(character: tuple[Path, Path], tmp_path: Path):
    picture, joints = character
    write_preview(picture, read_joints(joints, 1080, 1920), tmp_path / "p.png")
    before = read_picture(picture).on((255, 255, 255)).astype(int)
    after = np.asarray(Image.open(tmp_path / "p.png")).astype(int)
    changed = np.abs(before - after).max(axis=2) > 20
    assert before.shape == after.shape
    assert 0.002 < changed.mean() < 0.1
    x, y = read_joints(joints, 1080, 1920).xy[Joint.SPINE].round().astype(int)
    assert changed[y, x], "the spine is drawn"


@pytest.mark.parametrize("option", ["--out", "--preview"])
def test_a_file_that_exists_is_not_replaced(character: tuple[Path, Path], tmp_path: Path, option: str):
    taken = tmp_path / "taken"
    taken.write_text("precious")
    with pytest.raises(SystemExit) as left:
        main(["joints", str(character[0]), "--out", str(tmp_path / "j.yaml"), option, str(taken)])
    assert left.value.code == 4
    assert taken.read_text() == "precious"
    assert not (tmp_path / "j.yaml").exists()

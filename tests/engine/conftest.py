"""The demo's child at a quarter of its size, its joints, four seconds of its dance and a tune."""

from __future__ import annotations

import sys
import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mudong.cli.demo.dancer import CHILD, HEIGHT, WIDTH, dance_track
from mudong.media.picture import write_png
from mudong.motion.joints_file import write_joints
from mudong.motion.track_io import write_track
from mudong.world.kinds import Place
from mudong.world.portrait import portrait

sys.path.insert(0, str(Path(__file__).parent))

from material import SHARE, Material


@pytest.fixture(scope="session")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    folder = tmp_path_factory.mktemp("material")
    found = Material(
        picture=folder / "child.png",
        joints=folder / "child.yaml",
        dance=folder / "dance.json",
        sound=folder / "beat.wav",
    )
    child = portrait(CHILD, round(WIDTH * SHARE), round(HEIGHT * SHARE), place=Place.STAGE)
    write_png(found.picture, child.pixels[..., :3])
    write_joints(found.joints, child.figure)
    write_track(dance_track().span(0, 120), found.dance)
    samples = (9000 * np.sin(2 * np.pi * 440 * np.arange(6 * 22_050) / 22_050)).astype("<i2")
    with wave.open(str(found.sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(samples.tobytes())
    return found


@pytest.fixture
def shorter(material: Material, tmp_path: Path) -> Callable[[int, int], Material]:
    """The same material with another part of the dance."""

    def make(start: int, stop: int) -> Material:
        path = tmp_path / f"dance-{start}-{stop}.json"
        write_track(dance_track().span(start, stop), path)
        return replace(material, dance=path)

    return make

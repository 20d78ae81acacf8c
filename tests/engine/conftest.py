"""The demo's child at a quarter of its size, its joints, four seconds of its dance and a tune."""

from __future__ import annotations

import sys
import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from mudong.cli.demo.character import JOINTS, draw_character
from mudong.cli.demo.choreography import dance_track
from mudong.motion.figure import Figure
from mudong.motion.joints_file import write_joints
from mudong.motion.track_io import write_track
from mudong.spec.joints import NUM_JOINTS, Joint

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
    drawn = draw_character()
    small = cv2.resize(drawn, None, fx=SHARE, fy=SHARE, interpolation=cv2.INTER_AREA)
    Image.fromarray(small).save(found.picture)
    places = (np.array([JOINTS[joint] for joint in Joint]) + 0.5) * SHARE - 0.5
    figure = Figure(
        width=small.shape[1], height=small.shape[0], xy=places.astype(np.float32),
        depth=np.zeros(NUM_JOINTS, np.float32), confidence=np.ones(NUM_JOINTS, np.float32), source="file",
    )  # fmt: skip
    write_joints(found.joints, figure)
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

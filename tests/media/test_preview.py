"""Previews play in a browser: endless, at the clip's speed, small."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from made_files import UPRIGHT, corners, furthest, seen_corners
from PIL import Image

from mudong.media.preview import write_gif, write_webp
from mudong.spec.errors import OutputError
from mudong.spec.timebase import Timebase

WRITERS = {"gif": write_gif, "webp": write_webp}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("fps", [10, 29.97, 30])
def test_preview_keeps_speed_size_and_colours(kind: str, fps: float, tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind}"
    frames = (np.roll(corners(192, 108), index, axis=0) for index in range(60))
    WRITERS[kind](path, frames, Timebase.of(fps), longest=96)
    with Image.open(path) as image:
        assert image.size == (96, 54)
        assert image.info["loop"] == 0
        shown_ms = 0
        for index in range(image.n_frames):
            image.seek(index)
            image.load()
            shown_ms += image.info["duration"]
        assert shown_ms == pytest.approx(60_000 / fps, abs=20)
        image.seek(0)
        assert furthest(seen_corners(np.array(image.convert("RGB"))), UPRIGHT) <= 25


@pytest.mark.parametrize("kind", WRITERS)
def test_no_frames_leaves_no_file(kind: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        WRITERS[kind](tmp_path / "a", iter(()), Timebase.of(30))
    assert list(tmp_path.iterdir()) == []

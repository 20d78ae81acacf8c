"""Clips that several benchmarks look at, made once into the folder that `MUDONG_BENCH_DIR` names (else a fresh one)."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from benchmarks.scene import DANCE, PERSON, Scene

FOLDER = "MUDONG_BENCH_DIR"


def folder() -> Path:
    """Where clips are kept between the benchmarks of one run."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="mudong-bench-")
    return Path(os.environ[FOLDER])


def person_scene() -> Scene:
    """`person.jpg` dances `dance.mp4` at 1080p, 30 frames/s: the main job."""
    return Scene.of(PERSON, DANCE)


def person_clip(scene: Scene) -> Path:
    """The finished clip of that scene."""
    path = folder() / "person-dance.mp4"
    if not path.exists():
        scene.write(path)
    return path

"""Rendered scenes on the disk: a few frames of each, many scenes, written by worker processes and read by the loop.

Three frames of a scene cost a seventh of its clip, and many scenes teach more than many frames of one.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from mudong.evaluate.domain import NUM_FRAMES, SHAPES, example_of

SCENES, FRAMES = 240, 3
"""Of a shard."""
_FIRST_SEED = 1_000_000
"""Far from every seed that evaluation uses, besides the combinations being other ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """frames: (S, F, H, W, 3) uint8. joints: (S, F, 21, 2) pixels. inside: (S, F, 21) bool. labels: (S, attributes)."""

    frames: np.ndarray
    joints: np.ndarray
    inside: np.ndarray
    labels: np.ndarray

    @classmethod
    def load(cls, path: Path) -> Shard:
        """What `write` wrote."""
        with np.load(path) as data:
            return cls(**{name: data[name] for name in ("frames", "joints", "inside", "labels")})


def moments(rng: np.random.Generator) -> list[int]:
    """Three frames spread over the clip, so that every storm shows its bolt in one of them."""
    third = NUM_FRAMES // FRAMES
    return [third * part + int(rng.integers(third)) for part in range(FRAMES)]


def write(folder: Path, number: int) -> Path:
    """Shard `number`, whole or not at all; its frames have shape `number` modulo the shapes. Kept if it exists."""
    path = folder / f"{number:05}.npz"
    if path.exists():
        return path
    cv2.setNumThreads(1)
    width, height = SHAPES[number % len(SHAPES)]
    rng = np.random.default_rng(number)
    seeds = range(_FIRST_SEED + number * SCENES, _FIRST_SEED + (number + 1) * SCENES)
    examples = [example_of(seed, width, height, indices=moments(rng)) for seed in seeds]
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"{number:05}.{os.getpid()}.part"
    with partial.open("wb") as file:
        np.savez(
            file,
            frames=np.stack([example.frames for example in examples]),
            joints=np.stack([example.joints for example in examples]),
            inside=np.stack([example.inside for example in examples]),
            labels=np.stack([example.labels for example in examples]),
        )
    partial.replace(path)
    return path

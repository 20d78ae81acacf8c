"""Shards of rendered clips on disk: made in worker processes, kept, read without copying. Torch-free.

A shard is a folder of arrays with one clip a row. It appears under its name when it is whole, so a stop leaves no torn
one, and a second run makes what is missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from mudong.spec.plain import to_plain
from mudong.spec.shape import VideoShape
from mudong.train.data.clip import WorldClip
from mudong.train.data.domain import Domain

CLIPS_PER_SHARD = 16
_TRIES, _STRIDE = 40, 1_000_003
_VERSION = 2
"""Counts up when what a shard holds changes, so that older ones are not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardPlan:
    """Which clips there are to be: `count` of a domain, shards in each of `shapes` in turn, from seed `seed` on.

    edits: kinds of pairs of the world; with any, every clip is an edit with its source.
    """

    domain: Domain
    shapes: tuple[VideoShape, ...]
    fps: float
    count: int
    seed: int = 0
    held_out: bool = False
    edits: tuple[str, ...] = ()

    def folder(self, cache: Path) -> Path:
        """Where they lie: a name made of everything but their number, so that asking for more keeps what is there."""
        told = json.dumps(
            [_VERSION, to_plain(self.domain, {}), to_plain(self.shapes, {}), self.fps, self.seed, list(self.edits)]
        )
        kind = "held-out" if self.held_out else "training"
        return cache / f"{kind}{'-edits' if self.edits else ''}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"

    @property
    def num_shards(self) -> int:
        """Whole shards."""
        return -(-self.count // CLIPS_PER_SHARD)

    def shape_of(self, shard: int) -> VideoShape:
        """All clips of a shard have one shape."""
        return self.shapes[shard % len(self.shapes)]


def _silent(done: int, total: int) -> None:
    pass


def make_shards(
    plan: ShardPlan, cache: Path, workers: int, progress: Callable[[int, int], None] = _silent
) -> tuple[Path, ...]:
    """The folders of all shards of a plan, after making those that are missing in `workers` processes."""
    folder = plan.folder(cache)
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / f"{number:05d}" for number in range(plan.num_shards))
    missing = [number for number, path in enumerate(paths) if not path.exists()]
    with ProcessPoolExecutor(max(1, workers), mp_context=get_context("spawn")) as pool:
        running = [pool.submit(make_shard, plan, number, paths[number]) for number in missing]
        for done, future in enumerate(as_completed(running), start=len(paths) - len(missing) + 1):
            future.result()
            progress(done, len(paths))
    return paths


def make_shard(plan: ShardPlan, number: int, path: Path) -> None:
    """Render one shard and put it under its name."""
    first = plan.seed + number * CLIPS_PER_SHARD
    write_shard(path, [_filmed(plan, plan.shape_of(number), seed) for seed in range(first, first + CLIPS_PER_SHARD)])


def _filmed(plan: ShardPlan, shape: VideoShape, seed: int) -> WorldClip:
    from mudong.train.data.film import edit_of, film, film_edit

    if not plan.edits:
        return film(plan.domain.scene(seed, held_out=plan.held_out), shape, plan.fps, plan.domain.most_cast)
    for attempt in range(_TRIES):
        scene = plan.domain.scene(seed + attempt * _STRIDE, held_out=plan.held_out)
        pair = edit_of(scene, plan.edits, seed)
        if pair is not None and len(pair.target.cast) <= plan.domain.most_cast:
            return film_edit(pair, shape, plan.fps, plan.domain.most_cast)
    raise ValueError(f"no scene of the domain allows {', '.join(plan.edits)}")


def write_shard(path: Path, clips: Sequence[WorldClip]) -> None:
    """Write clips of one shape."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    np.save(part / "frames.npy", np.stack([clip.frames for clip in clips]))
    np.save(part / "characters.npy", np.packbits(np.stack([clip.characters for clip in clips]), axis=-1))
    np.save(part / "joints.npy", np.stack([clip.joints for clip in clips]))
    np.save(part / "visible.npy", np.stack([clip.visible for clip in clips]))
    sources = [clip.source for clip in clips if clip.source is not None]
    if sources:
        np.save(part / "source.npy", np.stack(sources))
    told = [{"words": clip.words, "scene": clip.scene} for clip in clips]
    (part / "told.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    part.rename(path)


@dataclass(frozen=True, slots=True, eq=False)
class Shard:
    """A shard on disk; arrays are mapped, not read."""

    path: Path

    def __len__(self) -> int:
        return len(self._array("frames"))

    def words(self, index: int) -> tuple[str, ...]:
        """What is said of a clip."""
        return tuple(_told(self.path)[index]["words"])

    def clip(self, index: int) -> WorldClip:
        """One of its clips."""
        frames = self._array("frames")[index]
        return WorldClip(
            frames=frames,
            characters=np.unpackbits(self._array("characters")[index], axis=-1, count=frames.shape[2]).astype(bool),
            joints=self._array("joints")[index],
            visible=self._array("visible")[index],
            words=self.words(index),
            scene=_told(self.path)[index]["scene"],
            source=self._array("source")[index] if (self.path / "source.npy").exists() else None,
        )

    def _array(self, name: str) -> np.ndarray:
        return _mapped(self.path / f"{name}.npy")


@lru_cache(maxsize=4096)
def _mapped(path: Path) -> np.ndarray:
    return np.load(path, mmap_mode="r")


@lru_cache(maxsize=1024)
def _told(path: Path) -> list[dict]:
    return json.loads((path / "told.json").read_text(encoding="utf-8"))

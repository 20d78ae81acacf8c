"""Small moving previews, GIF and animated WebP, from frames as they stream by."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PIL import Image

from mudong.media.geometry import fit_within
from mudong.media.partial import partial_file
from mudong.spec.errors import OutputError
from mudong.spec.limits import MAX_CLIP_S
from mudong.spec.timebase import Timebase

_GIF_TICK_MS = 10
_MOST_FPS = 15
"""A preview need not be smoother; a GIF holds all its pictures in memory while it is written."""


def write_gif(path: Path, frames: Iterable[np.ndarray], timebase: Timebase, longest: int = 480) -> None:
    """An endless GIF of (H, W, 3) uint8 frames, scaled down to `longest`. Raises `OutputError`."""
    _write(path, frames, timebase, longest, "GIF", _GIF_TICK_MS)


def write_webp(path: Path, frames: Iterable[np.ndarray], timebase: Timebase, longest: int = 480) -> None:
    """An endless animated WebP of (H, W, 3) uint8 frames, scaled down to `longest`. Raises `OutputError`."""
    _write(path, frames, timebase, longest, "WEBP", 1)


def _write(path: Path, frames: Iterable[np.ndarray], timebase: Timebase, longest: int, kind: str, tick_ms: int) -> None:
    step = max(1, round(timebase.fps / _MOST_FPS))
    images = (Image.fromarray(fit_within(frame, longest)) for frame in itertools.islice(frames, 0, None, step))
    first = next(images, None)
    if first is None:
        raise OutputError("output.no_frames", path=str(path))
    shown_ms = _durations_ms(timebase, step, tick_ms)
    with partial_file(path) as part, part.open("wb") as out:
        first.save(out, kind, save_all=True, append_images=images, duration=shown_ms, loop=0)


def _durations_ms(timebase: Timebase, step: int, tick_ms: int) -> list[int]:
    """How long each picture of the longest possible clip stays, in whole ticks; rounding does not add up."""
    num_pictures = timebase.num_frames(MAX_CLIP_S) // step + 2
    starts = [round(timebase.seconds_at(i * step) * 1000 / tick_ms) * tick_ms for i in range(num_pictures + 1)]
    return [max(tick_ms, after - start) for start, after in itertools.pairwise(starts)]

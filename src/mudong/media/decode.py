"""Frames of a video, streamed out of the sandbox: upright, square pixels, RGB, at source times or a constant rate.

Memory does not grow with the length: the subprocess waits while nobody asks for the next frame.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import cv2
import numpy as np

from mudong.media.sandbox import Message, ask
from mudong.media.signature import VIDEO_KINDS
from mudong.media.wire import Kind
from mudong.spec.errors import MediaError
from mudong.spec.limits import MediaLimits
from mudong.spec.timebase import Timebase


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a video. `time_s` counts from the video's first picture; pixels (H, W, 3) uint8 RGB."""

    time_s: float
    pixels: np.ndarray


def read_frames(
    path: Path,
    *,
    fit: int | None = None,
    fps: Timebase | None = None,
    start_s: float | None = None,
    end_s: float | None = None,
    limits: MediaLimits = MediaLimits(),  # noqa: B008  frozen
) -> Generator[Frame]:
    """The frames from `start_s` up to, not including, `end_s` (seconds; default: all).

    `fit` scales the longest side down to that many pixels. `fps` resamples to a constant rate by nearest time,
    starting at `start_s`; None gives the source's frames with their times. Every frame owns its pixels. Closing the
    iterator kills the subprocess. Raises `MediaError`, at the first frame for what can be known by then.
    """
    if end_s is not None and not end_s > (start_s or 0.0):
        raise MediaError("media.range_order", path=str(path), start_s=start_s or 0.0, end_s=end_s)
    order: dict[str, object] = {
        "fit": fit, "fps": str(fps.fps) if fps else None, "start_s": start_s, "end_s": end_s,
    }  # fmt: skip
    with closing(ask("frames", path, limits, VIDEO_KINDS, order)) as messages:
        for message in messages:
            if message.kind is not Kind.DATA:
                continue
            pixels = _upright(message, path)
            times = cast("list[float]", message.fields["times_s"])
            for time_s in times[:-1]:
                yield Frame(time_s, pixels.copy())
            yield Frame(times[-1], pixels)


def _upright(message: Message, path: Path) -> np.ndarray:
    """(H, W, 3) for the viewer: transposed first, then mirrored, as the file's display matrix says."""
    width, height = cast(int, message.fields["width"]), cast(int, message.fields["height"])
    if message.payload.size != width * height * 3:
        raise MediaError("media.crashed", path=str(path))
    pixels = message.payload.reshape(height, width, 3)
    transpose, mirror_x, mirror_y = cast("tuple[bool, bool, bool]", message.fields["turn"])
    if transpose:
        pixels = cv2.transpose(pixels)
    if mirror_x or mirror_y:
        pixels = cv2.flip(pixels, -1 if mirror_x and mirror_y else int(mirror_x))
    return pixels

"""Sizes of videos and latents, with their arithmetic: `(f - 1) // 4 + 1` stands once in the repository, here."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from fractions import Fraction

from mudong.spec.errors import InvalidRequest
from mudong.spec.limits import MAX_OUTPUT_SIDE, MIN_OUTPUT_SIDE

_NAMED_RESOLUTIONS = {"360p": 360, "480p": 480, "540p": 540, "720p": 720, "1080p": 1080}
_SIZE = re.compile(r"(\d{1,5})[xX×](\d{1,5})")
_ASPECT = re.compile(r"(\d{1,4})[:/](\d{1,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class LatentStride:
    """Pixels per latent cell of a causal video VAE: `frames` x `height` x `width`."""

    frames: int = 4
    height: int = 8
    width: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameSize:
    """Width and height in pixels."""

    width: int
    height: int

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / self.height

    @property
    def short_side(self) -> int:
        """The smaller of the two."""
        return min(self.width, self.height)

    def even(self) -> FrameSize:
        """Rounded to even numbers, as yuv420p wants."""
        return FrameSize(width=max(2, round(self.width / 2) * 2), height=max(2, round(self.height / 2) * 2))

    def scaled(self, factor: float) -> FrameSize:
        """Scaled by `factor`, even."""
        return FrameSize(width=round(self.width * factor), height=round(self.height * factor)).even()

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoShape:
    """Frames, height and width of a video in pixels."""

    frames: int
    height: int
    width: int

    @property
    def size(self) -> FrameSize:
        """Without the time."""
        return FrameSize(width=self.width, height=self.height)

    def latent(self, stride: LatentStride) -> VideoShape:
        """The latent grid of a causal VAE: the first frame alone, then `stride.frames` frames a cell."""
        return VideoShape(
            frames=(self.frames - 1) // stride.frames + 1,
            height=math.ceil(self.height / stride.height),
            width=math.ceil(self.width / stride.width),
        )

    def with_frames(self, frames: int) -> VideoShape:
        """The same picture size, another length."""
        return replace(self, frames=frames)


def parse_aspect(text: str) -> Fraction:
    """`9:16` -> 9/16. Raises `InvalidRequest` (`request.aspect`)."""
    match = _ASPECT.fullmatch(text.strip())
    if not match or not int(match[1]) or not int(match[2]):
        raise InvalidRequest("request.aspect", given=text)
    aspect = Fraction(int(match[1]), int(match[2]))
    if not Fraction(1, 4) <= aspect <= 4:
        raise InvalidRequest("request.aspect", given=text)
    return aspect


def output_size(resolution: str, aspect: Fraction | float) -> FrameSize:
    """The even frame size for `1080p` (the short side) at `aspect`, or exactly `WxH` (then `aspect` is ignored).

    Raises `InvalidRequest` (`request.resolution`) for anything else or out of range.
    """
    if match := _SIZE.fullmatch(resolution.strip()):
        size = FrameSize(width=int(match[1]), height=int(match[2]))
    elif (short := _NAMED_RESOLUTIONS.get(resolution.strip().lower())) is not None:
        ratio = float(aspect)
        size = FrameSize(width=round(short * max(1.0, ratio)), height=round(short * max(1.0, 1 / ratio))).even()
        if max(size.width, size.height) > MAX_OUTPUT_SIDE:
            size = size.scaled(MAX_OUTPUT_SIDE / max(size.width, size.height))
    else:
        raise InvalidRequest("request.resolution", given=resolution)
    if min(size.width, size.height) < MIN_OUTPUT_SIDE or max(size.width, size.height) > MAX_OUTPUT_SIDE:
        raise InvalidRequest("request.resolution", given=resolution)
    return size.even()

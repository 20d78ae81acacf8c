"""What a media file holds: the first look at a video before any work. Decodes nothing in this process."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import cast

from mudong.media.sandbox import Message, ask
from mudong.media.signature import SOUND_KINDS, VIDEO_KINDS
from mudong.media.wire import Kind
from mudong.spec.errors import MediaError
from mudong.spec.limits import MediaLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoInfo:
    """The picture track. Width and height are what a viewer sees: after rotation, with square pixels.

    `fps` is the average; `num_frames` an estimate; `rotation_deg` clockwise; `hdr` is `pq`, `hlg` or None.
    """

    codec: str
    width: int
    height: int
    fps: Fraction
    num_frames: int
    rotation_deg: int
    variable_fps: bool
    hdr: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioInfo:
    """The sound track."""

    codec: str
    sample_rate: int
    channels: int
    duration_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaInfo:
    """A video or sound file, measured."""

    path: Path
    container: str
    duration_s: float
    video: VideoInfo | None
    audio: AudioInfo | None


def probe(path: Path, limits: MediaLimits = MediaLimits()) -> MediaInfo:  # noqa: B008  frozen
    """Look into a video or sound file, in the sandbox. Raises `MediaError`."""
    fields = probe_fields(path, limits)
    video = cast("dict[str, object] | None", fields["video"])
    audio = cast("dict[str, object] | None", fields["audio"])
    return MediaInfo(
        path=path,
        container=str(fields["container"]),
        duration_s=float(cast(float, fields["duration_s"])),
        video=_video(video) if video else None,
        audio=AudioInfo(**audio) if audio else None,  # type: ignore[arg-type]
    )


def probe_fields(path: Path, limits: MediaLimits) -> dict[str, object]:
    """The worker's answer as it came, with the file's tags under `tags`. Raises `MediaError`."""
    return _only(list(ask("probe", path, limits, VIDEO_KINDS | SOUND_KINDS)), path).fields


def _only(messages: list[Message], path: Path) -> Message:
    for message in messages:
        if message.kind is Kind.INFO:
            return message
    raise MediaError("media.crashed", path=str(path))


def _video(fields: dict[str, object]) -> VideoInfo:
    numerator, denominator = cast("list[int]", fields["fps"])
    return VideoInfo(**{**fields, "fps": Fraction(numerator, denominator)})  # type: ignore[arg-type]

"""The three kinds of file that are written, as data: container, codecs, pixel format, settings.

A new output format is one row here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mudong.spec.request import AlphaFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFormat:
    """How frames and sound become a file. `quality` is the x264 scale: lower is better."""

    container: str
    suffix: str
    video_codec: str
    pixel_format: str
    has_alpha: bool
    audio_codec: str
    audio_bit_rate: int
    container_options: dict[str, str]
    video_options: Callable[[int, str], dict[str, str]]


_THREADS = "4"
"""Of the encoders whose output depends on it: fixed, so that equal frames give equal files on any number of cores."""


def _h264(quality: int, preset: str) -> dict[str, str]:
    return {
        "preset": preset, "crf": str(quality), "profile": "high", "threads": _THREADS,
        # Some of the fastest code paths of x264 (mbtree with AVX-512) decide differently from run to run.
        "x264-params": "cpu-independent=1",
    }  # fmt: skip


def _vp9(quality: int, preset: str) -> dict[str, str]:
    crf = min(63, round(quality * 1.5))  # its scale ends at 63 instead of 51, and looks alike at half as much again
    return {
        "crf": str(crf), "b": "0", "deadline": "realtime", "cpu-used": "8" if preset == "ultrafast" else "6",
        "row-mt": "1", "auto-alt-ref": "0", "threads": _THREADS,
    }  # fmt: skip


def _prores(quality: int, preset: str) -> dict[str, str]:
    return {"profile": "4444", "alpha_bits": "16", "vendor": "apl0"}


FORMATS: dict[AlphaFormat, OutputFormat] = {
    "none": OutputFormat(
        container="mp4", suffix=".mp4", video_codec="libx264", pixel_format="yuv420p", has_alpha=False,
        audio_codec="aac", audio_bit_rate=160_000,
        container_options={"movflags": "+faststart+use_metadata_tags"}, video_options=_h264,
    ),
    "webm": OutputFormat(
        container="webm", suffix=".webm", video_codec="libvpx-vp9", pixel_format="yuva420p", has_alpha=True,
        audio_codec="libopus", audio_bit_rate=160_000, container_options={}, video_options=_vp9,
    ),
    "prores": OutputFormat(
        container="mov", suffix=".mov", video_codec="prores_ks", pixel_format="yuva444p10le", has_alpha=True,
        audio_codec="aac", audio_bit_rate=160_000,
        container_options={"movflags": "+faststart+use_metadata_tags"}, video_options=_prores,
    ),
}  # fmt: skip

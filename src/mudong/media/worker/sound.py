"""Task `sound`: decode a stretch of a sound track to 16-bit samples at one rate, each run with its place in time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import import_module

import av
from av.error import FFmpegError

from mudong.media.wire import Kind
from mudong.media.worker.container import SOUND_CODECS, Opened, opened, packets
from mudong.media.worker.outlet import Fault, Outlet

_SEEK_AHEAD_S = 0.5
_MAX_BAD = 50


def prepare(order: dict[str, object]) -> None:
    """Import now what PyAV imports late."""
    import_module("numpy")


def run(source: io.FileIO, order: dict[str, object], outlet: Outlet) -> None:
    """Send `DATA` messages of interleaved int16 samples; `at` is the first one's place, counted from `start_s`."""
    file = opened(source, str(order["kind"]))
    stream = file.audio
    if stream is None or not stream.codec_context:
        raise Fault("media.no_audio")
    if stream.codec_context.name not in SOUND_CODECS:
        raise Fault("media.codec", codec=stream.codec_context.name)
    rate, channels = int(str(order["rate"])), int(str(order["channels"]))
    start_s, duration_s = float(str(order["start_s"])), float(str(order["duration_s"]))
    wanted = round(duration_s * rate)
    if start_s > _SEEK_AHEAD_S:
        file.container.seek(round((start_s - _SEEK_AHEAD_S + file.zero_s) * 1_000_000), backward=True)
    mono = channels == 1 or stream.codec_context.channels == 1  # widened here: the resampler would make it quieter
    resampler = av.AudioResampler(format="s16", layout="mono" if mono else "stereo", rate=rate)
    for frame in _decoded(file, stream):
        for out in resampler.resample(frame):
            if out.pts is None or out.time_base is None:
                continue
            at = round((float(out.pts * out.time_base) - file.zero_s - start_s) * rate)
            if at >= wanted:
                return
            if at + out.samples > 0:
                samples = out.to_ndarray().reshape(-1)
                outlet.send(Kind.DATA, (samples.repeat(channels) if mono else samples).data, at=at)
            outlet.alive()


def _decoded(file: Opened, stream: av.AudioStream) -> Iterator[av.AudioFrame | None]:
    """Decoded frames, then None to flush the resampler. A few broken packets are silence; many are a fault."""
    bad = 0
    for packet in packets(file, stream):
        try:
            frames = packet.decode()
        except FFmpegError:
            bad += 1
            if bad > _MAX_BAD:
                raise Fault("media.damaged") from None
            continue
        yield from (frame for frame in frames if isinstance(frame, av.AudioFrame))
    yield None

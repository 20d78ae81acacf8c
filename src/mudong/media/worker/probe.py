"""Task `probe`: what is in the file, from its header, its first frame and the times of its first packets."""

from __future__ import annotations

import io
from fractions import Fraction

import av
import numpy as np
from av.error import FFmpegError

from mudong.media.wire import Kind
from mudong.media.worker.container import (
    Opened,
    check_duration,
    check_size,
    check_video,
    opened,
    packets,
    stream_duration_s,
)
from mudong.media.worker.outlet import Fault, Outlet
from mudong.media.worker.rgb import display_matrix, hdr_name, rotation_deg, square_size

_NUM_TIMED_PACKETS = 300
_MAX_PACKETS = 200_000
_JITTER = 0.2
"""Part of the usual interval that one interval may differ before it counts as another rate."""
_MAX_JITTERS = 0.02
_RATE_TOLERANCE = 0.25
_USUAL_RATE = Fraction(30)


def prepare(order: dict[str, object]) -> None:
    """Nothing more to import."""


def run(source: io.FileIO, order: dict[str, object], outlet: Outlet) -> None:
    """Send one `INFO` with everything `MediaInfo` holds and the file's tags."""
    file = opened(source, str(order["kind"]))
    if file.video is None and file.audio is None:
        raise Fault("media.no_video")
    check_duration(file.duration_s(), order)
    video = _video(file, order) if file.video is not None else None
    duration = file.duration_s() or _counted_duration_s(file)
    check_duration(duration, order)
    if video is not None:
        video["num_frames"] = _num_frames(file, video, duration)
    outlet.send(
        Kind.INFO,
        container=file.container.format.name,
        duration_s=duration,
        video=video,
        audio=_audio(file, duration),
        tags=dict(file.container.metadata),
    )


def _video(file: Opened, order: dict[str, object]) -> dict[str, object]:
    stream = check_video(file.video, order)
    times: list[int] = []
    first: av.VideoFrame | None = None
    for packet in packets(file, stream):
        if packet.pts is not None:
            times.append(packet.pts)
        if first is None:
            first = _decoded(packet)
        if first is not None and len(times) >= _NUM_TIMED_PACKETS:
            break
    if first is None:
        raise Fault("media.no_frames")
    check_size(first.width, first.height, order)
    turn = display_matrix(first)
    width, height = square_size(first.width, first.height, stream.sample_aspect_ratio)
    intervals = np.diff(sorted(set(times)))
    rate = _rate(stream, intervals)
    return {
        "codec": stream.codec_context.codec.canonical_name,
        "width": height if turn[0] else width,
        "height": width if turn[0] else height,
        "fps": [rate.numerator, rate.denominator],
        "rotation_deg": rotation_deg(turn),
        "variable_fps": _varies(intervals),
        "hdr": hdr_name(first),
    }


def _decoded(packet: av.Packet) -> av.VideoFrame | None:
    try:
        frames = packet.decode()
    except FFmpegError:
        return None
    return next((frame for frame in frames if isinstance(frame, av.VideoFrame)), None)


def _rate(stream: av.VideoStream, intervals: np.ndarray) -> Fraction:
    """Frames a second on average: as the header tells it, unless the packets' times say something else."""
    told = stream.average_rate or stream.guessed_rate
    if not len(intervals) or not stream.time_base:
        return Fraction(told) if told else _USUAL_RATE
    measured = 1 / (Fraction(float(intervals.mean())) * stream.time_base)
    if told and abs(measured / told - 1) < _RATE_TOLERANCE:
        return Fraction(told)
    return measured.limit_denominator(1001)


def _varies(intervals: np.ndarray) -> bool:
    if len(intervals) < 2:
        return False
    usual = float(np.median(intervals))
    return float(np.mean(np.abs(intervals - usual) > _JITTER * usual)) > _MAX_JITTERS


def _num_frames(file: Opened, video: dict[str, object], duration_s: float) -> int:
    assert file.video is not None
    if file.video.frames:
        return file.video.frames
    numerator, denominator = video["fps"]  # type: ignore[misc]
    return max(1, round(duration_s * numerator / denominator))


def _counted_duration_s(file: Opened) -> float:
    """Length by reading all packets, for files whose header has none (recorded in a browser, GIF)."""
    stream = file.video or file.audio
    assert stream is not None
    file.container.seek(0)
    end = file.zero_s
    for count, packet in enumerate(packets(file, stream)):
        if packet.pts is not None and packet.time_base is not None:
            end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
        if count > _MAX_PACKETS:
            raise Fault("media.damaged")
    return end - file.zero_s


def _audio(file: Opened, duration_s: float) -> dict[str, object] | None:
    stream = file.audio
    if stream is None or not stream.codec_context or not stream.codec_context.sample_rate:
        return None
    return {
        "codec": stream.codec_context.codec.canonical_name,
        "sample_rate": stream.codec_context.sample_rate,
        "channels": stream.codec_context.channels,
        "duration_s": stream_duration_s(stream) or duration_s,
    }

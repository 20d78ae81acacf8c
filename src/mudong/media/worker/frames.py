"""Task `frames`: decode, resample in time, convert, send. One frame in memory at a time besides the decoder's own."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
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
)  # fmt: skip
from mudong.media.worker.outlet import Fault, Outlet
from mudong.media.worker.rgb import RgbConverter, display_matrix, square_size

_MAX_BAD = 0.05
"""Part of the frames that may be damaged: a glitch passes, a hole in the dance does not."""
_MIN_BAD = 4
_MAX_THREADS = 8
"""Each holds frames of its own; more would meet the memory limit before they meet the work."""
_SEEK_AHEAD_S = 0.5
_MISSING_S = 1.0
_EPSILON_S = 1e-4


@dataclass(slots=True)
class _Tally:
    good: int = 0
    bad: int = 0

    def check(self) -> None:
        if self.bad >= _MIN_BAD and self.bad > _MAX_BAD * (self.good + self.bad):
            raise Fault("media.damaged_frames", bad=self.bad, total=self.good + self.bad)


@dataclass(frozen=True, slots=True)
class _Span:
    """The wished part and rate. `fps` None keeps the source's frames."""

    start_s: float
    end_s: float
    fps: Fraction | None


@dataclass(slots=True)
class _Sampler:
    """Chooses for each tick of a constant rate the source frame nearest in time. Ticks start at `span.start_s`."""

    span: _Span
    tick: int = 0
    last: tuple[float, av.VideoFrame] | None = field(default=None)

    def push(self, time_s: float, frame: av.VideoFrame) -> Iterator[tuple[list[float], av.VideoFrame]]:
        """The ticks that belong to the frame before, now that this one is known."""
        if self.last is not None:
            border = (self.last[0] + time_s) / 2
            yield from self._ticks_until(border)
        self.last = (time_s, frame)

    def finish(self, end_s: float) -> Iterator[tuple[list[float], av.VideoFrame]]:
        """The ticks up to the end of the part."""
        yield from self._ticks_until(min(end_s, self.span.end_s))

    def _ticks_until(self, border_s: float) -> Iterator[tuple[list[float], av.VideoFrame]]:
        assert self.last is not None
        assert self.span.fps is not None
        times = []
        while (at := self.span.start_s + float(self.tick / self.span.fps)) < min(
            border_s, self.span.end_s
        ) - _EPSILON_S:
            times.append(at)
            self.tick += 1
        if times:
            yield times, self.last[1]


def prepare(order: dict[str, object]) -> None:
    """Nothing more to import."""


def run(source: io.FileIO, order: dict[str, object], outlet: Outlet) -> None:
    """Send a `DATA` message per distinct frame: its size, its times, how it must be turned, its pixels."""
    file = opened(source, str(order["kind"]))
    stream = check_video(file.video, order)
    check_duration(file.duration_s(), order)
    span = _span(order, file)
    converter: RgbConverter | None = None
    sent = 0
    for times, frame in _chosen(file, stream, span, order, outlet):
        turn = display_matrix(frame)
        if converter is None:
            width, height = _fitted(
                square_size(frame.width, frame.height, stream.sample_aspect_ratio), order.get("fit")
            )
            converter = RgbConverter(width, height)
        pixels = converter.rgb(frame)
        outlet.send(
            Kind.DATA, np.ascontiguousarray(pixels).data, width=pixels.shape[1], height=pixels.shape[0],
            times_s=times, turn=turn,
        )  # fmt: skip
        sent += len(times)
    if not sent:
        raise Fault("media.no_frames")


def _span(order: dict[str, object], file: Opened) -> _Span:
    start, end, rate = order.get("start_s"), order.get("end_s"), order.get("fps")
    length = file.duration_s()
    start_s = float(str(start)) if start is not None else 0.0
    if length is not None and start_s >= length:
        raise Fault("media.range", start_s=start_s, duration_s=round(length, 2))
    end_s = float(str(end)) if end is not None else float("inf")
    return _Span(start_s, end_s, Fraction(str(rate)) if rate is not None else None)


def _fitted(size: tuple[int, int], fit: object) -> tuple[int, int]:
    width, height = size
    if fit is None or max(size) <= int(str(fit)):
        return size
    scale = int(str(fit)) / max(size)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _chosen(
    file: Opened, stream: av.VideoStream, span: _Span, order: dict[str, object], outlet: Outlet
) -> Iterator[tuple[list[float], av.VideoFrame]]:
    """Times on the file's clock with the source frame to show at each of them."""
    sampler = _Sampler(span) if span.fps is not None else None
    usual_s = float(1 / stream.average_rate) if stream.average_rate else 1 / 30
    end_s = 0.0
    for time_s, frame in _timed(file, stream, span, order):
        end_s = time_s + (float(frame.duration * frame.time_base) if frame.duration and frame.time_base else usual_s)
        if time_s >= span.end_s - _EPSILON_S and (sampler is None or sampler.last is not None):
            if sampler is not None:
                yield from sampler.push(time_s, frame)
            break
        if sampler is not None:
            yield from sampler.push(time_s, frame)
        elif time_s >= span.start_s - _EPSILON_S:
            yield [time_s], frame
        outlet.alive()
    if sampler is not None and sampler.last is not None:
        yield from sampler.finish(end_s)


def _timed(
    file: Opened, stream: av.VideoStream, span: _Span, order: dict[str, object]
) -> Iterator[tuple[float, av.VideoFrame]]:
    """Decoded frames with rising times in seconds from zero. Raises `Fault` for damage and for a file cut short."""
    stream.thread_type = "AUTO"
    stream.codec_context.thread_count = min(os.cpu_count() or 1, _MAX_THREADS)
    stream.codec_context.options = {"max_pixels": str(order["max_pixels"])}
    if span.start_s > _SEEK_AHEAD_S:
        target = round((span.start_s - _SEEK_AHEAD_S + file.zero_s) * 1_000_000)
        file.container.seek(target, backward=True)
    tally = _Tally()
    last_s = -1.0
    for frame in _decoded(file, stream, tally):
        check_size(frame.width, frame.height, order)
        pts = frame.pts if frame.pts is not None else frame.dts
        time_s = float(pts * frame.time_base) - file.zero_s if pts is not None and frame.time_base else last_s
        if time_s <= last_s:
            continue
        check_duration(time_s, order)
        yield time_s, frame
        last_s = time_s
    told_s = file.video_duration_s()
    if told_s is not None and last_s < told_s - max(_MISSING_S, 0.05 * told_s):
        raise Fault("media.truncated")


def _decoded(file: Opened, stream: av.VideoStream, tally: _Tally) -> Iterator[av.VideoFrame]:
    for packet in packets(file, stream):
        try:
            frames = packet.decode()
        except FFmpegError as error:
            if error.errno == errno.ENOMEM:
                raise MemoryError from None
            tally.bad += 1
            tally.check()
            continue
        for frame in frames:
            if not isinstance(frame, av.VideoFrame):
                continue
            if frame.is_corrupt:
                tally.bad += 1
                tally.check()
            else:
                tally.good += 1
            yield frame
    tally.check()

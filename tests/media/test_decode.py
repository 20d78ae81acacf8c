"""Frames in time: the source's own, a constant rate by nearest time, and parts of a clip."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_files import Video, corners, steady, write_video

from mudong.media.decode import read_frames
from mudong.spec.timebase import Timebase


def counting(width: int, height: int, *, flash: bool) -> np.ndarray:
    """A grey that tells which frame it is: 4 levels apart, in the order of writing."""
    counting.number += 1
    return np.full((height, width, 3), (counting.number * 4) % 256, np.uint8)


def write_counted(path: Path, times: list[Fraction]) -> Path:
    counting.number = -1
    options = {"preset": "ultrafast", "qp": "0", "g": "12"}
    return write_video(path, Video(width=64, height=48, times=times, picture=counting, options=options))


def numbers(frames: list) -> list[int]:
    return [round(float(f.pixels.mean()) / 4) for f in frames]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    gaps=st.lists(st.integers(8, 160), min_size=4, max_size=40),
    fps=st.sampled_from([10, 16, 24, 29.97, 30, 60]),
    start_ms=st.integers(0, 1500),
)
def test_constant_rate_takes_the_nearest_frame(gaps: list[int], fps: float, start_ms: int, tmp_path: Path) -> None:
    """Against brute force, for any times, any rate and any beginning."""
    times = [Fraction(sum(gaps[:i]), 1000) for i in range(len(gaps))]
    path = write_counted(tmp_path / "a.mp4", times)
    start = Fraction(min(start_ms, int(times[-1] * 1000)), 1000)
    timebase = Timebase.of(fps)
    frames = list(read_frames(path, fps=timebase, start_s=float(start)))
    for index, (frame, number) in enumerate(zip(frames, numbers(frames), strict=True)):
        at = start + index / timebase.fps
        assert frame.time_s == pytest.approx(float(at), abs=1e-6)
        nearest = min(abs(t - at) for t in times)
        assert abs(times[number] - at) <= nearest + Fraction(1, 1000)
    with av.open(str(path)) as file:
        end = file.streams.video[0].duration * file.streams.video[0].time_base
    assert len(frames) == pytest.approx(float((end - start) * timebase.fps), abs=1.5)


def test_same_rate_gives_every_frame_once(tmp_path: Path) -> None:
    path = write_counted(tmp_path / "a.mp4", steady(30, 1))
    assert numbers(list(read_frames(path, fps=Timebase.of(30)))) == list(range(30))


def test_sixteen_to_thirty_keeps_the_length(tmp_path: Path) -> None:
    path = write_counted(tmp_path / "a.mp4", steady(16, 3))
    frames = list(read_frames(path, fps=Timebase.of(30)))
    assert len(frames) == 90
    assert max(numbers(frames)) == 47


@pytest.mark.parametrize(("start", "end"), [(0.0, 0.5), (0.5, 1.0), (0.9, None), (1.3, 1.4), (None, 0.2)])
def test_a_part_is_the_part_of_the_whole(start: float | None, end: float | None, tmp_path: Path) -> None:
    path = write_counted(tmp_path / "a.mp4", steady(30, 2))
    part = [(f.time_s, round(f.pixels.mean())) for f in read_frames(path, start_s=start, end_s=end)]
    whole = [(f.time_s, round(f.pixels.mean())) for f in read_frames(path)]
    assert part == [p for p in whole if (start or 0) - 1e-4 <= p[0] < (end or 9) - 1e-4]


def test_repeated_frames_own_their_pixels(tmp_path: Path) -> None:
    path = write_counted(tmp_path / "a.mp4", steady(5, 2))
    previous = None
    for frame in read_frames(path, fps=Timebase.of(30)):
        assert frame.pixels.flags.writeable
        assert previous is None or not np.shares_memory(frame.pixels, previous)
        frame.pixels[:] = 0
        previous = frame.pixels


@pytest.mark.parametrize(("fit", "shape"), [(96, (54, 96)), (None, (108, 192)), (500, (108, 192)), (1, (1, 1))])
def test_fit_scales_the_longest_side_down(fit: int | None, shape: tuple[int, int], tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", Video(times=steady(30, 0.2)))
    assert next(iter(read_frames(path, fit=fit))).pixels.shape == (*shape, 3)


def test_size_that_changes_within_the_stream_stays_constant(tmp_path: Path) -> None:
    """Two recordings joined by a careless tool: the second half is smaller."""
    path = tmp_path / "a.mkv"
    with av.open(str(path), "w", format="matroska") as out:
        stream = out.add_stream("mjpeg", rate=30)
        stream.width, stream.height, stream.pix_fmt = 192, 108, "yuvj420p"
        for index, (width, height) in enumerate([(192, 108), (192, 108), (96, 54)]):
            encoder = av.CodecContext.create("mjpeg", "w")
            encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuvj420p"
            encoder.time_base = Fraction(1, 30)
            for packet in encoder.encode(av.VideoFrame.from_ndarray(corners(width, height), "rgb24")):
                packet.stream, packet.pts, packet.dts, packet.time_base = stream, index, index, Fraction(1, 30)
                out.mux(packet)
    assert [f.pixels.shape for f in read_frames(path)] == [(108, 192, 3)] * 3

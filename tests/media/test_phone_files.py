"""Files as phones, cameras and browsers write them: upright, in their true colours, picture and sound together."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from made_files import (
    BLUE,
    GREEN,
    RED,
    UPRIGHT,
    YELLOW,
    Video,
    beep,
    bt2020_coded,
    furthest,
    hlg,
    pq,
    seen_corners,
    steady,
    write_video,
)

from mudong.media.audio import AudioCut
from mudong.media.decode import read_frames
from mudong.media.encode import VideoWriter
from mudong.media.geometry import size_of
from mudong.media.probe import probe
from mudong.spec.timebase import Timebase

TOLERANCE = 12
X265 = {"preset": "ultrafast", "x265-params": "log-level=none:crf=10:pools=1:frame-threads=1"}
VPX = {"crf": "10", "b": "0", "deadline": "realtime", "cpu-used": "8"}
IRREGULAR = [Fraction(n, 1000) for n in np.cumsum([0, *[33, 17, 50, 33, 66, 17, 33, 83, 33] * 7])]
FLASH_FRAME = min(t for t in IRREGULAR if t >= 1)
HDR = {"codec": "libx265", "pix_fmt": "yuv420p10le", "options": X265, "container": "mov", "matrix": 9, "primaries": 9}
GREYS = tuple((round(float(np.dot(c, [0.2126, 0.7152, 0.0722]))),) * 3 for c in UPRIGHT)


def turned(colours: tuple, quarter_turns: int) -> tuple:
    """Corner colours after clockwise quarter turns."""
    for _ in range(quarter_turns):
        top_left, top_right, bottom_left, bottom_right = colours
        colours = (bottom_left, top_left, bottom_right, top_right)
    return colours


VIDEOS: dict[str, tuple[Video, tuple[int, int], tuple]] = {
    "variable frame rate": (Video(times=IRREGULAR), (192, 108), UPRIGHT),
    "turned left": (Video(rotation=90), (108, 192), turned(UPRIGHT, 3)),
    "upside down": (Video(rotation=180), (192, 108), turned(UPRIGHT, 2)),
    "turned right, as phones held upright": (Video(rotation=-90, container="mov"), (108, 192), turned(UPRIGHT, 1)),
    "odd size": (Video(width=151, height=87, codec="libvpx-vp9", container="webm", options=VPX), (151, 87), UPRIGHT),
    "odd size, 4:4:4": (Video(width=153, height=99, pix_fmt="yuv444p"), (153, 99), UPRIGHT),
    "HDR PQ": (Video(**HDR, transfer=16, coded=bt2020_coded(pq, 203)), (192, 108), UPRIGHT),
    "HDR HLG, turned": (
        Video(**HDR, transfer=18, rotation=-90, coded=bt2020_coded(hlg, 203)), (108, 192), turned(UPRIGHT, 1),
    ),
    "10-bit, not HDR": (Video(codec="libx265", pix_fmt="yuv420p10le", options=X265), (192, 108), UPRIGHT),
    "wide pixels": (Video(aspect=Fraction(4, 3)), (256, 108), UPRIGHT),
    "tall pixels": (Video(aspect=Fraction(3, 4)), (192, 144), UPRIGHT),
    "BT.601": (Video(matrix=5), (192, 108), UPRIGHT),
    "matrix not told, small": (Video(matrix=2, transfer=2, primaries=2), (192, 108), UPRIGHT),
    "full range": (Video(pix_fmt="yuvj420p", colour_range=2), (192, 108), UPRIGHT),
    "motion JPEG in AVI": (
        Video(codec="mjpeg", container="avi", pix_fmt="yuvj420p", colour_range=2, matrix=5, options={"qmax": "2"}),
        (192, 108), UPRIGHT,
    ),
    "recorded in a browser, no duration": (
        Video(codec="libvpx", container="webm", container_options={"live": "1"}, options=VPX, matrix=5),
        (192, 108), UPRIGHT,
    ),
    "fragmented": (
        Video(container_options={"movflags": "frag_keyframe+empty_moov+default_base_moof"}), (192, 108), UPRIGHT,
    ),
    "grey": (Video(pix_fmt="gray"), (192, 108), GREYS),
    "ProRes with alpha": (
        Video(codec="prores_ks", container="mov", pix_fmt="yuva444p10le", options={}), (192, 108), UPRIGHT,
    ),
    "AV1": (
        Video(codec="libsvtav1", options={"preset": "11", "svtav1-params": "lp=1", "crf": "15"}), (192, 108), UPRIGHT,
    ),
    "GIF": (Video(codec="gif", pix_fmt="rgb8", container="gif", options={}, times=steady(20, 2)), (192, 108), UPRIGHT),
    "16 frames a second": (Video(times=steady(16, 2)), (192, 108), UPRIGHT),
}  # fmt: skip


@pytest.mark.parametrize("name", VIDEOS)
def test_video_is_upright_and_in_its_colours(name: str, tmp_path: Path) -> None:
    video, size, colours = VIDEOS[name]
    path = write_video(tmp_path / f"clip.{video.container}", video)
    info = probe(path)
    frames = list(read_frames(path))
    assert info.video is not None
    assert (info.video.width, info.video.height) == size
    assert frames[0].pixels.shape == (size[1], size[0], 3)
    expected = GREYS if name == "grey" else colours
    tolerance = {"grey": 20, "GIF": 45}.get(name, TOLERANCE)  # GIF has 256 colours
    assert furthest(seen_corners(frames[-1].pixels), expected) <= tolerance
    assert [f.time_s for f in frames] == pytest.approx([float(t) for t in video.times], abs=0.002)
    assert info.duration_s == pytest.approx(float(video.times[-1]), abs=0.12)
    assert info.video.variable_fps == (name == "variable frame rate")
    assert info.video.hdr == {"HDR PQ": "pq", "HDR HLG, turned": "hlg"}.get(name)


def test_mirrored_video_is_mirrored_back(tmp_path: Path) -> None:
    """Front cameras store a mirror image and a matrix that undoes it; PyAV cannot write one, so it is patched in."""
    path = write_video(tmp_path / "clip.mov", Video(rotation=180, container="mov"))
    data = path.read_bytes()
    half_turn = struct.pack(">9i", -65536, 0, 0, 0, -65536, 0, 0, 0, 1 << 30)
    assert data.count(half_turn) == 1
    mirror = struct.pack(">9i", -65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
    path.write_bytes(data.replace(half_turn, mirror))
    first = next(iter(read_frames(path)))
    assert furthest(seen_corners(first.pixels), (GREEN, RED, YELLOW, BLUE)) <= TOLERANCE


def test_hdr_highlights_roll_off_instead_of_clipping(tmp_path: Path) -> None:
    """Two bright greys above the paper white of HDR stay apart, and white stays neutral."""

    def ramp(width: int, height: int, *, flash: bool) -> np.ndarray:
        return np.broadcast_to(np.linspace(0, 255, width).astype(np.uint8)[None, :, None], (height, width, 3))

    video = Video(**HDR, transfer=16, coded=bt2020_coded(pq, 1000), picture=ramp, times=steady(30, 0.2))
    first = next(iter(read_frames(write_video(tmp_path / "clip.mov", video)))).pixels
    row = first[50].astype(int)
    assert np.abs(np.diff(row, axis=1)).max() <= 4  # neutral
    at_203_nits, at_600_nits = row[round(191 * 0.203 ** (1 / 2.2)), 1], row[round(191 * 0.6 ** (1 / 2.2)), 1]
    assert 205 < at_203_nits < 240
    assert at_203_nits + 8 < at_600_nits < 256
    assert (np.diff(row[:, 1]) >= -2).all()


SYNC: dict[str, Video] = {
    "30 frames a second": Video(sound=beep(3, 1.0), times=steady(30, 3)),
    "16 frames a second": Video(sound=beep(3, 1.0), times=steady(16, 3)),
    "60 frames a second, mov": Video(sound=beep(3, 1.0), times=steady(60, 3), container="mov"),
    "23.976": Video(sound=beep(3, 1.0), times=steady(Fraction(24000, 1001), 3)),
    "variable frame rate": Video(sound=beep(3, float(FLASH_FRAME)), times=IRREGULAR),
    "sound starts late": Video(sound=beep(2, 0.5), sound_start=0.5, times=steady(30, 3)),
    "picture starts late": Video(sound=beep(3, 1.5), flash=1.5, times=[t + Fraction(1, 2) for t in steady(30, 2)]),
    "webm": Video(
        sound=beep(3, 1.0), times=steady(30, 3), codec="libvpx-vp9", container="webm", options=VPX,
        sound_codec="libopus",
    ),
    "fragmented": Video(
        sound=beep(3, 1.0), times=steady(30, 3), container_options={"movflags": "frag_keyframe+delay_moov"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("start_s", [0.0, 0.4])
@pytest.mark.parametrize("name", SYNC)
def test_flash_and_beep_stay_together(name: str, start_s: float, tmp_path: Path) -> None:
    """In the output at 30 frames a second, within one frame, though the part may begin later than the source."""
    source = write_video(tmp_path / f"in.{SYNC[name].container}", SYNC[name])
    out = tmp_path / "out.mp4"
    frames = list(read_frames(source, fps=Timebase.of(30), start_s=start_s))
    cut = AudioCut(source, start_s, len(frames) / 30)
    with VideoWriter(
        out, size=size_of(frames[0].pixels), timebase=Timebase.of(30), audio=cut, preset="ultrafast"
    ) as writer:
        for frame in frames:
            writer.write(frame.pixels)
    flash, sound = _flash_s(out), _beep_s(out)
    assert abs(flash - sound) <= 1 / 30 + 0.001
    first_bright = min(t for t in SYNC[name].times if t >= SYNC[name].flash) - SYNC[name].times[0]
    assert flash == pytest.approx(float(first_bright) - start_s, abs=1 / 30)


def _flash_s(path: Path) -> float:
    with av.open(str(path)) as file:
        for frame in file.decode(video=0):
            grey = frame.to_ndarray(format="gray")
            if grey[45:63, 80:112].mean() > 180:
                return frame.time
    raise AssertionError("no flash")


def _beep_s(path: Path) -> float:
    with av.open(str(path)) as file:
        for frame in file.decode(audio=0):
            loud = np.flatnonzero(np.abs(frame.to_ndarray()).max(axis=0) > 0.2)
            if len(loud):
                return frame.time + loud[0] / frame.sample_rate
    raise AssertionError("no beep")

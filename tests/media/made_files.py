"""Files like those from phones, made by code: a picture with four coloured corners, a flash, and a beep with it.

Everything is written with PyAV and Pillow directly, so that the code under test is not its own judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 200, 30), (30, 30, 220), (230, 220, 40)
GREY = (90, 90, 90)
UPRIGHT = (RED, GREEN, BLUE, YELLOW)
"""Top left, top right, bottom left, bottom right."""
RATE = 48_000
TICK = Fraction(1, 90_000)


def corners(width: int, height: int, *, flash: bool = False) -> np.ndarray:
    """(H, W, 3) uint8: grey, or white while it flashes, with a coloured block in each corner."""
    picture = np.full((height, width, 3), 255 if flash else GREY, np.uint8)
    h, w = height // 3, width // 3
    picture[:h, :w], picture[:h, -w:], picture[-h:, :w], picture[-h:, -w:] = UPRIGHT
    return picture


def seen_corners(picture: np.ndarray) -> tuple[tuple[int, ...], ...]:
    """The mean colour inside each corner block, in the order of `UPRIGHT`."""
    h, w = picture.shape[0] // 3, picture.shape[1] // 3
    blocks = picture[:h, :w], picture[:h, -w:], picture[-h:, :w], picture[-h:, -w:]
    inner = [b[h // 4 : -h // 4, w // 4 : -w // 4, :3].reshape(-1, 3).mean(axis=0) for b in blocks]
    return tuple(tuple(round(float(v)) for v in colour) for colour in inner)


def furthest(seen: Sequence[Sequence[int]], wanted: Sequence[Sequence[int]]) -> int:
    """The largest difference of any channel in any corner."""
    return int(np.abs(np.array(seen) - np.array(wanted)).max())


def steady(fps: Fraction | int, seconds: float) -> list[Fraction]:
    """Times of a constant rate."""
    return [i / Fraction(fps) for i in range(round(seconds * fps))]


def beep(seconds: float, at: float | None, length: float = 0.1) -> np.ndarray:
    """(samples,) int16: silence with one 1 kHz beep."""
    wave = np.zeros(round(seconds * RATE), np.int16)
    if at is not None:
        start, num = round(at * RATE), round(length * RATE)
        wave[start : start + num] = 20_000 * np.sin(2 * np.pi * 1000 * np.arange(num) / RATE)
    return wave


@dataclass(kw_only=True)
class Video:
    """What to write. The flash is on the frames whose time is in [flash, flash + 0.1)."""

    width: int = 192
    height: int = 108
    times: list[Fraction] = field(default_factory=lambda: steady(30, 2))
    codec: str = "libx264"
    pix_fmt: str = "yuv420p"
    options: dict[str, str] = field(default_factory=lambda: {"preset": "ultrafast", "crf": "10"})
    container: str = "mp4"
    container_options: dict[str, str] = field(default_factory=dict)
    matrix: int = 1
    """H.273 code of the YUV matrix: 1 BT.709, 5 BT.601, 9 BT.2020, 2 not told."""
    colour_range: int = 1
    transfer: int = 1
    primaries: int = 1
    rotation: int = 0
    aspect: Fraction | None = None
    flash: float = 1.0
    sound: np.ndarray | None = None
    sound_start: float = 0.0
    sound_codec: str = "aac"
    picture: Callable[..., np.ndarray] = corners
    coded: Callable[[np.ndarray], av.VideoFrame] | None = None


def write_video(path: Path, video: Video) -> Path:
    """Write it. The frames carry exactly the given times."""
    with av.open(str(path), "w", format=video.container, container_options=video.container_options) as out:
        stream = _video_stream(out, video)
        sound = None
        if video.sound is not None:
            sound = out.add_stream(video.sound_codec, rate=RATE, layout="mono")
        out.start_encoding()
        for packet in _sound_packets(sound, video):
            out.mux(packet)
        for index, time in enumerate(video.times):
            flash = video.flash <= time < video.flash + Fraction(1, 10)
            frame = _frame(video.picture(video.width, video.height, flash=flash), video)
            after = video.times[index + 1] if index + 1 < len(video.times) else 2 * time - video.times[index - 1]
            frame.pts, frame.time_base = round(time / TICK), TICK
            frame.duration = round((after - time) / TICK)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def _video_stream(out, video: Video):
    stream = out.add_stream(video.codec, rate=30, options=video.options)
    stream.width, stream.height, stream.pix_fmt = video.width, video.height, video.pix_fmt
    stream.time_base = stream.codec_context.time_base = TICK
    context = stream.codec_context
    context.colorspace, context.color_range = video.matrix, video.colour_range
    context.color_trc, context.color_primaries = video.transfer, video.primaries
    if video.aspect:
        stream.sample_aspect_ratio = video.aspect
    if video.rotation:
        stream.set_display_rotation(video.rotation)
    return stream


def _frame(picture: np.ndarray, video: Video) -> av.VideoFrame:
    if video.coded is not None:
        frame = video.coded(picture)
    else:
        source = av.VideoFrame.from_ndarray(picture, "rgba" if picture.shape[2] == 4 else "rgb24")
        matrix = 5 if video.matrix == 2 else video.matrix
        frame = source.reformat(format=video.pix_fmt, dst_colorspace=matrix, dst_color_range=video.colour_range)
    frame.colorspace, frame.color_range = video.matrix, video.colour_range
    frame.color_trc, frame.color_primaries = video.transfer, video.primaries
    return frame


def _sound_packets(stream, video: Video) -> Iterable[av.Packet]:
    if stream is None:
        return
    samples = video.sound
    for at in range(0, len(samples), 1024):
        frame = av.AudioFrame.from_ndarray(samples[None, at : at + 1024], format="s16", layout="mono")
        frame.sample_rate, frame.time_base = RATE, Fraction(1, RATE)
        frame.pts = at + round(video.sound_start * RATE)
        yield from stream.encode(frame)
    yield from stream.encode(None)


def write_sound(path: Path, samples: np.ndarray, codec: str, container: str) -> Path:
    """A file with sound alone."""
    with av.open(str(path), "w", format=container) as out:
        stream = out.add_stream(codec, rate=RATE, layout="mono")
        for packet in _sound_packets(stream, Video(sound=samples)):
            out.mux(packet)
    return path


def bt2020_coded(transfer: Callable[[np.ndarray], np.ndarray], white_nits: float) -> Callable[..., av.VideoFrame]:
    """Codes a BT.709 picture as HDR 4:2:0 of 10 bits: full white becomes `white_nits`."""
    to_bt2020 = np.array([[0.6274, 0.3293, 0.0433], [0.0691, 0.9195, 0.0114], [0.0164, 0.0880, 0.8956]])

    def coded(picture: np.ndarray) -> av.VideoFrame:
        nits = (picture / 255.0) ** 2.2 @ to_bt2020.T * white_nits
        rgb48 = np.round(np.clip(transfer(nits), 0, 1) * 65535).astype(np.uint16)
        source = av.VideoFrame.from_ndarray(rgb48, "rgb48le")
        return source.reformat(format="yuv420p10le", dst_colorspace=9, dst_color_range=1)

    return coded


def pq(nits: np.ndarray) -> np.ndarray:
    """SMPTE ST 2084, light to code."""
    power = (nits / 10_000) ** 0.1593017578125
    return ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375


def hlg(nits: np.ndarray) -> np.ndarray:
    """ARIB STD-B67 on a 1000-nit screen, light to code."""
    luma = np.maximum(nits @ [0.2627, 0.6780, 0.0593], 1e-9)[..., None] / 1000
    scene = nits / 1000 * luma ** (1 / 1.2 - 1)
    high = 0.17883277 * np.log(np.maximum(12 * scene - 0.28466892, 1e-9)) + 0.55991073
    return np.where(scene <= 1 / 12, np.sqrt(3 * scene), high)

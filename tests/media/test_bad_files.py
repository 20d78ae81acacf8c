"""Files that cannot be used: each gives one clear error with a remedy, quickly, and leaves nothing behind."""

from __future__ import annotations

import io
import os
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from made_files import Video, beep, corners, steady, write_sound, write_video
from PIL import Image

from mudong.media.audio import AudioCut, SoundReader
from mudong.media.decode import read_frames
from mudong.media.picture import read_picture
from mudong.media.probe import probe
from mudong.spec.errors import MediaError
from mudong.spec.limits import MediaLimits
from mudong.spec.messages import LANGUAGES, catalogue

LIMITS = MediaLimits(stall_s=8, max_wall_s=20, max_cpu_s=10, max_memory_bytes=2 << 30, max_file_bytes=64 << 20)
MOST_S = 15


def written(data: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(data) and None


def video(**changes: object) -> Callable[[Path], None]:
    return lambda path: write_video(path, Video(**changes)) and None


def cut(make: Callable[[Path], None], part: float) -> Callable[[Path], None]:
    """Only the first part of the file."""

    def apply(path: Path) -> None:
        make(path)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * part)])

    return apply


def spoiled(make: Callable[[Path], None], start: float, end: float) -> Callable[[Path], None]:
    """Noise over a stretch of the file."""

    def apply(path: Path) -> None:
        make(path)
        data = bytearray(path.read_bytes())
        a, b = int(len(data) * start), int(len(data) * end)
        data[a:b] = np.random.default_rng(1).bytes(b - a)
        path.write_bytes(data)

    return apply


def replaced(make: Callable[[Path], None], old: bytes, new: bytes) -> Callable[[Path], None]:
    def apply(path: Path) -> None:
        make(path)
        data = path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new))

    return apply


def noise(width: int, height: int, *, flash: bool) -> np.ndarray:
    """Frames that cannot be predicted, so that damage cannot hide."""
    return np.random.default_rng(int(time.monotonic_ns())).integers(0, 256, (height, width, 3), dtype=np.uint8)


def image(kind: str, size: tuple[int, int] = (192, 108), **options: object) -> Callable[[Path], None]:
    return lambda path: Image.fromarray(noise(*size, flash=False)).save(path, kind, **options)


def heic(path: Path) -> None:
    pillow_heif.from_pillow(Image.fromarray(corners(192, 108))).save(path, format="HEIF")


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG of any claimed size with any chunks between its header and its end."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [b"\x89PNG\r\n\x1a\n"]
    for name, data in ((b"IHDR", header), *chunks, (b"IEND", b"")):
        parts.append(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)))
    return b"".join(parts)


def jpeg_claiming(width: int, height: int) -> bytes:
    data = io.BytesIO()
    Image.fromarray(corners(64, 64)).save(data, "JPEG")
    place = data.getvalue().index(b"\xff\xc0") + 5
    return data.getvalue()[:place] + struct.pack(">HH", height, width) + data.getvalue()[place + 4 :]


def gif_claiming(width: int, height: int) -> bytes:
    data = io.BytesIO()
    frames = [Image.fromarray(corners(64, 64)) for _ in range(5)]
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    return data.getvalue()[:6] + struct.pack("<HH", width, height) + data.getvalue()[10:]


def webp_claiming(width: int, height: int) -> bytes:
    data = io.BytesIO()
    frames = [Image.fromarray(noise(64, 64, flash=False)) for _ in range(3)]
    frames[0].save(data, "WEBP", save_all=True, append_images=frames[1:])
    place = data.getvalue().index(b"VP8X") + 12
    size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    return data.getvalue()[:place] + size + data.getvalue()[place + 6 :]


def element(name: int, data: bytes) -> bytes:
    """One EBML element with an eight-byte length."""
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + (len(data) | 1 << 56).to_bytes(8, "big") + data


def subtitles_only() -> bytes:
    head = element(0x1A45DFA3, element(0x4282, b"matroska"))
    track = element(0xD7, b"\1") + element(0x73C5, b"\1") + element(0x83, b"\x11") + element(0x86, b"S_TEXT/UTF8")
    tracks = element(0x1654AE6B, element(0xAE, track))
    block = element(0xA0, element(0xA1, b"\x81\0\0\0hello") + element(0x9B, b"\x64"))
    info = element(0x1549A966, element(0x2AD7B1, (1_000_000).to_bytes(3, "big")))
    return head + element(0x18538067, info + tracks + element(0x1F43B675, element(0xE7, b"\0") + block))


def zipped() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.txt", "a")
    return data.getvalue()


def frames(path: Path) -> None:
    for _ in read_frames(path, fit=64, limits=LIMITS):
        pass


def probed(path: Path) -> None:
    probe(path, LIMITS)


def picture(path: Path) -> None:
    read_picture(path, LIMITS)


def sound(path: Path) -> None:
    SoundReader(AudioCut(path, 0.0, 1.0), LIMITS).read(48_000)


def part(start_s: float, end_s: float | None) -> Callable[[Path], None]:
    return lambda path: [None for _ in read_frames(path, start_s=start_s, end_s=end_s, limits=LIMITS)] and None


def link_to_itself(path: Path) -> None:
    path.symlink_to(path)


FASTSTART = {"movflags": "+faststart"}
MOVING = video(picture=noise, options={"preset": "ultrafast", "crf": "30"}, times=steady(30, 3))
NOISY_WEBM = video(
    codec="libvpx-vp9", container="webm", options={"deadline": "realtime", "cpu-used": "8"}, picture=noise
)
UNEDITED = video(times=steady(30, 3), container_options={"use_editlist": "0"})
PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
DASH = b"<?xml version='1.0'?>\n<MPD><Period><BaseURL>http://127.0.0.1/</BaseURL></Period></MPD>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"
TEXT_BOMB = png(64, 64, (b"zTXt", b"a\0\0" + zlib.compress(bytes(256 << 20), 9)))
PIXEL_BOMB = png(7000, 7000, (b"IDAT", zlib.compress(bytes(1 << 20), 9)))

BAD: dict[str, tuple[Callable[[Path], None], Callable[[Path], None], str]] = {
    "missing file": (lambda path: None, frames, "not_found"),
    "folder": (lambda path: path.mkdir(), frames, "not_a_file"),
    "fifo": (os.mkfifo, frames, "not_a_file"),
    "device": (lambda path: path.symlink_to("/dev/zero"), frames, "not_a_file"),
    "link to itself": (link_to_itself, frames, "unreadable"),
    "empty": (written(b""), frames, "empty"),
    "empty picture": (written(b""), picture, "empty"),
    "larger than the limit": (lambda path: path.touch() or os.truncate(path, 65 << 20), frames, "too_large"),
    "text renamed mp4": (written(b"hello\n" * 100), frames, "text"),
    "text renamed jpg": ("안녕하세요\n".encode() * 100, picture, "text"),
    "HLS playlist named mp4": (PLAYLIST, frames, "playlist"),
    "HLS playlist, probed": (PLAYLIST, probed, "playlist"),
    "concat playlist": (b"ffconcat version 1.0\nfile /etc/passwd\n", frames, "playlist"),
    "DASH manifest": (DASH, frames, "playlist"),
    "web page": (b"<!DOCTYPE html><html><video src='x.mp4'></html>", frames, "wrong_kind"),
    "SVG as picture": (SVG, picture, "wrong_kind"),
    "PDF": (b"%PDF-1.7\n" + bytes(100), frames, "wrong_kind"),
    "ZIP": (zipped(), picture, "wrong_kind"),
    "noise": (np.random.default_rng(0).bytes(5000), frames, "unknown"),
    "picture as video": (image("PNG"), frames, "wrong_kind"),
    "video as picture": (MOVING, picture, "wrong_kind"),
    "sound as video": (lambda path: write_sound(path, beep(1, 0), "libmp3lame", "mp3"), frames, "wrong_kind"),
    "sound alone in mp4": (lambda path: write_sound(path, beep(1, 0), "aac", "mp4"), frames, "no_video"),
    "subtitles alone": (subtitles_only(), frames, "no_video"),
    "subtitles alone, probed": (subtitles_only(), probed, "no_video"),
    "silent video as sound": (MOVING, sound, "no_audio"),
    "no index": (cut(MOVING, 0.6), frames, "incomplete"),
    "garbage after the brand": (b"\0\0\0\x18ftypmp42" + bytes(500) + b"\xff" * 500, frames, "incomplete"),
    "index spoiled": (spoiled(MOVING, 0.99, 1.0), frames, ""),
    "cut short, index in front": (cut(video(container_options=FASTSTART, picture=noise), 0.6), frames, "truncated"),
    "cut short, probed": (cut(video(container_options=FASTSTART, picture=noise), 0.6), probed, "truncated"),
    "cut short mkv": (cut(video(container="matroska", picture=noise), 0.5), frames, "truncated"),
    "damaged in the middle": (spoiled(MOVING, 0.3, 0.7), frames, "damaged_frames"),
    "damaged webm": (spoiled(NOISY_WEBM, 0.2, 0.9), frames, ""),
    "ten hours": (video(container="matroska", times=[Fraction(0), Fraction(36_000)]), frames, "too_long"),
    "ten hours, probed": (video(container="matroska", times=[Fraction(0), Fraction(36_000)]), probed, "too_long"),
    "ten hours by an mp4's table of times": (
        replaced(UNEDITED, struct.pack(">4I", 0, 1, 90, 3000), struct.pack(">4I", 0, 1, 90, 36 << 20)),
        frames, "too_long",
    ),
    "tiny video": (video(width=8, height=8), frames, "too_small"),
    "codec not accepted": (video(codec="ffv1", container="matroska", options={}), frames, "codec"),
    "container not accepted": (video(container="flv"), frames, "unknown"),
    "transport stream": (video(container="mpegts"), frames, "unknown"),
    "frames of 20000x20000": (
        replaced(
            video(codec="mjpeg", container="avi", pix_fmt="yuvj420p", colour_range=2, options={}),
            struct.pack(">HH", 108, 192), struct.pack(">HH", 20_000, 20_000),
        ),
        frames, "",
    ),
    "GIF claiming 9000x9000": (gif_claiming(9_000, 9_000), frames, "too_many_pixels"),
    "GIF claiming 65000x65000": (gif_claiming(65_000, 65_000), frames, ""),
    "part begins after the end": (MOVING, part(60.0, None), "range"),
    "part ends before it begins": (MOVING, part(2.0, 1.0), "range_order"),
    "1x1": (image("PNG", (1, 1)), picture, "too_small"),
    "PNG claiming 20000x20000": (png(20_000, 20_000, (b"IDAT", zlib.compress(b""))), picture, "too_many_pixels"),
    "JPEG claiming 60000x60000": (jpeg_claiming(60_000, 60_000), picture, "too_many_pixels"),
    "WebP claiming 16000x16000": (webp_claiming(16_000, 16_000), picture, "too_many_pixels"),
    "PNG with a text bomb": (TEXT_BOMB, picture, "picture_damaged"),
    "PNG with too little data": (PIXEL_BOMB, picture, "picture_damaged"),
    "truncated PNG": (cut(image("PNG"), 0.5), picture, "picture_damaged"),
    "truncated JPEG": (cut(image("JPEG"), 0.5), picture, "picture_damaged"),
    "truncated WebP": (cut(image("WEBP"), 0.5), picture, "picture_damaged"),
    "truncated HEIC": (cut(heic, 0.5), picture, "picture_damaged"),
    "spoiled HEIC": (spoiled(heic, 0.05, 0.4), picture, ""),
    "JPEG of noise": (b"\xff\xd8\xff\xe0" + np.random.default_rng(0).bytes(5000), picture, "picture_damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_refused(name: str, tmp_path: Path) -> None:
    made, read, reason = BAD[name]
    path = tmp_path / "IMG_0001.mp4"
    (written(made) if isinstance(made, bytes) else made)(path)
    before = sorted(tmp_path.iterdir())
    start = time.monotonic()
    with pytest.raises(MediaError) as caught:
        read(path)
    assert time.monotonic() - start < MOST_S
    assert sorted(tmp_path.iterdir()) == before
    assert caught.value.code == f"media.{reason}" or not reason
    for language in LANGUAGES:
        text = caught.value.text(language)
        assert "{" not in text
        assert str(path) in text
        assert text.count(". ") >= 1  # what is wrong, then what to do


def test_both_catalogues_have_the_same_codes_and_parameters() -> None:
    english, korean = catalogue("en"), catalogue("ko")
    for code in english:
        if code.startswith(("media.", "output.")):
            assert _parameters(english[code]) == _parameters(korean[code]), code


def _parameters(text: str) -> set[str]:
    from string import Formatter

    return {name for _, name, _, _ in Formatter().parse(text) if name}

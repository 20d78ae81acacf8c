"""Files as phones, cameras and browsers write them: upright, in their true colours, picture and sound together."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pillow_heif
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
    corners,
    furthest,
    hlg,
    pq,
    seen_corners,
    steady,
    write_video,
)
from PIL import Image

from mudong.media.audio import AudioCut
from mudong.media.decode import read_frames
from mudong.media.encode import VideoWriter
from mudong.media.geometry import size_of
from mudong.media.picture import read_picture
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
    tolerance = 20 if name == "grey" else TOLERANCE
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


def _saved(kind: str, mode: str = "RGB", **options: object) -> Callable[[Path], None]:
    return lambda path: Image.fromarray(corners(192, 108)).convert(mode).save(path, kind, **options)


def _heic(path: Path) -> None:
    pillow_heif.from_pillow(Image.fromarray(corners(192, 108))).save(path, quality=95)


def _deep(path: Path) -> None:
    path.write_bytes(cv2.imencode(".png", corners(192, 108)[..., ::-1].astype(np.uint16) * 257)[1].tobytes())


def _deep_grey(path: Path) -> None:
    grey = np.array(Image.fromarray(corners(192, 108)).convert("L")).astype(np.uint16)
    path.write_bytes(cv2.imencode(".png", grey * 257)[1].tobytes())


def _with_alpha(kind: str) -> Callable[[Path], None]:
    def save(path: Path) -> None:
        rgba = np.dstack([corners(192, 108), np.full((108, 192), 255, np.uint8)])
        rgba[40:60, 80:110, 3] = 100
        Image.fromarray(rgba, "RGBA").save(path, kind, **({"lossless": True} if kind == "WEBP" else {}))

    return save


def _palette_with_hole(path: Path) -> None:
    image = Image.fromarray(corners(192, 108)).quantize(8)
    image.save(path, "PNG", transparency=image.getpixel((96, 54)))


def _wide_gamut(path: Path) -> None:
    """A picture in a profile whose red and green are swapped: only reading the profile gives the right colours."""
    swapped = Image.fromarray(corners(192, 108)[..., [1, 0, 2]])
    swapped.save(path, "JPEG", quality=95, subsampling=0, icc_profile=_swapped_profile())


def _swapped_profile() -> bytes:
    """A minimal ICC v2 matrix profile: sRGB's D50 primaries with red and green exchanged, gamma 2.2."""
    xyz = {"gXYZ": (0.4361, 0.2225, 0.0139), "rXYZ": (0.3851, 0.7169, 0.0971), "bXYZ": (0.1431, 0.0606, 0.7141)}
    xyz["wtpt"] = (0.9642, 1.0, 0.8249)
    blocks = {n: b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in c)) for n, c in xyz.items()}
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    blocks |= {"rTRC": curve, "gTRC": curve, "bTRC": curve}
    blocks["desc"] = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"test\0" + bytes(78) + b"\0"
    blocks["cprt"] = b"text\0\0\0\0none\0\0\0\0"
    table, body = struct.pack(">I", len(blocks)), b""
    for name, block in blocks.items():
        table += name.encode() + struct.pack(">II", 128 + 4 + 12 * len(blocks) + len(body), len(block))
        body += block
    illuminant = struct.pack(">3i", 63190, 65536, 54061)
    header = struct.pack(">I4sI4s4s4s", 128 + len(table + body), b"lcms", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += bytes(12) + b"acsp" + bytes(28) + illuminant
    return header.ljust(128, b"\0") + table + body


def _exif(orientation: int) -> Callable[[Path], None]:
    def save(path: Path) -> None:
        stored = Image.fromarray(corners(192, 108))
        undo = {2: [0], 3: [3], 4: [1], 5: [5], 6: [2], 7: [6], 8: [4]}.get(orientation, [])
        for step in undo:  # the inverse of what Exif asks the viewer to do
            stored = stored.transpose(Image.Transpose(step))
        exif = Image.Exif()
        exif[0x0112] = orientation
        stored.save(path, "JPEG", quality=95, subsampling=0, exif=exif)

    return save


PICTURES: dict[str, tuple[Callable[[Path], None], tuple]] = {
    "JPEG": (_saved("JPEG", quality=95), UPRIGHT),
    "progressive JPEG": (_saved("JPEG", quality=95, progressive=True), UPRIGHT),
    "CMYK JPEG": (_saved("JPEG", "CMYK", quality=98), UPRIGHT),
    "grey JPEG": (_saved("JPEG", "L", quality=95), tuple((v,) * 3 for v in (87, 130, 52, 202))),
    "PNG": (_saved("PNG"), UPRIGHT),
    "16-bit PNG": (_deep, UPRIGHT),
    "16-bit grey PNG": (_deep_grey, tuple((v,) * 3 for v in (87, 130, 52, 202))),
    "palette PNG": (_saved("PNG", "P"), UPRIGHT),
    "palette PNG with a hole": (_palette_with_hole, UPRIGHT),
    "PNG with alpha": (_with_alpha("PNG"), UPRIGHT),
    "WebP": (_saved("WEBP", quality=95), UPRIGHT),
    "WebP with alpha": (_with_alpha("WEBP"), UPRIGHT),
    "HEIC": (_heic, UPRIGHT),
    "colour profile": (_wide_gamut, UPRIGHT),
    **{f"Exif orientation {n}": (_exif(n), UPRIGHT) for n in range(1, 9)},
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_upright_and_in_its_colours(name: str, tmp_path: Path) -> None:
    save, colours = PICTURES[name]
    path = tmp_path / "IMG_0001"
    save(path)
    picture = read_picture(path)
    assert picture.pixels.shape == (108, 192, 3)
    assert furthest(seen_corners(picture.pixels), colours) <= TOLERANCE + 8 * ("palette" in name)
    if "alpha" in name or "hole" in name:
        assert picture.alpha is not None
        assert picture.alpha[50, 95] == (0 if "hole" in name else 100)
        assert picture.alpha[5, 5] == 255
    else:
        assert picture.alpha is None


def test_phone_jpeg_with_a_second_picture_inside(tmp_path: Path) -> None:
    """Samsung and iPhone store depth or a preview as a second JPEG behind the first (MPO)."""
    data = io.BytesIO()
    second = Image.fromarray(np.zeros((60, 80, 3), np.uint8))
    Image.fromarray(corners(192, 108)).save(data, "MPO", save_all=True, append_images=[second], quality=95)
    (tmp_path / "IMG.jpg").write_bytes(data.getvalue())
    assert furthest(seen_corners(read_picture(tmp_path / "IMG.jpg").pixels), UPRIGHT) <= TOLERANCE

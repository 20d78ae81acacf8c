"""Still pictures as phones and editors write them: upright, in sRGB, with their transparency."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pillow_heif
import pytest
from made_files import UPRIGHT, corners, furthest, seen_corners
from PIL import Image

from mudong.media.picture import read_picture

TOLERANCE = 12


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

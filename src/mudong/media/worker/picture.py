"""Task `picture`: a still picture to 8-bit sRGB, upright, with straight alpha where it has any.

The signature decides the one decoder that sees the bytes; size is checked on the header, before pixels are decoded.
"""

from __future__ import annotations

import io
from importlib import import_module

from PIL import Image, ImageCms, ImageOps, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from mudong.media.wire import Kind
from mudong.media.worker.container import check_size
from mudong.media.worker.outlet import Fault, Outlet

_LATE_IMPORTS = ("PIL.MpoImagePlugin", "PIL.ExifTags", "PIL.ImageSequence", "PIL.ImageMath", "PIL.ImagePalette")
_ICC_MODES = frozenset({"RGB", "RGBA", "CMYK", "L", "LA", "LAB"})


def prepare(order: dict[str, object]) -> None:
    """Import now what Pillow imports late."""
    for name in _LATE_IMPORTS:
        import_module(name)
    if order["kind"] == "heic":
        import_module("pillow_heif")
    assert TiffImagePlugin  # Exif is written as a TIFF directory
    Image.MAX_IMAGE_PIXELS = None  # our own limits hold


def run(source: io.FileIO, order: dict[str, object], outlet: Outlet) -> None:
    """Send one `DATA` message: size, `RGB` or `RGBA`, pixels. With `measure` in the order: `INFO`, the size alone."""
    data = source.readall()
    if order["kind"] == "webp" and data[12:16] == b"VP8X":  # its decoder allocates the canvas when it opens
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        check_size(width, height, order)
    try:
        image = _opened(io.BytesIO(data), str(order["kind"]))
        check_size(*image.size, order)
        image.load()
    except (Image.DecompressionBombError, MemoryError):
        raise
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, KeyError, RuntimeError) as error:
        # Pillow's decoders raise any of these on broken bytes
        raise Fault("media.picture_damaged", detail=_short(error)) from None
    if order.get("measure"):
        upright = _upright(image)
        outlet.send(Kind.INFO, width=upright.width, height=upright.height)
        return
    image = _srgb(_upright(image))
    outlet.send(Kind.DATA, image.tobytes(), width=image.width, height=image.height, mode=image.mode)


def _opened(data: io.BytesIO, kind: str) -> Image.Image:
    if kind == "jpeg":
        return JpegImagePlugin.jpeg_factory(data)
    if kind == "png":
        return PngImagePlugin.PngImageFile(data)
    if kind == "webp":
        return WebPImagePlugin.WebPImageFile(data)
    from pillow_heif import HeifImageFile

    return HeifImageFile(data)


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its Exif orientation says; Exif that cannot be read says nothing."""
    try:
        return ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return image


def _srgb(image: Image.Image) -> Image.Image:
    """8-bit `RGB` or `RGBA` in sRGB."""
    profile = image.info.get("icc_profile")
    image = _eight_bit(image)
    if isinstance(profile, bytes) and image.mode in _ICC_MODES:
        image = _through_profile(image, profile)
    has_alpha = image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "RGB")


def _eight_bit(image: Image.Image) -> Image.Image:
    """16-bit grey and indexed pictures as 8-bit channels; others as they are."""
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.convert("I").point(lambda level: level * (1 / 257) + 0.5).convert("L")
    if image.mode in ("P", "PA"):
        return image.convert("RGBA" if image.mode == "PA" or "transparency" in image.info else "RGB")
    return image


def _through_profile(image: Image.Image, profile: bytes) -> Image.Image:
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    colour = image.convert({"RGBA": "RGB", "LA": "L"}.get(image.mode, image.mode))
    try:
        converted = ImageCms.profileToProfile(
            colour, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):  # a broken or foreign profile: the numbers are taken as sRGB
        return image
    if converted is None:
        return image
    if alpha is not None:
        converted.putalpha(alpha)
    return converted


def _short(error: Exception) -> str:
    return str(error)[:120]

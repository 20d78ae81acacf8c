"""Still pictures: hostile bytes to upright 8-bit sRGB through the sandbox, and PNG files out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import cv2
import numpy as np

from mudong.media.partial import partial_file
from mudong.media.sandbox import ask
from mudong.media.signature import PICTURE_KINDS
from mudong.media.wire import Kind
from mudong.spec.errors import MediaError, OutputError
from mudong.spec.limits import MediaLimits


@dataclass(frozen=True, slots=True)
class Picture:
    """pixels: (H, W, 3) uint8 sRGB; alpha: (H, W) uint8 straight alpha, or None where everything is opaque."""

    pixels: np.ndarray
    alpha: np.ndarray | None = None

    @property
    def height(self) -> int:
        """In pixels."""
        return self.pixels.shape[0]

    @property
    def width(self) -> int:
        """In pixels."""
        return self.pixels.shape[1]

    def on(self, colour: tuple[int, int, int]) -> np.ndarray:
        """(H, W, 3) uint8: the picture laid on a plain colour."""
        if self.alpha is None:
            return self.pixels.copy()
        weight = self.alpha.astype(np.float32)[..., None] / 255
        mixed = self.pixels * weight + np.array(colour, np.float32) * (1 - weight)
        return np.round(mixed).astype(np.uint8)


def read_picture(path: Path, limits: MediaLimits = MediaLimits()) -> Picture:  # noqa: B008  frozen
    """Read JPEG, PNG, WebP or HEIC, whatever its colour space, depth or Exif orientation. Raises `MediaError`."""
    for message in ask("picture", path, limits, PICTURE_KINDS):
        if message.kind is Kind.DATA:
            width, height = cast(int, message.fields["width"]), cast(int, message.fields["height"])
            channels = len(str(message.fields["mode"]))
            if channels not in (3, 4) or message.payload.size != width * height * channels:
                break
            return _picture(message.payload.reshape(height, width, channels))
    raise MediaError("media.crashed", path=str(path))


def _picture(channels: np.ndarray) -> Picture:
    if channels.shape[2] == 3:
        return Picture(channels)
    alpha = np.ascontiguousarray(channels[..., 3])
    pixels = np.ascontiguousarray(channels[..., :3])
    return Picture(pixels, None if alpha.min() == 255 else alpha)


def write_png(path: Path, pixels: np.ndarray, alpha: np.ndarray | None = None) -> None:
    """Write (H, W, 3) uint8 RGB, with (H, W) uint8 straight alpha if given. Raises `OutputError`."""
    if alpha is None:
        data = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    else:
        data = cv2.cvtColor(np.dstack([pixels, alpha]), cv2.COLOR_RGBA2BGRA)
    done, encoded = cv2.imencode(".png", data)
    if not done:
        raise OutputError("output.encoder", path=str(path), detail="png")
    with partial_file(path) as part:
        part.write_bytes(encoded.tobytes())


def straight(pixels: np.ndarray) -> np.ndarray:
    """(H, W, 4) uint8 with premultiplied alpha -> the same with straight alpha."""
    alpha = pixels[..., 3:].astype(np.float32)
    colour = pixels[..., :3] * (255.0 / np.maximum(alpha, 1.0))
    return np.dstack([np.clip(colour + 0.5, 0, 255).astype(np.uint8), pixels[..., 3]])

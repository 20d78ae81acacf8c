"""Resizing and cropping of pictures and frames, with area-aware resampling. Knows arrays only.

Works on (H, W) and (H, W, C) uint8 or float arrays; sizes are `FrameSize` in pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mudong.spec.shape import FrameSize


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of pixels, left and top inclusive."""

    left: int
    top: int
    width: int
    height: int

    def cut(self, pixels: np.ndarray) -> np.ndarray:
        """That part of an array, as a view."""
        return pixels[self.top : self.top + self.height, self.left : self.left + self.width]


def size_of(pixels: np.ndarray) -> FrameSize:
    """The size of an (H, W[, C]) array."""
    return FrameSize(width=pixels.shape[1], height=pixels.shape[0])


def resize(pixels: np.ndarray, size: FrameSize) -> np.ndarray:
    """Scale to exactly `size`: area averages when it shrinks, Lanczos when it grows."""
    if size_of(pixels) == size:
        return pixels.copy()
    shrinks = size.width <= pixels.shape[1] and size.height <= pixels.shape[0]
    method = cv2.INTER_AREA if shrinks else cv2.INTER_LANCZOS4
    return cv2.resize(pixels, (size.width, size.height), interpolation=method)


def resize_alpha(pixels: np.ndarray, alpha: np.ndarray, size: FrameSize) -> tuple[np.ndarray, np.ndarray]:
    """Scale (H, W, 3) uint8 with (H, W) straight alpha; colours hidden behind alpha 0 do not bleed into the edge."""
    weight = alpha.astype(np.float32)
    small_weight = np.maximum(resize(weight, size), 0)
    premultiplied = resize(pixels.astype(np.float32) * weight[..., None], size)
    colour = premultiplied / np.maximum(small_weight, 1e-3)[..., None]
    return _bytes(colour), _bytes(small_weight)


def fit_within(pixels: np.ndarray, longest: int) -> np.ndarray:
    """Scale down, keeping the aspect, so that no side is longer than `longest`; smaller ones stay as they are."""
    size = size_of(pixels)
    scale = longest / max(size.width, size.height)
    if scale >= 1:
        return pixels.copy()
    wanted = FrameSize(width=max(1, round(size.width * scale)), height=max(1, round(size.height * scale)))
    return resize(pixels, wanted)


def cover_box(size: FrameSize, aspect: float, centre: tuple[float, float] = (0.5, 0.5)) -> Box:
    """The largest part of `size` with that aspect (width over height), as near to `centre` (0..1) as fits."""
    width = min(size.width, max(1, round(size.height * aspect)))
    height = min(size.height, max(1, round(size.width / aspect)))
    left = round(centre[0] * size.width - width / 2)
    top = round(centre[1] * size.height - height / 2)
    return Box(min(max(left, 0), size.width - width), min(max(top, 0), size.height - height), width, height)


def contain_box(size: FrameSize, aspect: float) -> Box:
    """Where a picture of that aspect lies, as large as possible, in the middle of `size`."""
    return cover_box(size, aspect)


def cover(pixels: np.ndarray, size: FrameSize, centre: tuple[float, float] = (0.5, 0.5)) -> np.ndarray:
    """Fill `size` completely; what does not fit is cut off."""
    return resize(cover_box(size_of(pixels), size.aspect, centre).cut(pixels), size)


def contain(pixels: np.ndarray, size: FrameSize, colour: tuple[int, ...] = (0, 0, 0)) -> np.ndarray:
    """Show the whole picture inside `size`; the rest is `colour`, one value per channel."""
    box = contain_box(size, size_of(pixels).aspect)
    value = colour if pixels.ndim == 3 else colour[0]
    canvas = np.full((size.height, size.width, *pixels.shape[2:]), value, pixels.dtype)
    box.cut(canvas)[...] = resize(pixels, FrameSize(width=box.width, height=box.height))
    return canvas


def _bytes(values: np.ndarray) -> np.ndarray:
    return np.clip(np.round(values), 0, 255).astype(np.uint8)

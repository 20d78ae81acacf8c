"""How the picture is made: filters that turn drawn layers into watercolour, pencil, pixels, cut paper or clay.

Layers first (`paper` and `clay` need to know where one thing ends), then the whole frame. All strengths scale with the
frame's height, so that a style looks the same at any size. Deterministic: textures come from the scene's seed.
"""

from __future__ import annotations

import functools

import cv2
import numpy as np

from mudong.world.kinds import Style

_REFERENCE_PX = 512.0
"""Height at which texture sizes are meant."""
_PIXEL_ROWS = 72
"""Rows of big pixels in pixel art."""


def style_layer(layer: np.ndarray, style: Style) -> np.ndarray:
    """One object's layer, (H, W, 4) uint8 premultiplied, in the style; may add a shadow around it."""
    if style is Style.PAPER:
        return _cut_paper(layer)
    if style is Style.CLAY:
        return _clay(layer)
    return layer


def style_frame(pixels: np.ndarray, style: Style, seed: int) -> np.ndarray:
    """The whole frame, (H, W, 3) uint8, in the style."""
    if style is Style.WATERCOLOUR:
        return _watercolour(pixels, seed)
    if style is Style.PENCIL:
        return _pencil(pixels, seed)
    if style is Style.PIXEL:
        return _pixel(pixels)
    if style is Style.PAPER:
        return _grained(pixels, seed, 0.06)
    return pixels


def outline_px(style: Style, height: int) -> float:
    """Width of the contour that artists draw in this style."""
    share = {Style.FLAT: 0.0030, Style.WATERCOLOUR: 0.0022, Style.PENCIL: 0.0032}.get(style, 0.0)
    return share * height


@functools.lru_cache(maxsize=16)
def paper_grain(height: int, width: int, seed: int) -> np.ndarray:
    """(H, W) float32 around 0, about -1..1: soft paper grain, coarser at larger sizes."""
    rng = np.random.default_rng((seed, 71))
    grain = np.zeros((height, width), np.float32)
    for octave, weight in ((90, 0.5), (200, 0.35), (420, 0.3)):
        size = (max(2, round(octave * width / height)), octave)
        noise = rng.standard_normal(size[::-1]).astype(np.float32)
        grain += weight * cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)
    return grain


def _grained(pixels: np.ndarray, seed: int, strength: float) -> np.ndarray:
    grain = 1 + strength * paper_grain(*pixels.shape[:2], seed)[..., None]
    return np.clip(pixels * grain + 0.5, 0, 255).astype(np.uint8)


def _watercolour(pixels: np.ndarray, seed: int) -> np.ndarray:
    """Washes with wobbling borders, darker where they dry, on grained paper."""
    height, width = pixels.shape[:2]
    zoom = height / _REFERENCE_PX
    wobble = cv2.GaussianBlur(paper_grain(height, width, seed + 1), (0, 0), max(0.8, 3.0 * zoom))
    ys, xs = np.mgrid[:height, :width].astype(np.float32)
    shift = 6.0 * zoom * wobble
    moved = cv2.remap(pixels, xs + shift, ys - shift, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    wash = cv2.bilateralFilter(moved, 5, 40, max(1.0, 3.0 * zoom))
    soft = cv2.GaussianBlur(wash, (0, 0), max(0.7, 2.2 * zoom)).astype(np.float32)
    rim = np.abs(wash.astype(np.float32) - soft).mean(axis=2, keepdims=True)
    painted = wash * (1 - 0.010 * np.minimum(rim, 20)) * 0.92 + 255 * 0.08
    return _grained(np.clip(painted, 0, 255).astype(np.uint8), seed, 0.05)


def _pencil(pixels: np.ndarray, seed: int) -> np.ndarray:
    """Graphite lines and hatching in two directions, with a little of the colour left."""
    height, width = pixels.shape[:2]
    zoom = height / _REFERENCE_PX
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    soft = cv2.GaussianBlur(grey, (0, 0), max(0.8, 2.4 * zoom))
    lines = np.clip(1 - 1.9 * np.clip(soft - grey - 2, 0, None) / 60, 0, 1)
    ys, xs = np.mgrid[:height, :width].astype(np.float32)
    period = max(3.0, 7.0 * zoom)
    shade = 1 - soft / 255
    first = 0.5 + 0.5 * np.sin((xs + ys) * (2 * np.pi / period) + paper_grain(height, width, seed))
    second = 0.5 + 0.5 * np.sin((xs - ys) * (2 * np.pi / period))
    hatch = 1 - 0.55 * np.clip(shade - 0.25, 0, 1) * first - 0.5 * np.clip(shade - 0.55, 0, 1) * second
    paper = np.array([250, 247, 240], np.float32)
    colour = 0.72 * paper + 0.28 * pixels.astype(np.float32)
    drawn = colour * (lines * hatch)[..., None]
    return _grained(np.clip(drawn, 0, 255).astype(np.uint8), seed, 0.05)


def _pixel(pixels: np.ndarray) -> np.ndarray:
    """Big square pixels in a short palette."""
    height, width = pixels.shape[:2]
    rows = min(height, _PIXEL_ROWS)
    small = cv2.resize(pixels, (max(1, round(width * rows / height)), rows), interpolation=cv2.INTER_AREA)
    small = ((small.astype(np.int32) + 12) // 24 * 24).clip(0, 255).astype(np.uint8)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_NEAREST)


def _cut_paper(layer: np.ndarray) -> np.ndarray:
    """A soft shadow below and to the right, and a light cut edge."""
    height = layer.shape[0]
    offset, blur = max(1.0, 0.010 * height), max(0.8, 0.008 * height)
    alpha = layer[..., 3].astype(np.float32) / 255
    move = np.array([[1, 0, offset], [0, 1, offset]], np.float32)
    shadow = cv2.GaussianBlur(cv2.warpAffine(alpha, move, alpha.shape[::-1]), (0, 0), blur) * 0.42 * (1 - alpha)
    out = layer.astype(np.float32)
    out[..., :3] += (shadow * 255)[..., None] * np.array([0.16, 0.12, 0.14], np.float32)
    out[..., 3] += shadow * 255
    return np.clip(out + 0.5, 0, 255).astype(np.uint8)


def _clay(layer: np.ndarray) -> np.ndarray:
    """Rounded like modelling clay: the alpha's distance to its edge is the relief that a soft light shades."""
    alpha = layer[..., 3]
    if not alpha.any():
        return layer
    height = layer.shape[0]
    inside = cv2.distanceTransform((alpha > 127).astype(np.uint8), cv2.DIST_L2, 3)
    depth = max(2.0, 0.035 * height)
    relief = np.sqrt(np.clip(inside / depth, 0, 1) * (2 - np.clip(inside / depth, 0, 1))) * depth
    relief = cv2.GaussianBlur(relief, (0, 0), max(0.8, 0.008 * height))
    gy, gx = cv2.Sobel(relief, cv2.CV_32F, 0, 1), cv2.Sobel(relief, cv2.CV_32F, 1, 0)
    light = np.clip(-0.09 * gx - 0.12 * gy, -0.38, 0.30)
    out = layer.astype(np.float32)
    gloss = np.clip(light - 0.2, 0, 1) * 255 * 0.9
    out[..., :3] = out[..., :3] * (1 + light[..., None]) + gloss[..., None] * (alpha[..., None] / 255)
    out[..., :3] = np.minimum(out[..., :3], alpha[..., None].astype(np.float32))
    return np.clip(out + 0.5, 0, 255).astype(np.uint8)

"""How the picture is made: filters that turn drawn layers into watercolour, pencil, pixels, cut paper or clay.

Layers first (`paper` and `clay` need to know where one thing ends), then the whole frame. Shapes stay where they are,
so that the truth of a scene holds in every style. All strengths scale with the frame's height, so that a style looks
the same at any size. Deterministic: textures come from the scene's seed.
"""

from __future__ import annotations

import functools

import cv2
import numpy as np

from mudong.world.kinds import Style

_REFERENCE_PX = 512.0
"""Height at which texture sizes are meant."""
_PIXEL_ROWS = 72
"""Rows of big pixels in pixel art, about."""
_GRAINS = ((40, 0.2), (110, 0.3), (220, 0.4), (440, 0.4))
"""Octaves of paper: cells over the frame's height, weight. What is finer than two pixels is left out."""
_PAPER = (253, 250, 243)
"""What pencils and brushes leave bare."""


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
        return _multiplied(pixels, _texture(*pixels.shape[:2], seed, 0.016))
    return pixels


def outline_px(style: Style, height: int) -> float:
    """Width of the contour that artists draw in this style."""
    share = {Style.FLAT: 0.0030, Style.WATERCOLOUR: 0.0022, Style.PENCIL: 0.0036}.get(style, 0.0)
    return share * height


@functools.lru_cache(maxsize=4)
def paper_grain(height: int, width: int, seed: int) -> np.ndarray:
    """(H, W) float32 around 0, mostly within -1..1: soft paper grain, the same picture at any size."""
    rng = np.random.default_rng((seed, 71))
    grain = np.zeros((height, width), np.float32)
    for cells, weight in _GRAINS:
        noise = rng.standard_normal((cells, max(2, round(cells * width / height)))).astype(np.float32)
        if 2 * cells <= height:
            grain += weight * cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)
    return grain


@functools.lru_cache(maxsize=4)
def _texture(height: int, width: int, seed: int, strength: float) -> np.ndarray:
    """(H, W, 3) uint8, to multiply with: 255 on the paper's heights, a little less in its pores."""
    pores = 1 - strength * np.clip(1 + paper_grain(height, width, seed), 0, 2.5)
    return np.repeat(np.rint(255 * pores).astype(np.uint8)[..., None], 3, axis=2)


def _multiplied(pixels: np.ndarray, texture: np.ndarray) -> np.ndarray:
    return cv2.multiply(pixels, texture, scale=1 / 255)


@functools.lru_cache(maxsize=4)
def _pigment(height: int, width: int, seed: int) -> np.ndarray:
    """(H, W, 3) uint8: how much colour stays where, 200 for all of it; it gathers in clouds while the wash dries."""
    rng = np.random.default_rng((seed, 72))
    clouds = np.zeros((height, width), np.float32)
    for cells, weight in ((3, 0.5), (6, 0.4), (13, 0.25)):
        noise = rng.standard_normal((cells, max(2, round(cells * width / height)))).astype(np.float32)
        clouds += weight * cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)
    stays = 0.93 + 0.15 * np.clip(clouds, -1.2, 1.0) + 0.035 * np.clip(paper_grain(height, width, seed), -2, 2)
    return np.repeat(np.rint(200 * np.clip(stays, 0, 1.2)).astype(np.uint8)[..., None], 3, axis=2)


def _watercolour(pixels: np.ndarray, seed: int) -> np.ndarray:
    """Light washes in clouds of pigment, a darker rim where each dried, on grained paper."""
    height, width = pixels.shape[:2]
    soft = cv2.GaussianBlur(pixels, (0, 0), max(0.9, 4.0 * height / _REFERENCE_PX))
    # Where a wash is darker than its surroundings, its edge dries darker still; where lighter, paper shows.
    rim, bare = cv2.subtract(soft, pixels), cv2.subtract(pixels, soft)
    ink = cv2.bitwise_not(cv2.addWeighted(pixels, 1.0, bare, 0.35, 0))
    ink = cv2.multiply(cv2.addWeighted(ink, 1.0, rim, 0.45, 0), _pigment(height, width, seed), scale=0.90 / 200)
    return cv2.subtract(np.full_like(pixels, _PAPER), ink)


def _pencil(pixels: np.ndarray, seed: int) -> np.ndarray:
    """Graphite lines and hatching over a breath of coloured pencil, on grained paper."""
    height, width = pixels.shape[:2]
    light = cv2.LUT(pixels, _lightened())
    grey = cv2.cvtColor(light, cv2.COLOR_RGB2GRAY)
    soft = cv2.GaussianBlur(grey, (0, 0), max(0.9, 3.0 * height / _REFERENCE_PX))
    lines = cv2.bitwise_not(cv2.convertScaleAbs(cv2.subtract(soft, grey), alpha=2.6))
    first, second = _hatching(height, width, seed)
    shade = cv2.bitwise_not(soft)
    grazed = cv2.multiply(cv2.subtract(shade, np.full_like(shade, 45)), first, scale=0.55 / 255)
    deep = cv2.multiply(cv2.subtract(shade, np.full_like(shade, 130)), second, scale=0.7 / 255)
    graphite = cv2.multiply(lines, cv2.bitwise_not(cv2.add(grazed, deep)), scale=1 / 255)
    colour = cv2.addWeighted(light, 0.5, np.full_like(pixels, _PAPER), 0.5, 0)
    drawn = cv2.multiply(colour, cv2.merge([graphite] * 3), scale=1 / 255)
    return _multiplied(drawn, _texture(height, width, seed, 0.014))


@functools.cache
def _lightened() -> np.ndarray:
    """(256,) uint8: a pencil never gets as dark as a night."""
    return np.rint(255 * (np.arange(256) / 255) ** 0.62).astype(np.uint8)


@functools.lru_cache(maxsize=4)
def _hatching(height: int, width: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Strokes in two directions, (H, W) uint8 each, 0 between them to 255; a hand's, so not quite even."""
    ys, xs = np.mgrid[:height, :width].astype(np.float32)
    turn = 2 * np.pi / max(3.2, 6.5 * height / _REFERENCE_PX)
    hand = 0.8 * cv2.GaussianBlur(paper_grain(height, width, seed), (0, 0), max(1.0, 8.0 * height / _REFERENCE_PX))
    # Small pictures have no room for strokes: there they melt into a tone.
    swing = 127.5 * min(1.0, height / 480)
    first = 127.5 + swing * np.sin((0.8 * xs + 0.6 * ys) * turn + 3 * hand)
    second = 127.5 + swing * np.sin((0.7 * xs - 0.7 * ys) * turn + 3 * hand)
    return first.astype(np.uint8), second.astype(np.uint8)


def _pixel(pixels: np.ndarray) -> np.ndarray:
    """Big square pixels of few colours: brightness in steps, hues in wider ones."""
    height, width = pixels.shape[:2]
    block = max(2, round(height / _PIXEL_ROWS))
    rows, columns = -(-height // block), -(-width // block)
    whole = cv2.copyMakeBorder(pixels, 0, rows * block - height, 0, columns * block - width, cv2.BORDER_REPLICATE)
    small = cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA)
    crisp = cv2.addWeighted(small, 1.5, cv2.GaussianBlur(small, (0, 0), 1.0), -0.5, 0)
    flat = cv2.LUT(cv2.cvtColor(crisp, cv2.COLOR_RGB2YCrCb), _palette_steps())
    small = cv2.cvtColor(flat, cv2.COLOR_YCrCb2RGB)
    return cv2.resize(small, (columns * block, rows * block), interpolation=cv2.INTER_NEAREST)[:height, :width].copy()


@functools.cache
def _palette_steps() -> np.ndarray:
    """(1, 256, 3) uint8: brightness to the nearest of 17 levels, either hue axis to steps of 7 around grey."""
    values = np.arange(256.0)
    luma, hue = np.rint(values / 255 * 16) * 255 / 16, 128 + np.rint((values - 128) / 7) * 7
    return np.rint(np.clip(np.stack([luma, hue, hue], axis=-1), 0, 255)).astype(np.uint8)[None]


def _cut_paper(layer: np.ndarray) -> np.ndarray:
    """A soft shadow below and to the right, as of a sheet that lies on another."""
    height = layer.shape[0]
    offset, blur = max(1.0, 0.010 * height), max(0.8, 0.009 * height)
    alpha = cv2.extractChannel(layer, 3)
    move = np.array([[1, 0, offset], [0, 1, offset]], np.float32)
    shadow = cv2.GaussianBlur(cv2.warpAffine(alpha, move, alpha.shape[::-1]), (0, 0), blur)
    shadow = cv2.multiply(shadow, cv2.bitwise_not(alpha), scale=0.40 / 255)
    return cv2.add(layer, cv2.merge([cv2.convertScaleAbs(shadow, alpha=share) for share in (0.18, 0.12, 0.16, 1.0)]))


def _clay(layer: np.ndarray) -> np.ndarray:
    """Rounded like modelling clay: the alpha's distance to its edge is the relief that a soft light shades."""
    alpha = cv2.extractChannel(layer, 3)
    x, y, wide, high = cv2.boundingRect(alpha)
    if not wide:
        return layer
    height = layer.shape[0]
    edge = max(2, int(0.04 * height))
    top, left = max(0, y - edge), max(0, x - edge)
    box = np.s_[top : y + high + edge, left : x + wide + edge]
    inside = cv2.distanceTransform(np.uint8(alpha[box] > 127), cv2.DIST_L2, 3)  # type: ignore[call-overload]
    depth = max(2.0, 0.035 * height)
    slope = np.minimum(inside / depth, 1)
    relief = cv2.GaussianBlur(np.sqrt(slope * (2 - slope)) * depth, (0, 0), max(0.9, 0.010 * height))
    gy, gx = cv2.Sobel(relief, cv2.CV_32F, 0, 1), cv2.Sobel(relief, cv2.CV_32F, 1, 0)
    light = np.clip(0.035 * gx + 0.055 * gy, -0.26, 0.16)
    out = layer.copy()
    cover = layer[box][..., 3:].astype(np.float32)
    lit = layer[box][..., :3] * (1 + light[..., None]) + 0.25 * np.maximum(light, 0)[..., None] * cover
    out[box][..., :3] = np.minimum(lit, cover)
    return out

"""A relaxed hand painted from a skin colour, for an arm whose own hand the picture hides.

Fingers, thumb, palm and wrist are round tapered strokes: they melt together into one relief, which a soft light from
up left shades. Knows a colour and a length, nothing about the picture, the sleeve or the arm.
"""

from __future__ import annotations

import functools
import itertools
import math
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

Knot = tuple[float, float, float, float]
"""x, y, height towards the viewer, radius; in hand lengths from the wrist's middle, y down to the finger tips."""

_INDEX: tuple[Knot, ...] = (
    (-0.120, 0.46, 0.018, 0.056),
    (-0.144, 0.660, 0.030, 0.051),
    (-0.142, 0.785, -0.005, 0.047),
    (-0.135, 0.889, -0.070, 0.038),
)
_MIDDLE: tuple[Knot, ...] = (
    (-0.034, 0.48, 0.028, 0.058),
    (-0.048, 0.710, 0.048, 0.053),
    (-0.051, 0.855, 0.005, 0.048),
    (-0.045, 0.960, -0.070, 0.040),
)
_RING: tuple[Knot, ...] = (
    (0.052, 0.465, 0.018, 0.055),
    (0.051, 0.690, 0.034, 0.051),
    (0.039, 0.820, -0.015, 0.046),
    (0.029, 0.918, -0.085, 0.038),
)
_LITTLE: tuple[Knot, ...] = (
    (0.120, 0.43, -0.004, 0.046),
    (0.140, 0.605, 0.006, 0.044),
    (0.136, 0.705, -0.035, 0.039),
    (0.112, 0.793, -0.110, 0.033),
)
_THUMB: tuple[Knot, ...] = (
    (-0.090, 0.13, -0.050, 0.075),
    (-0.180, 0.315, -0.040, 0.055),
    (-0.236, 0.455, -0.030, 0.047),
    (-0.258, 0.578, -0.060, 0.037),
)
_FINGERS = (_INDEX, _MIDDLE, _RING, _LITTLE)
_PALM: tuple[tuple[Knot, ...], ...] = (
    ((-0.050, -0.40, -0.02, 0.108), (-0.045, -0.02, -0.02, 0.086), (-0.108, 0.45, -0.010, 0.068)),
    ((-0.012, -0.02, -0.06, 0.080), (-0.020, 0.15, -0.01, 0.080), (-0.032, 0.47, 0.000, 0.068)),
    ((0.018, -0.02, -0.06, 0.080), (0.025, 0.15, -0.01, 0.080), (0.050, 0.46, -0.005, 0.066)),
    ((0.052, -0.40, -0.02, 0.106), (0.047, -0.02, -0.02, 0.084), (0.112, 0.43, -0.022, 0.052)),
    ((-0.095, 0.500, -0.03, 0.055), (0.080, 0.495, -0.03, 0.055), (0.120, 0.460, -0.04, 0.050)),
)
"""Four strokes of the back from forearm to knuckles, and the webs between the fingers."""
_BOX = (-0.30, -0.35, 0.20, 1.0)
"""Left, top, right, bottom of the drawing."""
_STUB = 0.35
"""How far the bare wrist goes up from its middle."""
_LIGHT = np.array((-0.42, -0.50, 0.757), np.float32)
"""Unit vector to the light: up left, before the picture."""
_SHADOW = np.array((0.60, 0.47, 0.43), np.float32)
"""What is left of red, green and blue in full shadow: light that went through skin is warm."""
_FLUSH = np.array((1.0, 0.86, 0.85), np.float32)
_NAIL = np.array((1.0, 0.86, 0.84), np.float32)
_FLOOR = -0.16
"""Height of what is behind the hand, for the shadow in the hollows between fingers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandSprite:
    """rgba: (h, w, 4) uint8 premultiplied. wrist, tip: (x, y) of the wrist's middle and of the middle finger's end,
    in pixels of rgba whose whole numbers are pixel centres."""

    rgba: np.ndarray
    wrist: tuple[float, float]
    tip: tuple[float, float]


def draw_hand(skin: np.ndarray, length_px: float, side: Literal["left", "right"]) -> HandSprite:
    """The subject's left or right hand hanging down, seen from its back: the left one's thumb is at the left.

    skin (3,) uint8 RGB; length_px: wrist to finger tip, at least 8. The wrist goes on upwards by a third of that, to
    be covered by a sleeve. Raises ValueError for a shorter hand.
    """
    if not length_px >= 8:
        raise ValueError(f"a hand of {length_px} px was asked for; it needs at least 8")
    samples = 2 if length_px > 90 else 3 if length_px > 50 else 4
    left, top = (math.floor(edge * length_px) - 2 for edge in _BOX[:2])
    width, height = (math.ceil(edge * length_px) + 3 - start for edge, start in zip(_BOX[2:], (left, top), strict=True))
    xs = ((np.arange(width * samples, dtype=np.float32) + 0.5) / samples - 0.5 + left) / length_px
    ys = ((np.arange(height * samples, dtype=np.float32) + 0.5) / samples - 0.5 + top) / length_px
    grid = _Grid(xs=xs, ys=ys, step=1 / (samples * length_px))
    # A right hand is a left one mirrored; its light is mirrored beforehand, so that both are lit from the same side.
    light = _LIGHT * (1 if side == "left" else -1, 1, 1)
    painted = _paint(np.asarray(skin, np.float32), light.astype(np.float32), grid)
    rgba = cv2.resize(painted, (width, height), interpolation=cv2.INTER_AREA)
    wrist, tip = (0.0 - left, 0.0 - top), (_MIDDLE[-1][0] * length_px - left, length_px - top)
    if side == "right":
        rgba = rgba[:, ::-1]
        wrist, tip = (width - 1 - wrist[0], wrist[1]), (width - 1 - tip[0], tip[1])
    return HandSprite(rgba=np.ascontiguousarray(np.rint(rgba).astype(np.uint8)), wrist=wrist, tip=tip)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """xs (w,), ys (h,): where the samples lie, in hand lengths; step: from one to the next."""

    xs: np.ndarray
    ys: np.ndarray
    step: float

    def window(self, stroke: tuple[Knot, ...], margin: float) -> tuple[slice, slice]:
        """Rows and columns that the stroke and a margin around it reach."""
        spans = (
            (self.ys, min(k[1] - k[3] for k in stroke), max(k[1] + k[3] for k in stroke)),
            (self.xs, min(k[0] - k[3] for k in stroke), max(k[0] + k[3] for k in stroke)),
        )
        rows, columns = (slice(*np.searchsorted(axis, (low - margin, high + margin))) for axis, low, high in spans)
        return rows, columns

    def part(self, window: tuple[slice, slice]) -> _Grid:
        return _Grid(xs=self.xs[window[1]], ys=self.ys[window[0]], step=self.step)


@dataclass(frozen=True, slots=True)
class _Relief:
    """edge: signed distance to the outline, negative inside; height: of the surface. Both (h, w) float32."""

    edge: np.ndarray
    height: np.ndarray


def _stroke(knots: tuple[Knot, ...], grid: _Grid) -> _Relief:
    pieces = [_segment(start, end, grid) for start, end in itertools.pairwise(knots)]
    edge = functools.reduce(np.minimum, (piece.edge for piece in pieces))
    return _Relief(edge, functools.reduce(np.maximum, (piece.height for piece in pieces)))


def _segment(start: Knot, end: Knot, grid: _Grid) -> _Relief:
    (x0, y0, z0, r0), (x1, y1, z1, r1) = start, end
    dx, dy = x1 - x0, y1 - y0
    x, y, length = (grid.xs - x0)[None], (grid.ys - y0)[:, None], dx * dx + dy * dy
    t = np.clip(x * (dx / length) + y * (dy / length), 0, 1)
    square = (x - t * dx) ** 2 + (y - t * dy) ** 2
    radius = r0 + t * (r1 - r0)
    edge = np.sqrt(square) - radius
    dome = np.sqrt(np.maximum(radius * radius - square, 0)) - 2 * np.maximum(edge, 0)
    return _Relief(edge, dome + (z0 + t * (z1 - z0)))


def _smooth_max(a: np.ndarray, b: np.ndarray, melt: float) -> np.ndarray:
    """The larger of both, rounded where they differ by less than `melt`."""
    near = np.maximum(melt - np.abs(a - b), 0)
    return np.maximum(a, b) + near * near * (0.25 / melt)


def _relief(grid: _Grid) -> _Relief:
    strokes = [_stroke(knots, grid) for knots in _PALM]
    edge, height = strokes[0].edge, strokes[0].height
    for one in strokes[1:]:
        edge, height = -_smooth_max(-edge, -one.edge, 0.05), _smooth_max(height, one.height, 0.05)
    palm = _Relief(edge.copy(), height.copy())
    for knots, web, melt in ((_THUMB, 0.06, 0.06), *((finger, 0.012, 0.035) for finger in _FINGERS)):
        window = grid.window(knots, 0.08)
        one = _stroke(knots, grid.part(window))
        joined = -_smooth_max(-palm.edge[window], -one.edge, web)
        edge[window] = np.minimum(edge[window], joined)
        height[window] = np.maximum(height[window], _smooth_max(palm.height[window], one.height, melt))
    return _Relief(edge, height)


def _paint(skin: np.ndarray, light_from: np.ndarray, grid: _Grid) -> np.ndarray:
    """(h, w, 4) float32 premultiplied, 0..255."""
    relief = _relief(grid)
    alpha = np.clip(0.5 - relief.edge / grid.step, 0, 1)
    alpha *= np.clip(0.5 + (grid.ys + _STUB) / grid.step, 0, 1)[:, None]
    light, shine = _light(relief, light_from, grid)
    colour = skin * (_SHADOW + (1 - _SHADOW) * light[..., None])
    colour *= 1 - (1 - _FLUSH) * _flush(grid)[..., None]
    _add_nails(colour, skin, grid)
    colour += (255 - colour) * (0.12 * shine)[..., None]
    return np.dstack([np.clip(colour, 0, 255) * alpha[..., None], 255 * alpha])


def _light(relief: _Relief, light_from: np.ndarray, grid: _Grid) -> tuple[np.ndarray, np.ndarray]:
    """Both (h, w): 1 as bright as the skin to 0 in full shadow; and 0..1 how much the surface shines."""
    height = np.maximum(relief.height, _FLOOR)
    soft = cv2.GaussianBlur(height, (0, 0), 0.010 / grid.step)
    slope_y, slope_x = np.gradient(soft, grid.step)
    facing = light_from[2] - light_from[0] * slope_x - light_from[1] * slope_y
    facing = np.clip(facing / np.sqrt(1 + slope_x**2 + slope_y**2), 0, 1)
    hollow = cv2.GaussianBlur(height, (0, 0), 0.022 / grid.step) - soft
    light = 0.33 + 0.82 * facing - 9.0 * np.clip(hollow, 0, 0.05)
    glint = np.square(np.square(facing * facing * facing))
    return np.clip(light, 0, 1.08), glint


def _add_nails(colour: np.ndarray, skin: np.ndarray, grid: _Grid) -> None:
    bright = (0.7 * skin + 0.3 * 255) * _NAIL
    for knots in (*_FINGERS, _THUMB):
        (x0, y0, _, _), (x1, y1, _, radius) = knots[-2:]
        length = math.hypot(x1 - x0, y1 - y0)
        along, across = ((x1 - x0) / length, (y1 - y0) / length), 0.58 * radius
        window = grid.window(knots[-2:], 0.0)
        part = grid.part(window)
        dx, dy = (part.xs - (0.22 * x0 + 0.78 * x1))[None], (part.ys - (0.22 * y0 + 0.78 * y1))[:, None]
        u, v = (dx * along[0] + dy * along[1]) / (0.95 * radius), (dy * along[0] - dx * along[1]) / across
        nail = np.clip((1 - (u * u) ** 2 - (v * v) ** 2) * 0.9, 0, 1)[..., None]
        inside = colour[window]
        inside += 0.3 * nail * (bright - inside)


def _flush(grid: _Grid) -> np.ndarray:
    """(h, w) 0..1: how red knuckles and finger tips are."""
    flush = np.zeros((len(grid.ys), len(grid.xs)), np.float32)
    for knots in (*_FINGERS, _THUMB):
        root = 0.3 if knots is not _THUMB else 0.0
        for (x, y, _, radius), strength in zip(knots, (root, 0.5, 0.3, 0.9), strict=True):
            spread = -0.5 / (radius * 0.7) ** 2
            column, row = np.exp((grid.xs - x) ** 2 * spread), np.exp((grid.ys - y) ** 2 * spread)
            flush = np.maximum(flush, strength * row[:, None] * column[None])
    return flush

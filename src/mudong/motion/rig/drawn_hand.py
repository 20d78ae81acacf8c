"""A relaxed hand painted from a skin colour, for an arm whose own hand the picture hides.

Fingers, thumb, palm and wrist are round tapered strokes: they melt together into one relief, which a soft light from
up left shades. Knows a colour and a length, nothing about the picture, the sleeve or the arm.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

Knot = tuple[float, float, float, float]
"""x, y, height towards the viewer, radius; in hand lengths from the wrist's middle, y down to the finger tips."""

_INDEX: tuple[Knot, ...] = (
    (-0.122, 0.46, 0.020, 0.055),
    (-0.148, 0.665, 0.030, 0.049),
    (-0.142, 0.785, -0.005, 0.043),
    (-0.118, 0.875, -0.055, 0.035),
)
_MIDDLE: tuple[Knot, ...] = (
    (-0.035, 0.48, 0.030, 0.057),
    (-0.046, 0.715, 0.045, 0.051),
    (-0.038, 0.855, 0.005, 0.045),
    (-0.018, 0.963, -0.050, 0.037),
)
_RING: tuple[Knot, ...] = (
    (0.053, 0.465, 0.020, 0.054),
    (0.058, 0.685, 0.030, 0.049),
    (0.058, 0.815, -0.015, 0.043),
    (0.062, 0.910, -0.065, 0.035),
)
_LITTLE: tuple[Knot, ...] = (
    (0.130, 0.43, 0.000, 0.048),
    (0.150, 0.595, 0.005, 0.042),
    (0.150, 0.690, -0.035, 0.037),
    (0.142, 0.770, -0.080, 0.030),
)
_THUMB: tuple[Knot, ...] = (
    (-0.090, 0.15, -0.040, 0.075),
    (-0.178, 0.345, -0.035, 0.057),
    (-0.218, 0.475, -0.030, 0.046),
    (-0.216, 0.585, -0.050, 0.035),
)
_FINGERS = (_INDEX, _MIDDLE, _RING, _LITTLE)
_PALM: tuple[tuple[Knot, ...], ...] = (
    ((-0.050, -0.40, -0.02, 0.105), (-0.040, 0.02, -0.02, 0.088), (-0.115, 0.43, -0.010, 0.070)),
    ((0.000, 0.05, 0.00, 0.090), (-0.030, 0.45, 0.000, 0.070)),
    ((0.000, 0.05, 0.00, 0.090), (0.050, 0.43, -0.005, 0.070)),
    ((0.050, -0.40, -0.02, 0.105), (0.045, 0.02, -0.02, 0.085), (0.118, 0.40, -0.025, 0.062)),
)
_BOX = (-0.31, -0.38, 0.25, 1.04)
"""Left, top, right, bottom of the drawing."""
_STUB = 0.35
"""How far the bare wrist goes up from its middle."""
_LIGHT = np.array((-0.42, -0.50, 0.76), np.float32)
_SHADOW = np.array((0.60, 0.47, 0.43), np.float32)
"""What is left of red, green and blue in full shadow: light that went through skin is warm."""
_FLUSH = np.array((1.0, 0.86, 0.85), np.float32)
_FLOOR = -0.16


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
    samples = 2 if length_px > 110 else 3 if length_px > 60 else 4
    left, top, right, bottom = (math.floor(edge * length_px) - 1 for edge in _BOX)
    width, height = right - left + 2, bottom - top + 2
    xs = ((np.arange(width * samples, dtype=np.float32) + 0.5) / samples - 0.5 + left) / length_px
    ys = ((np.arange(height * samples, dtype=np.float32) + 0.5) / samples - 0.5 + top) / length_px
    grid = _Grid(xs=xs, ys=ys, step=1 / (samples * length_px))
    painted = _paint(np.asarray(skin, np.float32), grid)
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


def _stroke(knots: tuple[Knot, ...], grid: _Grid, melt: float) -> _Relief:
    edge, height = None, None
    for start, end in zip(knots[:-1], knots[1:], strict=True):
        one = _segment(start, end, grid)
        edge = one.edge if edge is None else -_smooth_max(-edge, -one.edge, melt)
        height = one.height if height is None else _smooth_max(height, one.height, melt)
    assert edge is not None and height is not None
    return _Relief(edge, height)


def _segment(start: Knot, end: Knot, grid: _Grid) -> _Relief:
    (x0, y0, z0, r0), (x1, y1, z1, r1) = start, end
    dx, dy = x1 - x0, y1 - y0
    along = ((grid.xs - x0) * np.float32(dx))[None] + ((grid.ys - y0) * np.float32(dy))[:, None]
    t = np.clip(along * np.float32(1 / (dx * dx + dy * dy)), 0, 1)
    away = np.hypot((grid.xs - x0)[None] - t * np.float32(dx), (grid.ys - y0)[:, None] - t * np.float32(dy))
    radius = np.float32(r0) + t * np.float32(r1 - r0)
    edge = away - radius
    dome = np.sqrt(np.maximum(radius * radius - away * away, 0)) - 2 * np.maximum(edge, 0)
    return _Relief(edge, dome + np.float32(z0) + t * np.float32(z1 - z0))


def _smooth_max(a: np.ndarray, b: np.ndarray, melt: float) -> np.ndarray:
    """The larger of both, rounded where they differ by less than `melt`."""
    near = np.maximum(np.float32(melt) - np.abs(a - b), 0)
    return np.maximum(a, b) + near * near * np.float32(0.25 / melt)


def _relief(grid: _Grid) -> _Relief:
    strokes = [_stroke(knots, grid, 0.02) for knots in _PALM]
    edge, height = strokes[0].edge, strokes[0].height
    for one in strokes[1:]:
        edge, height = -_smooth_max(-edge, -one.edge, 0.05), _smooth_max(height, one.height, 0.05)
    palm = _Relief(edge.copy(), height.copy())
    for knots, melt in ((_THUMB, 0.06), *((finger, 0.035) for finger in _FINGERS)):
        window = grid.window(knots, 0.08)
        one = _stroke(knots, grid.part(window), 0.015)
        joined = -_smooth_max(-palm.edge[window], -one.edge, melt)
        edge[window] = np.minimum(edge[window], joined)
        height[window] = np.maximum(height[window], _smooth_max(palm.height[window], one.height, melt))
    return _Relief(edge, height)


def _paint(skin: np.ndarray, grid: _Grid) -> np.ndarray:
    """(h, w, 4) float32 premultiplied, 0..255."""
    relief = _relief(grid)
    alpha = np.clip(0.5 - relief.edge / np.float32(grid.step), 0, 1)
    alpha *= np.clip((grid.ys + _STUB) / grid.step, 0, 1)[:, None]
    light = _light(relief, grid)
    colour = skin * (_SHADOW + (1 - _SHADOW) * np.clip(light, 0, 1)[..., None])
    colour *= 1 - (1 - _FLUSH) * _flush(grid)[..., None]
    colour += (255 - colour) * (0.30 * np.clip(light - 1, 0, 1))[..., None]
    return np.dstack([np.clip(colour, 0, 255) * alpha[..., None], 255 * alpha])


def _light(relief: _Relief, grid: _Grid) -> np.ndarray:
    """(h, w): 1 as bright as the skin, 0 in full shadow, above 1 shining."""
    height = np.maximum(relief.height, _FLOOR)
    soft = cv2.GaussianBlur(height, (0, 0), 0.010 / grid.step)
    slope_y, slope_x = np.gradient(soft, grid.step)
    facing = (_LIGHT[2] - _LIGHT[0] * slope_x - _LIGHT[1] * slope_y) / np.sqrt(1 + slope_x**2 + slope_y**2)
    facing /= np.linalg.norm(_LIGHT)
    hollow = cv2.GaussianBlur(height, (0, 0), 0.022 / grid.step) - soft
    return 0.35 + 0.85 * np.clip(facing, 0, 1) - 9.0 * np.clip(hollow, 0, 0.05)


def _flush(grid: _Grid) -> np.ndarray:
    """(h, w) 0..1: how red knuckles and finger tips are."""
    flush = np.zeros((len(grid.ys), len(grid.xs)), np.float32)
    for knots in (*_FINGERS, _THUMB):
        for (x, y, _, radius), strength in zip(knots, (0.35, 0.6, 0.3, 1.0), strict=True):
            spread = np.float32(-0.5 / (radius * 0.8) ** 2)
            column, row = np.exp((grid.xs - x) ** 2 * spread), np.exp((grid.ys - y) ** 2 * spread)
            flush = np.maximum(flush, np.float32(strength) * row[:, None] * column[None])
    return flush

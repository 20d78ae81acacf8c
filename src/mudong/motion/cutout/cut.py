"""`cut_out`: one figure out of its picture, with a soft clean edge. Read this first.

    person networks -> local colours -> contour -> band -> matting -> foreground colours

A picture that has alpha, or comes with a silhouette, enters the line where that is known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from mudong.motion.cutout.colours import ColourModel, sharpen
from mudong.motion.cutout.contour import bone_map, clean, with_bones
from mudong.motion.cutout.foreground import foreground_colours
from mudong.motion.cutout.ground import ground_shadow
from mudong.motion.cutout.matting import matte
from mudong.motion.cutout.segment import body_probability
from mudong.motion.cutout.trimap import BAND, hair_half_width, trimap
from mudong.motion.figure import Figure
from mudong.motion.weights import ensure_pose_models
from mudong.spec.joints import Joint

_SHAPE_SIDE = 640
"""Longest side at which the contour is found."""
_MATTE_SIDE = 1100
"""Longest side at which alpha is solved; above it a guided filter carries alpha to full resolution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOut:
    """A figure without its background.

    alpha: (H, W) uint8 straight alpha. colour: (H, W, 3) uint8 RGB without any of the background's colour, carried on
    beyond the edge by 24 pixels and more, so that resampling never meets the background. box: x0, y0, x1, y1 of all
    that is not transparent.
    """

    alpha: np.ndarray
    colour: np.ndarray
    box: tuple[int, int, int, int]


def cut_out(
    pixels: np.ndarray,
    figure: Figure,
    alpha: np.ndarray | None = None,
    silhouette: np.ndarray | None = None,
    models: Path | None = None,
) -> CutOut:
    """Cut the figure out.

    pixels: (H, W, 3) uint8 RGB. alpha: (H, W) uint8 of the picture itself, used as it is. silhouette: (H, W) uint8,
    the filled shape of a drawing, toy or animal, refined. models: folder of the person networks, by default the
    user's cache. Raises `Unavailable` when the networks are needed and can not be had.
    """
    if alpha is None:
        share = _solve_alpha(pixels, figure, silhouette, models)
    else:
        share = alpha.astype(np.float32) / 255
    colour = foreground_colours(pixels, share)
    straight = np.clip(share * 255 + 0.5, 0, 255).astype(np.uint8)
    return CutOut(alpha=straight, colour=colour, box=_box(straight))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """The part of the picture around the figure and the scale at which it is looked at."""

    x0: int
    y0: int
    x1: int
    y1: int

    def scale(self, longest: int) -> float:
        """Factor that brings the longest side to at most `longest`."""
        return min(1.0, longest / max(self.x1 - self.x0, self.y1 - self.y0))

    def cut(self, array: np.ndarray, scale: float) -> np.ndarray:
        """This part of `array`, scaled."""
        part = array[self.y0 : self.y1, self.x0 : self.x1]
        return part if scale == 1 else cv2.resize(part, self.size(scale), interpolation=cv2.INTER_AREA)

    def size(self, scale: float) -> tuple[int, int]:
        """Width and height after scaling."""
        return max(8, round((self.x1 - self.x0) * scale)), max(8, round((self.y1 - self.y0) * scale))

    def figure(self, figure: Figure, scale: float) -> Figure:
        """The figure in this window's scaled pixels."""
        width, height = self.size(scale)
        xy = ((figure.xy - np.array([self.x0, self.y0])) * scale).astype(np.float32)
        mask = None if figure.mask is None else self.cut(figure.mask, scale)
        return replace(figure, width=width, height=height, xy=xy, mask=mask, hands=None, face=None)


def _window(figure: Figure, silhouette: np.ndarray | None) -> _Window:
    low, high = figure.xy.min(0), figure.xy.max(0)
    room = 0.22 * float((high - low).max()) + 16
    low, high = low - room, high + room
    if silhouette is not None and silhouette.any():
        x0, y0, x1, y1 = _box(silhouette)
        low, high = np.minimum(low, (x0 - 24, y0 - 24)), np.maximum(high, (x1 + 24, y1 + 24))
    size = np.array([figure.width, figure.height])
    low, high = np.clip(low, 0, size - 1).astype(int), np.clip(high, 1, size).astype(int)
    return _Window(x0=int(low[0]), y0=int(low[1]), x1=int(high[0]), y1=int(high[1]))


def _solve_alpha(pixels: np.ndarray, figure: Figure, silhouette: np.ndarray | None, models: Path | None) -> np.ndarray:
    window = _window(figure, silhouette)
    shape_scale, matte_scale = window.scale(_SHAPE_SIDE), window.scale(_MATTE_SIDE)
    small, small_figure = window.cut(pixels, shape_scale), window.figure(figure, shape_scale)
    height = _figure_height(small_figure)
    bones = bone_map(small.shape[:2], small_figure, 0.015 * height)
    if silhouette is None:
        coarse = body_probability(small, small_figure, models or ensure_pose_models())
        coarse = with_bones(coarse, bones, height)
        shadow = ground_shadow(small, coarse, small_figure, height)
    else:
        coarse = window.cut(silhouette, shape_scale).astype(np.float32) / 255
        shadow = np.zeros_like(coarse)
    shape = clean(sharpen(small, coarse, shadow, height, ColourModel()), coarse, bones, height)
    part = _matted(window.cut(pixels, matte_scale), shape, window.figure(figure, matte_scale))
    if matte_scale < 1:
        part = _carried_up(window.cut(pixels, 1.0), part)
    share = np.zeros(pixels.shape[:2], np.float32)
    # Traces of a percent are noise of the solver, and would make the figure's box as large as the window.
    share[window.y0 : window.y1, window.x0 : window.x1] = np.clip((part - 0.02) / 0.96, 0, 1)
    return share


def _figure_height(figure: Figure) -> float:
    return float((figure.xy.max(0) - figure.xy.min(0)).max()) * 1.06


def _matted(pixels: np.ndarray, shape: np.ndarray, figure: Figure) -> np.ndarray:
    """Alpha of a contour found at another scale, (H, W) float32."""
    height, width = pixels.shape[:2]
    probability = cv2.resize(shape, (width, height), interpolation=cv2.INTER_CUBIC).clip(0, 1)
    body = _figure_height(figure)
    head, neck = figure.xy[Joint.HEAD], figure.xy[Joint.NECK]
    narrow = max(2.0, 0.0035 * body)
    radius = max(float(np.hypot(*(head - neck))), 0.06 * body)
    half_width = hair_half_width(probability.shape, tuple(head), radius, narrow, max(narrow, 0.014 * body))
    regions = trimap(probability, half_width)
    pull = np.where(regions == BAND, 0.008, 0.0).astype(np.float32)
    return matte(pixels, regions, probability, pull)


def _carried_up(fine: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Alpha at full resolution: enlarged, then made locally linear in colour again, so that it is sharp where the
    picture is."""
    height, width = fine.shape[:2]
    up = cv2.resize(share, (width, height), interpolation=cv2.INTER_CUBIC).clip(0, 1)
    return cv2.ximgproc.guidedFilter(fine, up, 3, 20.0).clip(0, 1)


def _box(alpha: np.ndarray) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero(alpha.any(1)), np.flatnonzero(alpha.any(0))
    if not len(rows):
        return 0, 0, alpha.shape[1], alpha.shape[0]
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1

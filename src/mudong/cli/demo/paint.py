"""A small paint box for picture-book drawings: soft curves, tapered strokes, volume by light, paper grain.

Points are (points, 2) in pixels of the finished picture. Knows nothing about what is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

OVERSAMPLING = 2
_SHIFT = 4
CLOTH_SHADOW, SKIN_SHADOW = "#9e809e", "#f2ab8e"
"""What full shadow multiplies a colour with."""
_EDGE_TINT = "#7a5560"
_LIGHT = (-0.55, -0.8)
"""Where the light comes from: above, and a little from the left."""

Points = Sequence[tuple[float, float]] | np.ndarray


def curve(points: Points, *, closed: bool = True, steps: int = 16) -> np.ndarray:
    """A smooth curve (centripetal enough for drawing: Catmull-Rom) through the points."""
    p = np.asarray(points, np.float64)
    padded = np.concatenate([p[-1:], p, p[:2]]) if closed else np.concatenate([p[:1], p, p[-1:]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    pieces = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
    ]
    return np.concatenate(pieces if closed else [*pieces, p[-1:]])


def ellipse(x: float, y: float, rx: float, ry: float, turn_deg: float = 0.0) -> np.ndarray:
    """A closed ellipse."""
    a = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    c, s = np.cos(np.radians(turn_deg)), np.sin(np.radians(turn_deg))
    u, v = rx * np.cos(a), ry * np.sin(a)
    return np.stack([x + c * u - s * v, y + s * u + c * v], axis=1)


def mirrored(points: Points, axis_x: float) -> np.ndarray:
    """The same points on the other side of a vertical axis."""
    p = np.array(points, np.float64)
    p[:, 0] = 2 * axis_x - p[:, 0]
    return p


@dataclass(frozen=True, slots=True)
class Tube:
    """A limb: a curve with a width at every point."""

    left: np.ndarray
    right: np.ndarray

    @classmethod
    def along(cls, points: Points, widths: Sequence[float]) -> Tube:
        """A tube around the smooth curve through `points`, `widths` wide there."""
        spine = curve(np.column_stack([np.asarray(points, np.float64), widths]), closed=False)
        xy, half = spine[:, :2], spine[:, 2:] / 2
        along = np.gradient(xy, axis=0)
        along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
        normal = np.stack([along[:, 1], -along[:, 0]], axis=1)
        return cls(xy + normal * half, xy - normal * half)

    def part(self, start: float, stop: float) -> np.ndarray:
        """The closed outline of the tube between two fractions of its length."""
        n = len(self.left) - 1
        keep = slice(round(start * n), round(stop * n) + 1)
        return np.concatenate([self.left[keep], self.right[keep][::-1]])

    @property
    def outline(self) -> np.ndarray:
        """All of it."""
        return self.part(0, 1)


def stroke(points: Points, width: float) -> np.ndarray:
    """The outline of a brush stroke: thin at both ends."""
    p = np.asarray(points, np.float64)
    profile = width * (0.25 + 0.75 * np.sin(np.linspace(0.12, np.pi - 0.12, len(p))))
    return Tube.along(p, profile.tolist()).outline


class Canvas:
    """Paint goes on in layers; `finish` gives the picture."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rgb = np.zeros((height * OVERSAMPLING, width * OVERSAMPLING, 3), np.float32)

    def fill(
        self, outline: np.ndarray, colour: str, *, to: str | None = None, opacity: float = 1.0, soft: float = 0.0,
        inside: np.ndarray | None = None,
    ) -> None:  # fmt: skip
        """Cover a shape with `colour` (or from it, at the top, to another), blurred by `soft` pixels."""
        window, mask = self._mask(outline, soft)
        if inside is not None:
            mask = mask * self._mask_in(inside, window)
        tone = np.broadcast_to(rgb(colour), (mask.shape[0], 1, 3))
        if to is not None:
            down = np.linspace(0, 1, mask.shape[0], dtype=np.float32)[:, None, None]
            tone = rgb(colour) * (1 - down) + rgb(to) * down
        area = self.rgb[window]
        area += (tone - area) * (mask * opacity)[..., None]

    def shade(self, outline: np.ndarray, depth: float, *, strength: float = 0.5, tint: str = CLOTH_SHADOW) -> None:
        """Give a shape volume: it darkens towards the side away from the light, over about `depth` pixels."""
        window = self._window(outline, 2 * depth)
        mask = self._mask_in(outline, window)
        blurred = _blurred(mask, depth * OVERSAMPLING * 0.6)
        move = np.eye(2, 3, dtype=np.float32)
        move[:, 2] = depth * OVERSAMPLING * np.array(_LIGHT)
        lit = cv2.warpAffine(blurred, move, mask.shape[::-1])
        dark = (np.clip(1.05 - lit, 0, 1) * mask * strength)[..., None]
        area = self.rgb[window]
        area *= 1 - dark * (1 - rgb(tint))

    def edge(self, outline: np.ndarray, width: float = 2.6, *, strength: float = 0.75, closed: bool = True) -> None:
        """Draw the contour in a darker tone of what lies under it."""
        window = self._window(outline, width + 4)
        mask = np.zeros(self.rgb[window].shape[:2], np.uint8)
        points = self._fixed_point(outline, window)
        cv2.polylines(mask, [points], closed, 255, max(1, round(width * OVERSAMPLING)), cv2.LINE_AA, _SHIFT)
        dark = (mask.astype(np.float32) / 255 * strength)[..., None]
        area = self.rgb[window]
        area *= 1 - dark * (1 - rgb(_EDGE_TINT))

    def finish(self, grain: float, rng: np.random.Generator) -> np.ndarray:
        """The picture with the tooth of paper: (height, width, 3) uint8 RGB."""
        picture = cv2.resize(self.rgb, (self.width, self.height), interpolation=cv2.INTER_AREA)
        tooth = np.zeros((self.height, self.width), np.float32)
        for size, weight in ((1, 0.5), (3, 0.8), (24, 0.25)):
            coarse = rng.standard_normal((self.height // size + 2, self.width // size + 2)).astype(np.float32)
            tooth += weight * cv2.resize(coarse, (self.width, self.height), interpolation=cv2.INTER_CUBIC)
        picture *= 1 + grain * tooth[..., None]
        return np.clip(picture * 255 + 0.5, 0, 255).astype(np.uint8)

    def _window(self, outline: np.ndarray, margin: float) -> tuple[slice, slice]:
        low = np.floor((outline.min(axis=0) - margin) * OVERSAMPLING).astype(int).clip(0)
        high = np.ceil((outline.max(axis=0) + margin) * OVERSAMPLING).astype(int)
        return slice(low[1], max(low[1] + 1, high[1])), slice(low[0], max(low[0] + 1, high[0]))

    def _mask(self, outline: np.ndarray, soft: float) -> tuple[tuple[slice, slice], np.ndarray]:
        window = self._window(outline, 3 * soft + 3)
        mask = self._mask_in(outline, window)
        return window, _blurred(mask, soft * OVERSAMPLING) if soft else mask

    def _mask_in(self, outline: np.ndarray, window: tuple[slice, slice]) -> np.ndarray:
        mask = np.zeros(self.rgb[window].shape[:2], np.uint8)
        cv2.fillPoly(mask, [self._fixed_point(outline, window)], 255, cv2.LINE_AA, _SHIFT)
        return mask.astype(np.float32) / 255

    @staticmethod
    def _fixed_point(outline: np.ndarray, window: tuple[slice, slice]) -> np.ndarray:
        local = outline * OVERSAMPLING - 0.5 - (window[1].start, window[0].start)
        return np.round(local * (1 << _SHIFT)).astype(np.int32)


def _blurred(mask: np.ndarray, sigma: float) -> np.ndarray:
    """A Gaussian blur with nothing outside; wide ones are done small, since nobody sees the difference."""
    shrink = max(1, int(sigma / 4))
    margin = int(3 * sigma) + shrink
    wide = cv2.copyMakeBorder(mask, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=0)
    small = cv2.resize(wide, None, fx=1 / shrink, fy=1 / shrink, interpolation=cv2.INTER_AREA)
    back = cv2.resize(cv2.GaussianBlur(small, (0, 0), sigma / shrink), wide.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return back[margin:-margin, margin:-margin]


def rgb(colour: str) -> np.ndarray:
    """`#rrggbb` -> (3,) float32 0..1."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / 255

"""What is seen through a glass of water or a lens: light traced backwards by Snell's law, as maps of pixels.

Lengths in any one unit (pixels here), x to the right, z away from the eye, the axis of the glass or lens at z = 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class PixelMap:
    """A patch of the picture whose upper left pixel is (left, top), and where each of its pixels looks.

    source: (h, w, 2) float32 x, y of pixel centres; NaN where the background is not seen through the object.
    """

    left: int
    top: int
    source: np.ndarray


def refracted(incidence: np.ndarray, index: float) -> np.ndarray:
    """Angle (radians from the normal) behind a surface for light that meets it under `incidence`; Snell's law.

    index: refractive index behind over before. NaN under total internal reflection.
    """
    sine = np.sin(np.asarray(incidence, np.float64)) / index
    return np.arcsin(np.where(np.abs(sine) <= 1, sine, np.nan))


def bent(direction: np.ndarray, normal: np.ndarray, index: float) -> np.ndarray:
    """(n, 2) unit directions behind a surface, or the mirrored ones where light is totally reflected.

    direction: (n, 2) unit; normal: (n, 2) unit, towards where the light comes from; index: behind over before.
    """
    cosine = -(direction * normal).sum(axis=-1, keepdims=True)
    rest = 1 - (1 - cosine**2) / index**2
    through = direction / index + (cosine / index - np.sqrt(np.maximum(rest, 0.0))) * normal
    return np.where(rest >= 0, through, direction + 2 * cosine * normal)


def through_cylinder(
    x: np.ndarray, radius: float, index: float, distance: float, eye: float = math.inf
) -> tuple[np.ndarray, np.ndarray]:
    """Light traced from the eye through an upright cylinder, seen frontally, to a background plane.

    x: (n,) places on the screen (the plane of the axis). index: of the cylinder over what is around it. distance: from
    axis to background; eye: from eye to axis, infinite for parallel light. Gives (n,) the place of the background seen,
    as it would appear on the screen without the cylinder (NaN if none), and (n,) the incidence in radians.
    """
    x = np.asarray(x, np.float64)
    slope = np.zeros_like(x) if math.isinf(eye) else x / eye
    ray = np.stack([slope, np.ones_like(x)], axis=-1)
    ray /= np.linalg.norm(ray, axis=-1, keepdims=True)
    with np.errstate(invalid="ignore"):
        start = np.stack([x, np.zeros_like(x)], axis=-1)
        half = (start * ray).sum(axis=-1)
        inner = half**2 - ((start**2).sum(axis=-1) - radius**2)
        entry = start + (-half - np.sqrt(np.where(inner >= 0, inner, np.nan)))[:, None] * ray
        normal = entry / radius
        incidence = np.arccos(np.clip(-(ray * normal).sum(axis=-1), -1, 1))
        inside = bent(ray, normal, index)
        leaves = (inside * normal).sum(axis=-1) < 0
        chord = -2 * (entry * inside).sum(axis=-1)
        leave = np.where(leaves[:, None], entry + chord[:, None] * inside, entry)
        out = np.where(leaves[:, None], bent(inside, -leave / radius, 1 / index), inside)
        seen = leave[:, 0] + out[:, 0] / out[:, 1] * (distance - leave[:, 1])
        seen = np.where(out[:, 1] > 1e-6, seen, np.nan)
    return seen / _spread(distance, eye), incidence


def through_thin_lens(offset: np.ndarray, focal: float, distance: float, eye: float = math.inf) -> np.ndarray:
    """Where a place `offset` from the axis of an ideal thin lens looks, as it would appear without the lens.

    Gaussian optics: the slope changes by -offset / focal. At an infinite eye the magnification is f / (f - d).
    """
    return offset * (1 - distance / focal / _spread(distance, eye))


def lens_magnification(focal: float, distance: float, eye: float = math.inf) -> float:
    """How much larger a plane `distance` behind the lens is seen; negative: upside down."""
    return 1 / (1 - distance / focal / _spread(distance, eye))


def cylinder_map(
    centre: tuple[float, float], radius: float, rows: tuple[float, float], index: float, distance: float,
    eye: float = math.inf,
) -> PixelMap:  # fmt: skip
    """The map of an upright cylinder: `centre` (x, y) and `radius` in pixels, from `rows[0]` to `rows[1]` (y)."""
    left, right = math.ceil(centre[0] - radius - 0.5), math.floor(centre[0] + radius - 0.5)
    top, bottom = math.ceil(rows[0] - 0.5), math.floor(rows[1] - 0.5)
    x = np.arange(left, right + 1)
    y = np.arange(top, bottom + 1, dtype=np.float32)
    seen, _ = through_cylinder(x + 0.5 - centre[0], radius, index, distance, eye)
    source = np.empty((len(y), len(x), 2), np.float32)
    source[..., 0] = (seen + centre[0] - 0.5)[None, :]
    source[..., 1] = y[:, None]
    return PixelMap(left=left, top=top, source=source)


def lens_map(
    centre: tuple[float, float], radius: float, focal: float, distance: float, eye: float = math.inf
) -> PixelMap:
    """The map of a round thin lens; lengths in pixels."""
    left, right = math.ceil(centre[0] - radius - 0.5), math.floor(centre[0] + radius - 0.5)
    top, bottom = math.ceil(centre[1] - radius - 0.5), math.floor(centre[1] + radius - 0.5)
    x = np.arange(left, right + 1) + 0.5 - centre[0]
    y = np.arange(top, bottom + 1) + 0.5 - centre[1]
    source = np.empty((len(y), len(x), 2), np.float32)
    source[..., 0] = through_thin_lens(x, focal, distance, eye)[None, :] + centre[0] - 0.5
    source[..., 1] = through_thin_lens(y, focal, distance, eye)[:, None] + centre[1] - 0.5
    source[x[None, :] ** 2 + y[:, None] ** 2 > radius**2] = np.nan
    return PixelMap(left=left, top=top, source=source)


def _spread(distance: float, eye: float) -> float:
    """How much farther apart things on the background are than they appear on the screen."""
    return 1.0 if math.isinf(eye) else 1 + distance / eye

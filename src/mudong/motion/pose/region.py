"""`Region`: a turned square in a picture, and the way from its inside to the picture and back.

Points are continuous: the pixel in column i covers i to i + 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A square around (x, y) with sides of `size` pixels, turned clockwise by `angle` radians."""

    x: float
    y: float
    size: float
    angle: float = 0.0

    @classmethod
    def from_points(cls, center: np.ndarray, top: np.ndarray, scale: float) -> Region:
        """The square whose half side is `scale` times the way from `center` to `top`, and whose up leads to `top`."""
        dx, dy = float(top[0] - center[0]), float(top[1] - center[1])
        half = math.hypot(dx, dy)
        return cls(x=float(center[0]), y=float(center[1]), size=2 * half * scale, angle=math.atan2(dx, -dy))

    @classmethod
    def whole(cls, width: int, height: int) -> Region:
        """The smallest upright square that holds the picture."""
        return cls(x=width / 2, y=height / 2, size=float(max(width, height)))

    def close_to(self, other: Region, tolerance: float) -> bool:
        """Whether the other square lies within `tolerance` of the side, twice that in scale, three times in radians."""
        apart = math.hypot(self.x - other.x, self.y - other.y)
        scaled = abs(math.log(max(other.size, 1e-6) / self.size))
        turned = abs(math.remainder(self.angle - other.angle, 2 * math.pi))
        return apart < tolerance * self.size and scaled < 2 * tolerance and turned < 3 * tolerance

    def halfway(self, other: Region) -> Region:
        """The square between both."""
        turn = math.remainder(other.angle - self.angle, 2 * math.pi)
        return Region(
            x=(self.x + other.x) / 2,
            y=(self.y + other.y) / 2,
            size=(self.size + other.size) / 2,
            angle=self.angle + turn / 2,
        )

    def axes(self) -> np.ndarray:
        """(2, 2): the region's unit axes in the picture as columns, each as long as the side."""
        c, s = math.cos(self.angle) * self.size, math.sin(self.angle) * self.size
        return np.array([[c, -s], [s, c]], dtype=np.float64)

    def to_picture(self, unit: np.ndarray) -> np.ndarray:
        """(..., 2) points inside the region, 0..1, to pixels."""
        return (unit - 0.5) @ self.axes().T + (self.x, self.y)

    def to_unit(self, points: np.ndarray) -> np.ndarray:
        """(..., 2) pixels to 0..1 inside the region."""
        return (points - (self.x, self.y)) @ np.linalg.inv(self.axes()).T + 0.5

    def crop(self, pixels: np.ndarray, side: int) -> np.ndarray:
        """(side, side, 3) uint8: what is inside, black where the region leaves the picture."""
        pixels, view = _shrunk(pixels, self, side)
        matrix = np.empty((2, 3))
        matrix[:, :2] = view.axes() / side
        # Pixel centres are at +0.5 in continuous coordinates, at whole numbers in OpenCV.
        matrix[:, 2] = view.to_picture(np.full(2, 0.5 / side)) - 0.5
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return cv2.warpAffine(pixels, matrix, (side, side), flags=flags, borderMode=cv2.BORDER_CONSTANT)

    def paste(self, mask: np.ndarray, width: int, height: int) -> np.ndarray:
        """(height, width): a square mask seen through this region, laid back into the picture, 0 outside."""
        side = len(mask)
        matrix = np.empty((2, 3))
        matrix[:, :2] = self.axes() / side
        matrix[:, 2] = self.to_picture(np.full(2, 0.5 / side)) - 0.5
        return cv2.warpAffine(mask, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)


def _shrunk(pixels: np.ndarray, region: Region, side: int) -> tuple[np.ndarray, Region]:
    """The part of the picture under the region, averaged down where a bilinear crop would skip pixels."""
    factor = int(region.size / side)
    if factor < 2:
        return pixels, region
    reach = region.size * 0.5 * (abs(math.cos(region.angle)) + abs(math.sin(region.angle))) + factor
    height, width = pixels.shape[:2]
    x0, y0 = (max(0, int((c - reach) // factor) * factor) for c in (region.x, region.y))
    x1, y1 = min(width, math.ceil(region.x + reach)), min(height, math.ceil(region.y + reach))
    x1, y1 = x0 + (x1 - x0) // factor * factor, y0 + (y1 - y0) // factor * factor
    if x1 <= x0 or y1 <= y0:
        return pixels, region
    small = cv2.resize(pixels[y0:y1, x0:x1], ((x1 - x0) // factor, (y1 - y0) // factor), interpolation=cv2.INTER_AREA)
    view = Region(x=(region.x - x0) / factor, y=(region.y - y0) / factor, size=region.size / factor, angle=region.angle)
    return small, view

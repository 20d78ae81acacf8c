"""From metres to pixels: a pinhole camera that looks along +z, with roll. The one projection of the whole world."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

EYE_DISTANCE_M = 6.0
"""Distance from the eye to the plane of the cast when the camera has not moved."""
VIEW_HEIGHT_M = 2.6
"""Height that the frame shows on the plane of the cast at zoom 1 with framing `medium`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """The camera at one moment for a frame of `width` x `height` pixels.

    eye: x, y, z metres. zoom: 1 shows `VIEW_HEIGHT_M` of the plane z = 0 seen from `EYE_DISTANCE_M`. roll: radians.
    aim: metres along x on that plane, seen from the eye, that stand in the frame's middle (a shifted lens).
    views: other lenses of the same clip, for which what is drawn has to reach far enough too.
    """

    width: int
    height: int
    eye: tuple[float, float, float]
    zoom: float = 1.0
    roll: float = 0.0
    aim: float = 0.0
    views: tuple[Lens, ...] = ()

    def scale(self, z: float | np.ndarray) -> float | np.ndarray:
        """Pixels per metre at depth z."""
        focal = self.height / VIEW_HEIGHT_M * EYE_DISTANCE_M * self.zoom
        if isinstance(z, np.ndarray):
            return focal / np.maximum(z - self.eye[2], 0.05)
        return focal / max(z - self.eye[2], 0.05)

    def project(self, points: np.ndarray) -> np.ndarray:
        """(..., 3) metres -> (..., 2) pixels, x right and y down; pixel (0, 0) is the corner, not a centre."""
        points = np.asarray(points, np.float64)
        scale = self.scale(points[..., 2])
        x = (points[..., 0] - self.eye[0]) * scale - self.aim * self.scale(0.0)
        y = -(points[..., 1] - self.eye[1]) * scale
        c, s = math.cos(self.roll), math.sin(self.roll)
        pixels = np.empty((*points.shape[:-1], 2))
        pixels[..., 0], pixels[..., 1] = self.width / 2 + c * x - s * y, self.height / 2 + s * x + c * y
        return pixels

    def scaled(self, size: float) -> Lens:
        """The lens to which a world of metres `size` times as long looks the same."""
        x, y, z = self.eye
        views = tuple(view.scaled(size) for view in self.views)
        return replace(self, eye=(x / size, y / size, z / size), aim=self.aim / size, views=views)

    @property
    def turn(self) -> float:
        """Radians that bodies seem turned by, for an eye that went aside and looks back at them (an orbit)."""
        return float(np.arctan(self.aim / EYE_DISTANCE_M))

    @property
    def horizon(self) -> float:
        """y of the horizon in pixels (no roll)."""
        return self.height / 2

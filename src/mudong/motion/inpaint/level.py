"""`Level`: the picture at one scale, what is missing in it and where whole known patches lie.

A map of positions over a level is a flat int array, one entry per pixel: the flat index of the pixel that it copies.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import cv2
import numpy as np

from mudong.motion.inpaint.patches import RADIUS, SIDE


@dataclass(frozen=True, kw_only=True, eq=False)
class Level:
    """image: (h, w, 3) float32, 0 where nothing is known; hole, source: (h, w) bool; source marks the centres of
    patches that are wholly known."""

    image: np.ndarray
    hole: np.ndarray
    source: np.ndarray

    @classmethod
    def of(cls, pixels: np.ndarray, hole: np.ndarray, longest: float) -> Level:
        """The picture scaled so that its longest side is `longest`; the hole's colours stay out of it."""
        scale = longest / max(hole.shape)
        size = (max(8, round(hole.shape[1] * scale)), max(8, round(hole.shape[0] * scale)))
        known = (~hole).astype(np.float32)
        weight = cv2.resize(known, size, interpolation=cv2.INTER_AREA)
        image = cv2.resize(pixels * known[..., None], size, interpolation=cv2.INTER_AREA)
        small_hole = weight < 0.999
        source = cv2.erode((~small_hole).astype(np.uint8), np.ones((SIDE, SIDE), np.uint8)).astype(bool)
        source[:RADIUS], source[-RADIUS:], source[:, :RADIUS], source[:, -RADIUS:] = False, False, False, False
        return cls(image=image / np.maximum(weight, 1e-3)[..., None], hole=small_hole, source=source)

    @property
    def height(self) -> int:
        """Rows."""
        return self.hole.shape[0]

    @property
    def width(self) -> int:
        """Columns."""
        return self.hole.shape[1]

    @property
    def longest(self) -> int:
        """The longer side."""
        return max(self.hole.shape)

    @functools.cached_property
    def reaching(self) -> np.ndarray:
        """(h, w) bool: centres of the patches that reach into the hole."""
        return cv2.dilate(self.hole.astype(np.uint8), np.ones((SIDE, SIDE), np.uint8)).astype(bool)

    @functools.cached_property
    def queries(self) -> np.ndarray:
        """Flat indices of `reaching`."""
        return np.flatnonzero(self.reaching)

    @functools.cached_property
    def sources(self) -> np.ndarray:
        """Flat indices of `source`."""
        return np.flatnonzero(self.source)

    @functools.cached_property
    def depth(self) -> np.ndarray:
        """(h, w) float32: distance from the rim of the hole, inside it."""
        return cv2.distanceTransform(self.hole.astype(np.uint8), cv2.DIST_L2, 3)

    def resized(self, image: np.ndarray) -> np.ndarray:
        """An image of another level at this one's size, with all that is known put in."""
        grown = cv2.resize(image, (self.width, self.height), interpolation=cv2.INTER_LINEAR)
        return np.where(self.hole[..., None], grown, self.image)

    def itself(self) -> np.ndarray:
        """The positions where every pixel copies itself."""
        return np.arange(self.hole.size)

    def offsets(self, positions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Rows and columns from each pixel to the one it copies, both (h, w)."""
        at = self.itself()
        down, across = positions // self.width - at // self.width, positions % self.width - at % self.width
        return down.reshape(self.hole.shape), across.reshape(self.hole.shape)

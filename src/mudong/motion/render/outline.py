"""Where the visible part of every layer lies in a frame: points of its alpha's outline carried by the mesh.

Most of a mesh is the transparent margin of its layer; knowing the window halves the pixels that have to be drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mudong.motion.rig.build import Rig

_POINTS = 72
"""Points along the outline of a layer."""
_MARGIN_PX = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """corners: (P, 3) vertices and shares: (P, 3) barycentric, of all layers' points; first: (L,) where each begins.

    margin: (L,) pixels that the outline may bulge between two points, at rest size.
    """

    corners: np.ndarray
    shares: np.ndarray
    first: np.ndarray
    margin: np.ndarray

    @classmethod
    def of(cls, rig: Rig, layers: np.ndarray, begins: np.ndarray, triangles: np.ndarray, source: np.ndarray) -> Outline:
        """layers: (L,) of the rig in the order of `begins`, their first rows of `triangles` and `source` (T, 3, 2)."""
        corners, shares, first, margin = [], [], [], []
        ends = [*begins[1:], len(triangles)]
        for layer, begin, end in zip(layers, begins, ends, strict=True):
            points = _points(rig.layers[layer].rgba[..., 3])
            best, share = _locate(source[begin:end], points)
            first.append(sum(map(len, corners)))
            corners.append(triangles[begin:end][best])
            shares.append(share)
            steps = np.linalg.norm(np.diff(points, axis=0, append=points[:1]), axis=1)
            margin.append(_MARGIN_PX + 0.5 * float(np.median(steps)))
        return cls(
            corners=np.concatenate(corners),
            shares=np.concatenate(shares).astype(np.float32),
            first=np.array(first),
            margin=np.array(margin),
        )

    def windows(self, positions: np.ndarray) -> list[tuple[int, int, int, int]]:
        """x0, y0, x1, y1 of every layer in pixels, for the deformed vertices (V, 2)."""
        points = np.einsum("pk,pkd->pd", self.shares, positions[self.corners])
        low = np.floor(np.minimum.reduceat(points, self.first) - self.margin[:, None]).astype(int)
        high = np.ceil(np.maximum.reduceat(points, self.first) + self.margin[:, None]).astype(int) + 1
        return [(int(a), int(b), int(c), int(d)) for (a, b), (c, d) in zip(low, high, strict=True)]


def _points(alpha: np.ndarray) -> np.ndarray:
    """(P, 2) points around everything that is not transparent."""
    contours, _ = cv2.findContours((alpha > 0).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    around = np.concatenate([contour[:, 0] for contour in contours]).astype(np.float64)
    picked = around[:: max(1, len(around) // _POINTS)]
    extremes = around[[*around.argmin(axis=0), *around.argmax(axis=0)]]
    return np.concatenate([picked, extremes])


def _locate(source: np.ndarray, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For every point the triangle of `source` (T, 3, 2) that holds it best, and its (P, 3) shares."""
    a, u, v = source[:, 0], source[:, 1] - source[:, 0], source[:, 2] - source[:, 0]
    determinant = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
    offset = points[:, None] - a[None]
    second = (offset[..., 0] * v[:, 1] - offset[..., 1] * v[:, 0]) / determinant
    third = (offset[..., 1] * u[:, 0] - offset[..., 0] * u[:, 1]) / determinant
    shares = np.stack([1 - second - third, second, third], axis=-1)
    best = shares.min(axis=-1).argmax(axis=1)
    return best, shares[np.arange(len(points)), best]

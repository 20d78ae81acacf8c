"""Where each output pixel of every layer comes from: the inverse map of the deformed meshes, on a coarse grid.

A map that is linear in every triangle is sampled at every `CELL` pixels and interpolated between; one vectorised
pass over all triangles of a frame does it, with no loop per triangle. The smooth map is then handed to a resampler.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.motion.rig.build import Rig

CELL = 16
"""Pixels per cell of the coarse map."""
_FAR = -1.0e6
"""Source coordinate of a cell that no triangle covers: outside every texture, so it samples as transparent."""
_BANDS = (1.5, 0.9, 0.45, 0.0)
"""How far a triangle reaches beyond its edges, in cells: every pixel inside a mesh is interpolated between four sound
cells, however small the triangles are. Nearer triangles overwrite farther ones, one band after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerMap:
    """The coarse map of one layer.

    cells: (h, w, 2) float32 texture coordinates. Cell (0, 0) covers the frame's pixels from (`x`, `y`), multiples of
    `CELL`; the map reaches at most one cell beyond the frame's borders.
    """

    layer: int
    x: int
    y: int
    cells: np.ndarray


class Rasteriser:
    """Holds all triangles of a rig in flat arrays; `frame` maps one deformed frame."""

    def __init__(self, rig: Rig, width: int, height: int) -> None:
        """width, height: of the output frame in pixels."""
        self._cells = np.array([-(-width // CELL), -(-height // CELL)])
        triangles, layer_of, source = [], [], []
        for chain in rig.chains:
            for index in chain.layers:
                used = _touching(chain.mesh.vertices[chain.mesh.triangles], rig.layers[index])
                triangles.append(chain.mesh.triangles[used] + chain.offset)
                layer_of.append(np.full(int(used.sum()), index))
                source.append(chain.mesh.vertices[chain.mesh.triangles[used]] - rig.layers[index].origin)
        self._triangles = np.concatenate(triangles)
        self._layer = np.concatenate(layer_of)
        self._source = np.concatenate(source).astype(np.float32)
        order = np.argsort(self._layer, kind="stable")
        self._triangles, self._layer, self._source = self._triangles[order], self._layer[order], self._source[order]
        self._layers, self._first = np.unique(self._layer, return_index=True)
        self._slot = np.searchsorted(self._layers, self._layer)

    def frame(self, positions: np.ndarray) -> list[LayerMap]:
        """positions: (V, 2) output pixels of every vertex. One map for each layer that shows inside the frame."""
        corners = (positions[self._triangles] + 0.5) / CELL - 0.5
        low = np.floor(corners.min(axis=1)).astype(np.int32) - 1
        high = np.ceil(corners.max(axis=1)).astype(np.int32) + 1
        # One cell beyond the frame on every side: its outermost pixels lie between a cell inside and one outside.
        low, high = np.maximum(low, -1), np.minimum(high, self._cells)
        start = np.minimum.reduceat(low, self._first)
        stop = np.maximum.reduceat(high, self._first) + 1
        size = np.maximum(stop - start, 0)
        base = np.concatenate([[0], np.cumsum(size[:, 0] * size[:, 1])])
        buffer = np.full((int(base[-1]), 2), _FAR, np.float32)
        self._scatter(buffer, corners, low, high, start, size, base)
        return [
            LayerMap(
                layer=int(layer),
                x=int(start[slot, 0]) * CELL,
                y=int(start[slot, 1]) * CELL,
                cells=buffer[base[slot] : base[slot + 1]].reshape(size[slot, 1], size[slot, 0], 2),
            )
            for slot, layer in enumerate(self._layers)
            if size[slot].all()
        ]

    def _scatter(
        self,
        buffer: np.ndarray,
        corners: np.ndarray,
        low: np.ndarray,
        high: np.ndarray,
        start: np.ndarray,
        size: np.ndarray,
        base: np.ndarray,
    ) -> None:
        a, u, v = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        determinant = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
        span = high - low + 1
        seen = (np.abs(determinant) > 1e-4) & (span > 0).all(axis=1)
        # One row per candidate cell: the cells of every triangle's box, one triangle after the other.
        counts = np.where(seen, span[:, 0] * span[:, 1], 0)
        triangle = np.repeat(np.arange(len(counts)), counts)
        place = np.arange(len(triangle)) - np.repeat(np.cumsum(counts) - counts, counts)
        row, column = np.divmod(place, span[triangle, 0])
        x, y = low[triangle, 0] + column, low[triangle, 1] + row
        px, py = x - a[triangle, 0], y - a[triangle, 1]
        inverse = np.stack([v[:, 1], -v[:, 0], -u[:, 1], u[:, 0]], axis=1)
        inverse /= np.where(seen, determinant, 1.0)[:, None]
        m = inverse[triangle]
        second, third = px * m[:, 0] + py * m[:, 1], px * m[:, 2] + py * m[:, 3]
        # Distance from each edge in cells: the barycentric share times the height over that edge.
        area = np.abs(determinant).astype(np.float32)
        over_a, over_b, over_c = (area / np.maximum(np.hypot(e[:, 0], e[:, 1]), 1e-6) for e in (v - u, v, u))
        depth = np.minimum(second * over_b[triangle], third * over_c[triangle])
        depth = np.minimum(depth, (1 - second - third) * over_a[triangle])
        slot = self._slot[triangle]
        index = base[slot] + (y - start[slot, 1]) * size[slot, 0] + (x - start[slot, 0])
        for far, near in zip(_BANDS, (*_BANDS[1:], -np.inf), strict=True):
            chosen = np.nonzero((depth >= -far) & (depth < -near))[0]
            source = self._source[triangle[chosen]]
            s, t = second[chosen, None], third[chosen, None]
            buffer[index[chosen]] = (1 - s - t) * source[:, 0] + s * source[:, 1] + t * source[:, 2]


def _touching(corners: np.ndarray, layer: object) -> np.ndarray:
    """Which triangles meet the visible pixels of a layer, by their bounding boxes."""
    alpha = layer.rgba[..., 3] > 0  # type: ignore[attr-defined]
    integral = np.pad(np.cumsum(np.cumsum(alpha, 0, dtype=np.int64), 1), ((1, 0), (1, 0)))
    limit = np.array([alpha.shape[1], alpha.shape[0]])
    origin = np.array(layer.origin)  # type: ignore[attr-defined]
    low = np.clip(np.floor(corners.min(axis=1)).astype(int) - origin, 0, limit)
    high = np.clip(np.ceil(corners.max(axis=1)).astype(int) + 1 - origin, 0, limit)
    x0, y0, x1, y1 = low[:, 0], low[:, 1], high[:, 0], high[:, 1]
    return integral[y1, x1] - integral[y0, x1] - integral[y1, x0] + integral[y0, x0] > 0

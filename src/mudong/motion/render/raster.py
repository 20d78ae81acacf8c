"""Where each output pixel of every layer comes from: the inverse map of the deformed meshes, on a coarse grid.

A map that is linear in every triangle is sampled once a cell of some pixels and interpolated between; one vectorised
pass over all triangles of a frame does it, with no loop per triangle. The smooth map is then handed to a resampler.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.motion.render.outline import Outline
from mudong.motion.rig.build import Rig

CELL = 16
"""Pixels per cell of the coarse map, where nothing else is said."""
_SMALLEST, _LARGEST = 8, 32
_FAR = -1.0e6
"""Source coordinate of a cell that no triangle covers: outside every texture, so it samples as transparent."""
_BEYOND = ((-1.5, -0.9), (-0.9, -0.45), (-0.45, 0.0))
"""How far border triangles reach beyond their edges, in cells: every pixel inside a mesh is interpolated between four
sound cells, however small the triangles are. Nearer triangles overwrite farther ones, one band after the other."""
_SLACK = 1e-3
"""Cells by which neighbours overlap, so that no cell falls between two of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerMap:
    """The coarse map of one layer.

    cells: (h, w, 2) float32 texture coordinates. Cell (0, 0) covers the frame's pixels from (`x`, `y`), multiples of
    `cell`; the map reaches at most one cell beyond the frame's borders. window: x0, y0, x1, y1 in the frame outside of
    which nothing of the layer can be seen; None where that is not known.
    """

    layer: int
    x: int
    y: int
    cells: np.ndarray
    window: tuple[int, int, int, int] | None = None
    cell: int = CELL


class Rasteriser:
    """Holds all triangles of a rig in flat arrays; `frame` maps one deformed frame."""

    def __init__(self, rig: Rig, width: int, height: int) -> None:
        """width, height: of the output frame in pixels."""
        # A cell about as large as a mesh's own: finer would only sample the same linear pieces more often.
        self._cell = int(np.clip(round(rig.spacing / _SMALLEST) * _SMALLEST, _SMALLEST, _LARGEST))
        self._cells = np.array([-(-width // self._cell), -(-height // self._cell)], np.int32)
        triangles, layer_of, source = [], [], []
        for chain in rig.chains:
            for index in chain.layers:
                used = _touching(chain.mesh.vertices[chain.mesh.triangles], rig.layers[index])
                triangles.append(chain.mesh.triangles[used] + chain.offset)
                layer_of.append(np.full(int(used.sum()), index))
                source.append(chain.mesh.vertices[chain.mesh.triangles[used]] - rig.layers[index].origin)
        layer = np.concatenate(layer_of)
        order = np.argsort(layer, kind="stable")
        self._triangles = np.concatenate(triangles)[order]
        self._source = np.concatenate(source).astype(np.float32)[order]
        # Corner a, and the two sides that leave it: a point is a + s * (b - a) + t * (c - a).
        self._sides = np.stack([self._source[:, 0], *(self._source[:, k] - self._source[:, 0] for k in (1, 2))], axis=1)
        self._layers, self._first, self._slot = np.unique(layer[order], return_index=True, return_inverse=True)
        self._border = _at_border(self._triangles, self._slot)
        self._outline = Outline.of(rig, self._layers, self._first, self._triangles, self._source)

    def frame(self, positions: np.ndarray) -> list[LayerMap]:
        """positions: (V, 2) output pixels of every vertex. One map for each layer that shows inside the frame."""
        corners = ((positions[self._triangles] + 0.5) / self._cell - 0.5).astype(np.float32)
        lowest, highest = corners.min(axis=1), corners.max(axis=1)
        # One cell beyond the frame on every side: its outermost pixels lie between a cell inside and one outside.
        low = np.maximum(np.floor(lowest).astype(np.int32) - 1, -1)
        high = np.minimum(np.ceil(highest).astype(np.int32) + 1, self._cells)
        start = np.minimum.reduceat(low, self._first)
        size = np.maximum(np.maximum.reduceat(high, self._first) + 1 - start, 0)
        base = np.concatenate([[0], np.cumsum(size[:, 0] * size[:, 1])])
        grid = _Grid(buffer=np.full((int(base[-1]), 2), _FAR, np.float32), base=base, start=start, size=size)
        shapes = _Triangles.of(corners)
        # First what lies beyond a mesh's border, the farthest first; then every triangle's own cells over it.
        self._scatter(grid, shapes, low, high, self._border, _BEYOND)
        inner_low = np.maximum(np.ceil(lowest - _SLACK).astype(np.int32), -1)
        inner_high = np.minimum(np.floor(highest + _SLACK).astype(np.int32), self._cells)
        self._scatter(grid, shapes, inner_low, inner_high, np.ones(len(corners), bool), ((-_SLACK, np.inf),))
        windows = self._outline.windows(positions)
        return [
            LayerMap(
                layer=int(layer),
                x=int(start[slot, 0]) * self._cell,
                y=int(start[slot, 1]) * self._cell,
                cells=grid.buffer[base[slot] : base[slot + 1]].reshape(size[slot, 1], size[slot, 0], 2),
                window=windows[slot],
                cell=self._cell,
            )
            for slot, layer in enumerate(self._layers)
            if size[slot].all()
        ]

    def _scatter(
        self,
        grid: _Grid,
        shapes: _Triangles,
        low: np.ndarray,
        high: np.ndarray,
        wanted: np.ndarray,
        bands: tuple[tuple[float, float], ...],
    ) -> None:
        """Write the source coordinates of the cells low..high of the wanted triangles, one band after the other.

        bands: (least, most) distance inside the nearest edge in cells; negative is outside.
        """
        span = high - low + 1
        chosen = np.nonzero(wanted & shapes.solid & (span > 0).all(axis=1))[0]
        span, low = span[chosen], low[chosen]
        counts = span[:, 0] * span[:, 1]
        ends = np.cumsum(counts)
        # One row per candidate cell: the cells of every triangle's box, one triangle after the other.
        which = np.repeat(np.arange(len(chosen), dtype=np.int32), counts)
        place = np.arange(int(ends[-1]) if len(ends) else 0, dtype=np.int32) - (ends - counts).astype(np.int32)[which]
        row = place // span[which, 0]
        x, y = low[which, 0] + place - row * span[which, 0], low[which, 1] + row
        triangle = chosen[which]
        px, py = x - shapes.first[triangle, 0], y - shapes.first[triangle, 1]
        m = shapes.inverse[triangle]
        second, third = px * m[:, 0] + py * m[:, 1], px * m[:, 2] + py * m[:, 3]
        heights = shapes.heights[triangle]
        depth = np.minimum(second * heights[:, 1], third * heights[:, 2])
        depth = np.minimum(depth, (1 - second - third) * heights[:, 0])
        for least, most in bands:
            rows = np.nonzero((depth >= least) & (depth < most))[0]
            here = triangle[rows]
            slot, source = self._slot[here], self._sides[here]
            index = grid.base[slot] + (y[rows] - grid.start[slot, 1]) * grid.size[slot, 0]
            index += x[rows] - grid.start[slot, 0]
            s, t = second[rows, None], third[rows, None]
            grid.buffer[index] = source[:, 0] + s * source[:, 1] + t * source[:, 2]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """The cells of all layers in one buffer. start, size: (layers, 2) in cells; base: where each layer begins."""

    buffer: np.ndarray
    base: np.ndarray
    start: np.ndarray
    size: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class _Triangles:
    """Deformed triangles in cells. first: (T, 2) corner a. inverse: (T, 4) from offsets to shares of b and c.

    heights: (T, 3) over the edges against a, b and c. solid: (T,) with an area at all.
    """

    first: np.ndarray
    inverse: np.ndarray
    heights: np.ndarray
    solid: np.ndarray

    @classmethod
    def of(cls, corners: np.ndarray) -> _Triangles:
        """corners: (T, 3, 2) float32."""
        a, u, v = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        determinant = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
        solid = np.abs(determinant) > 1e-4
        scale = 1 / np.where(solid, determinant, np.float32(1))
        inverse = np.stack([v[:, 1], -v[:, 0], -u[:, 1], u[:, 0]], axis=1) * scale[:, None]
        lengths = np.stack([np.hypot(e[:, 0], e[:, 1]) for e in (v - u, v, u)], axis=1)
        heights = np.abs(determinant)[:, None] / np.maximum(lengths, np.float32(1e-6))
        return cls(first=a, inverse=inverse, heights=heights, solid=solid)


def _at_border(triangles: np.ndarray, slot: np.ndarray) -> np.ndarray:
    """(T,) bool: triangles with a corner on their layer's border, where an edge has a triangle on one side only."""
    edges = np.sort(np.stack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]], axis=1), axis=-1)
    span = int(triangles.max()) + 1
    key = (slot[:, None] * span + edges[..., 0]) * span + edges[..., 1]
    _, inverse, counts = np.unique(key.ravel(), return_inverse=True, return_counts=True)
    lonely = counts[inverse].reshape(key.shape) == 1
    corner = np.zeros((int(slot.max()) + 1, span), bool)
    which, side = np.nonzero(lonely)
    for end in (0, 1):
        corner[slot[which], edges[which, side, end]] = True
    return np.asarray(corner[slot[:, None], triangles].any(axis=1))


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

"""A triangle mesh over part of a picture, with the share of each bone at every vertex."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from mudong.motion.rig.bones import BONE_NODES, Chain

_ROOT_SHARE = 0.35
"""How much of the body's turn a limb's cap takes on at most: enough to hide the seam, too little to twist the limb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesh:
    """vertices: (V, 2) float64 pixels at rest; triangles: (T, 3) int; edges: (E, 2) int, each once.

    weights: (V, bones of the chain) float64, rows sum to 1.
    """

    vertices: np.ndarray
    triangles: np.ndarray
    edges: np.ndarray
    weights: np.ndarray

    def pin(self, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The vertices and barycentric shares that stand for a point; outside the mesh, the nearest triangle's."""
        corners = self.vertices[self.triangles]
        shares = _barycentric(corners, point)
        best = int(np.argmax(shares.min(axis=1)))
        return self.triangles[best], shares[best]


def build_mesh(
    coverage: np.ndarray, corner: np.ndarray, spacing: float, chain: Chain, nodes: np.ndarray, radii: np.ndarray
) -> Mesh:
    """A grid of right triangles over `coverage`, grown by one cell so that soft edges stay inside.

    coverage: (h, w) bool, its first pixel at `corner` (x, y) of the picture. spacing: cell size in pixels.
    """
    height, width = coverage.shape
    columns, rows = int(np.ceil(width / spacing)) + 2, int(np.ceil(height / spacing)) + 2
    cells = cv2.resize(
        np.pad(coverage.astype(np.float32), ((0, int(rows * spacing) - height), (0, int(columns * spacing) - width))),
        (columns, rows), interpolation=cv2.INTER_AREA,
    )  # fmt: skip
    used = cv2.dilate(np.pad((cells > 0).astype(np.uint8), 1), np.ones((3, 3), np.uint8)) > 0
    ys, xs = np.nonzero(used)
    stride = used.shape[1] + 1
    # Two triangles a cell, the diagonal alternating, so that no direction bends more easily than another.
    a, b, c, d = ys * stride + xs, ys * stride + xs + 1, (ys + 1) * stride + xs, (ys + 1) * stride + xs + 1
    even = ((xs + ys) % 2 == 0)[:, None]
    first = np.where(even, np.stack([a, b, d], 1), np.stack([a, b, c], 1))
    second = np.where(even, np.stack([a, d, c], 1), np.stack([b, d, c], 1))
    triangles = np.concatenate([first, second])
    kept, triangles = np.unique(triangles, return_inverse=True)
    triangles = triangles.reshape(-1, 3)
    step = (int(columns * spacing) / columns, int(rows * spacing) / rows)
    vertices = np.stack([(kept % stride - 1) * step[0], (kept // stride - 1) * step[1]], axis=1) - 0.5 + corner
    edges = np.unique(
        np.sort(np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]), 1), axis=0
    )
    edges = np.concatenate([edges, _bridges(vertices, edges)])
    return Mesh(
        vertices=vertices, triangles=triangles, edges=edges, weights=bone_weights(vertices, chain, nodes, radii)
    )


def _bridges(vertices: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """(B, 2) int: an edge from every separate piece to the nearest vertex of the largest: no piece floats free."""
    count = len(vertices)
    graph = sparse.coo_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(count, count))
    pieces, piece_of = csgraph.connected_components(graph, directed=False)
    largest = np.argmax(np.bincount(piece_of))
    bridges = np.empty((0, 2), np.int64)
    for piece in np.setdiff1d(np.arange(pieces), largest):
        inside, outside = np.nonzero(piece_of == piece)[0], np.nonzero(piece_of == largest)[0]
        apart = np.linalg.norm(vertices[inside, None] - vertices[outside], axis=-1)
        first, second = np.unravel_index(int(np.argmin(apart)), apart.shape)
        bridges = np.concatenate([bridges, [[inside[first], outside[second]]]])
    return bridges


def bone_weights(vertices: np.ndarray, chain: Chain, nodes: np.ndarray, radii: np.ndarray) -> np.ndarray:
    """(V, bones) share of each bone: soft steps across the plane that halves the angle at every joint."""
    weights = np.zeros((len(vertices), len(chain.bones)))
    remaining = np.ones(len(vertices))
    for index, (bone, following) in enumerate(zip(chain.bones, chain.bones[1:], strict=False)):
        rooted = index == 0 and chain.rooted
        joint = nodes[BONE_NODES[following][0]]
        towards = _unit(nodes[BONE_NODES[following][1]] - joint)
        if not rooted:
            towards = _unit(towards + _unit(joint - nodes[BONE_NODES[bone][0]]))
        width = max(2.0, radii[following] * (0.6 if not rooted else 1.0))
        if chain.name == "trunk":
            width = 0.8 * float(np.linalg.norm(nodes[BONE_NODES[bone][1]] - nodes[BONE_NODES[bone][0]]))
        signed = (vertices - joint) @ towards / width
        # The root's share ends at the joint, so that a limb turns as one piece and only its cap follows the body.
        passed = _smooth_step(0.5 + 0.5 * signed + (0.5 if rooted else 0.0))
        weights[:, index] = remaining * (1 - passed) * (_ROOT_SHARE if rooted else 1.0)
        remaining = remaining - weights[:, index]
    weights[:, -1] = remaining
    return weights


def _smooth_step(x: np.ndarray) -> np.ndarray:
    x = np.clip(x, 0, 1)
    return x * x * (3 - 2 * x)


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _barycentric(corners: np.ndarray, point: np.ndarray) -> np.ndarray:
    """(T, 3) barycentric coordinates of one point in every triangle."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    u, v, w = b - a, c - a, point - a
    determinant = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
    second = (w[:, 0] * v[:, 1] - w[:, 1] * v[:, 0]) / determinant
    third = (u[:, 0] * w[:, 1] - u[:, 1] * w[:, 0]) / determinant
    return np.stack([1 - second - third, second, third], axis=1)

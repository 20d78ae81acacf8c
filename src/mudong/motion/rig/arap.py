"""As-rigid-as-possible deformation with the bones' turn and stretch prescribed, factorised once per mesh.

Minimises  sum_e w_e |(x_i - x_j) - M_e (p_i - p_j)|^2 + strength * sum_h |C_h x - target_h|^2  over the vertices x.
M starts as the blend of the bones' turns and stretches; each refinement keeps the stretch and refits the turn to the
solution (the local step of Sorkine and Alexa 2007, "As-Rigid-As-Possible Surface Modeling", section 3, in the plane).
The matrix depends on the rest mesh and the pins only, so all frames of a clip share one factorisation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve

from mudong.motion.rig.mesh import Mesh

_PIN_STRENGTH = 40.0
_REFINEMENTS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a bone does to what hangs on it, per frame: arrays (frames, bones).

    angle: radians from rest; along, across: scale in and across the bone's rest direction.
    """

    angle: np.ndarray
    along: np.ndarray
    across: np.ndarray


class Deformer:
    """Turns bone motion and pinned points into vertex positions, for any number of frames at once."""

    def __init__(self, mesh: Mesh, pins: np.ndarray, axes: np.ndarray) -> None:
        """pins: (H, 2) rest points; axes: (bones, 2) rest direction of every bone of the chain."""
        self._mesh = mesh
        edges, count = mesh.edges, len(mesh.vertices)
        rows = np.arange(len(edges))
        incidence = sparse.csr_matrix(
            (np.r_[np.ones(len(edges)), -np.ones(len(edges))], (np.r_[rows, rows], np.r_[edges[:, 0], edges[:, 1]])),
            shape=(len(edges), count),
        )
        picked = [mesh.pin(point) for point in pins]
        pin_rows = np.repeat(np.arange(len(pins)), 3)
        pin = sparse.csr_matrix(
            (np.concatenate([s for _, s in picked]), (pin_rows, np.concatenate([v for v, _ in picked]))),
            shape=(len(pins), count),
        )
        matrix = incidence.T @ incidence + _PIN_STRENGTH * pin.T @ pin + 1e-9 * sparse.eye(count)
        # Hundreds of vertices: dense Cholesky beats a sparse one, and the inverse makes every frame one matrix product.
        inverse = cho_solve(cho_factor(matrix.toarray()), np.eye(count))
        self._from_edges = (incidence @ inverse).T.astype(np.float32)
        self._from_pins = (_PIN_STRENGTH * (pin @ inverse)).T.astype(np.float32)
        self._gather = (abs(incidence).T).astype(np.float32)
        self._rest = (mesh.vertices[edges[:, 0]] - mesh.vertices[edges[:, 1]]).astype(np.float32)
        self._edge_weights = (0.5 * (mesh.weights[edges[:, 0]] + mesh.weights[edges[:, 1]])).astype(np.float32)
        self._axis = _unit_rows(self._edge_weights @ axes).astype(np.float32)

    def __call__(self, turn: Turn, targets: np.ndarray) -> np.ndarray:
        """(frames, V, 2) float32 positions. turn: of this chain's bones; targets: (frames, H, 2) of the pins."""
        angle = turn.angle.astype(np.float32) @ self._edge_weights.T
        along = np.exp(np.log(turn.along).astype(np.float32) @ self._edge_weights.T)
        across = np.exp(np.log(turn.across).astype(np.float32) @ self._edge_weights.T)
        stretched = self._stretch(along, across)
        # x[f] = from_edges @ rhs[f] + from_pins @ targets[f]
        pinned = np.einsum("vh,fhd->fvd", self._from_pins, targets.astype(np.float32))
        positions = self._solve(_rotate(stretched, angle)) + pinned
        for _ in range(_REFINEMENTS):
            positions = self._solve(_rotate(stretched, self._refit(positions, stretched))) + pinned
        return positions

    def _stretch(self, along: np.ndarray, across: np.ndarray) -> np.ndarray:
        """(frames, E, 2) rest edges scaled in the frame of their bone."""
        u = np.einsum("ed,ed->e", self._rest, self._axis)
        v = self._rest[:, 1] * self._axis[:, 0] - self._rest[:, 0] * self._axis[:, 1]
        su, sv = along * u, across * v
        x = su * self._axis[:, 0] - sv * self._axis[:, 1]
        y = su * self._axis[:, 1] + sv * self._axis[:, 0]
        return np.stack([x, y], axis=-1)

    def _solve(self, edge_vectors: np.ndarray) -> np.ndarray:
        frames, num_edges, _ = edge_vectors.shape
        flat = edge_vectors.transpose(1, 0, 2).reshape(num_edges, frames * 2)
        return (self._from_edges @ flat).reshape(-1, frames, 2).transpose(1, 0, 2)

    def _refit(self, positions: np.ndarray, stretched: np.ndarray) -> np.ndarray:
        """(frames, E) the turn that best carries each vertex's rest edges to the solution, averaged on edges."""
        first, second = self._mesh.edges[:, 0], self._mesh.edges[:, 1]
        moved = positions[:, first] - positions[:, second]
        dot = (moved * stretched).sum(-1)
        cross = stretched[..., 0] * moved[..., 1] - stretched[..., 1] * moved[..., 0]
        dot, cross = (self._gather @ dot.T).T, (self._gather @ cross.T).T
        return np.arctan2(cross[:, first] + cross[:, second], dot[:, first] + dot[:, second])


def _rotate(vectors: np.ndarray, angle: np.ndarray) -> np.ndarray:
    c, s = np.cos(angle), np.sin(angle)
    x, y = vectors[..., 0], vectors[..., 1]
    return np.stack([c * x - s * y, s * x + c * y], axis=-1)


def _unit_rows(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)

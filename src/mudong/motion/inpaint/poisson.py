"""Solves for the colours in a hole from the steps between neighbouring pixels, with everything around held.

The screened Poisson equation, solved directly; serves the membrane (steps of 0) and the vote (steps from patches).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, diags
from scipy.sparse.linalg import splu


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What is known between each pixel and its neighbour on the right, and below it.

    right, below: (h, w, 3) float32 colour differences, neighbour minus pixel. joined_right, joined_below: (h, w) bool,
    False where nothing is known of them.
    """

    right: np.ndarray
    below: np.ndarray
    joined_right: np.ndarray
    joined_below: np.ndarray

    @classmethod
    def none(cls, height: int, width: int) -> Steps:
        """Neighbours alike everywhere."""
        still, joined = np.zeros((height, width, 3), np.float32), np.ones((height, width), bool)
        return cls(right=still, below=still, joined_right=joined, joined_below=joined.copy())


def integrate(image: np.ndarray, hole: np.ndarray, steps: Steps, pull: np.ndarray) -> np.ndarray:
    """(h, w, 3) float32 0..255: outside the hole `image`, inside what fits the steps best.

    image: (h, w, 3) float32; hole: (h, w) bool; pull: (h, w), > 0 in the hole, weight of `image` itself against a step.
    """
    height, width = hole.shape
    wanted = np.flatnonzero(hole)
    row_of = np.full(hole.size, -1, np.int64)
    row_of[wanted] = np.arange(len(wanted))
    flat = image.reshape(-1, 3).astype(np.float64)
    diagonal = pull.ravel()[wanted].astype(np.float64)
    target = diagonal[:, None] * flat[wanted]
    ys, xs = np.divmod(wanted, width)
    rows, columns = [], []
    for dy, dx, step, joined, sign in (
        (0, 1, steps.right, steps.joined_right, -1), (0, -1, steps.right, steps.joined_right, 1),
        (1, 0, steps.below, steps.joined_below, -1), (-1, 0, steps.below, steps.joined_below, 1),
    ):  # fmt: skip
        within = (ys + dy >= 0) & (ys + dy < height) & (xs + dx >= 0) & (xs + dx < width)
        first = wanted + (dy * width + dx if sign > 0 else 0)
        within[within] = joined.ravel()[first[within]]
        row, other = np.flatnonzero(within), wanted[within] + dy * width + dx
        diagonal[row] += 1
        target[row] += sign * step.reshape(-1, 3)[first[within]]
        free = hole.ravel()[other]
        target[row[~free]] += flat[other[~free]]
        rows.append(row[free])
        columns.append(row_of[other[free]])
    row, column = np.concatenate(rows), np.concatenate(columns)
    links = csr_matrix((np.ones(len(row)), (row, column)), (len(wanted), len(wanted)))
    flat[wanted] = splu(csc_matrix(diags(diagonal) - links), permc_spec="MMD_AT_PLUS_A").solve(target)
    return np.clip(flat, 0, 255).reshape(image.shape).astype(np.float32)

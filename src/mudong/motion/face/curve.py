"""`Curve`: lines across a face (v and other numbers over u), tabulated: a whole region is looked up in one call."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

PER_PIXEL = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """table: (channels, n) float32 from u = first_u on, `PER_PIXEL` entries per pixel; level beyond its ends."""

    table: np.ndarray
    first_u: float

    def at(self, u: np.ndarray) -> tuple[np.ndarray, ...]:
        """(rows, columns) float32 -> one (rows, columns) float32 for each channel."""
        entry = ((u - np.float32(self.first_u - 0.5 / PER_PIXEL)) * np.float32(PER_PIXEL)).astype(np.intp)
        return tuple(channel.take(entry, mode="clip") for channel in self.table)


def positions(left: float, right: float) -> np.ndarray:
    """The u of a table's entries."""
    return np.arange(left, right, 1 / PER_PIXEL)


def through(u: np.ndarray, chain: np.ndarray) -> np.ndarray:
    """v of a chain of (n, 2) points at each u, its corners rounded a little; level beyond its ends."""
    order = np.argsort(chain[:, 0], kind="stable")
    dense = np.interp(u, chain[order, 0], chain[order, 1])
    radius = max(1, round(float(np.ptp(chain[:, 0])) * PER_PIXEL / 40))
    kernel = np.hanning(2 * radius + 3)[1:-1]
    return np.convolve(np.pad(dense, radius, mode="edge"), kernel / kernel.sum(), mode="valid")

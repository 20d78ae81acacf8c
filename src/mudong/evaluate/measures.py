"""Figures with their uncertainty: accuracy, PCK, bootstrap intervals. Arrays in, numbers out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A mean over `count` clips with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float
    count: int

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f}-{self.high:.3f})"


def figure(values: np.ndarray, draws: int = 1000, seed: int = 0) -> Figure:
    """The mean of (N,) values, one per clip; NaN marks clips that do not count. Raises ValueError for none."""
    kept = values[~np.isnan(values)]
    if not len(kept):
        raise ValueError("a figure needs at least one clip that counts")
    rng = np.random.default_rng(seed)
    means = kept[rng.integers(len(kept), size=(draws, len(kept)))].mean(1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Figure(value=float(kept.mean()), low=float(low), high=float(high), count=len(kept))


def hits(found: np.ndarray, wanted: np.ndarray, reach_px: float, counts: np.ndarray | None = None) -> float:
    """PCK: the share of joints (..., 2) within `reach_px` of where they are, of those that count (..., bool).

    NaN where none counts; a joint that is not a number is a miss.
    """
    near = np.linalg.norm(found - wanted, axis=-1) <= reach_px
    return float(near[counts].mean()) if counts is not None and counts.any() else (
        float("nan") if counts is not None else float(near.mean()))  # fmt: skip


def confusion(found: np.ndarray, wanted: np.ndarray, classes: int) -> np.ndarray:
    """(classes, classes) counts, wanted by found; negative entries (unknown, failed) are left out."""
    table = np.zeros((classes, classes), int)
    told = (wanted >= 0) & (found >= 0)
    np.add.at(table, (wanted[told], found[told]), 1)
    return table

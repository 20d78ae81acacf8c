"""Blinks out of a noisy measure: the estimator sees a shut eye as two thirds open, but it sees it suddenly.

So a short fall below what the eye was just before and after counts as a whole blink; what lasts is taken as it is.
"""

from __future__ import annotations

import numpy as np
from scipy.ndimage import percentile_filter

NEARBY_S = 1.1
"""The lids are compared with what they mostly were in this time around."""
BLINK_S = 0.45
"""What is down for longer is no blink."""
FALL = 0.15
NOISE_FALL = 3.4
"""A blink falls by this share of the gap, and by this many standard deviations of the open eye's jitter."""
HALF_WAY = 0.55
"""A frame belongs to a blink while its fall is this share of the least fall that makes one."""
LONG_SHUT = (0.72, 0.45)
"""Share of the clip's neutral gap at which lasting lids begin to sink, and where they are shut."""
MEASURABLE = 0.06
"""A neutral lid gap below this (of the eye's width) was not measured: sunglasses, sleep."""
APART = (0.25, 0.2)
"""Eyes this far apart (shares of the gap) begin to move each for itself, and do in full after so much more."""


def lids_from(left: np.ndarray, right: np.ndarray, fps: float) -> tuple[np.ndarray, np.ndarray]:
    """Finite lid gaps over eye widths, (frames,) each -> left and right lid, -1 shut .. 0 open."""
    gap = (left + right) / 2
    left_share, right_share = _share(left, fps), _share(right, fps)
    if left_share is None or right_share is None:
        return np.zeros(len(gap)), np.zeros(len(gap))
    both = np.maximum(_blinks(gap, fps), _lasting(gap))
    begin, full = APART
    apart = np.clip((np.abs(left_share - right_share) - begin) / full, 0, 1)
    own = [np.maximum(_blinks(values, fps), _lasting(values)) for values in (left, right)]
    return -(both + (own[0] - both) * apart), -(both + (own[1] - both) * apart)


def _share(gap: np.ndarray, fps: float) -> np.ndarray | None:
    """The gap over what it was nearby; None when the eye was never seen open."""
    neutral = float(np.percentile(gap, 60))
    if neutral < MEASURABLE:
        return None
    window = min(2 * round(NEARBY_S * fps / 2) + 1, 2 * len(gap) - 1)
    nearby = percentile_filter(gap, 60, size=window, mode="nearest")
    return gap / np.maximum(nearby, LONG_SHUT[0] * neutral)


def _blinks(gap: np.ndarray, fps: float) -> np.ndarray:
    """0..1: every blink reaches 1, however little of it was measured."""
    share = _share(gap, fps)
    if share is None:
        return np.zeros(len(gap))
    jitter = 1.4826 * float(np.median(np.abs(share - np.median(share))))
    least = max(FALL, NOISE_FALL * jitter)
    fall = 1 - share
    shut = np.zeros(len(gap))
    start = least * HALF_WAY
    for first, stop in _runs(fall > start):
        deepest = float(fall[first:stop].max())
        if deepest >= least and (stop - first) / fps <= max(BLINK_S, 4.01 / fps):
            shut[first:stop] = np.clip(1.15 * (fall[first:stop] - 0.6 * start) / (deepest - 0.6 * start), 0, 1)
    return shut


def _lasting(gap: np.ndarray) -> np.ndarray:
    sinks, shut = LONG_SHUT
    share = gap / max(float(np.percentile(gap, 60)), 1e-6)
    return np.clip((sinks - share) / (sinks - shut), 0, 1)


def _runs(holds: np.ndarray) -> list[tuple[int, int]]:
    """First and past-the-last index of each run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], holds, [False]]).astype(np.int8)))
    return [(int(first), int(stop)) for first, stop in edges.reshape(-1, 2)]

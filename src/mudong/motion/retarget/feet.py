"""When a foot stands, and where: planted feet must not slide.

A foot stands while its ankle hardly moves for its size; for that time its place is held at the mean, and eased in and
out so that nothing jumps.
"""

from __future__ import annotations

import numpy as np

_STILL_LEGS_PER_S = 0.22
"""Speed below which an ankle counts as standing, leg lengths per second."""
_LEAVES_LEGS_PER_S = 0.45
_MIN_STAND_S = 0.12
_EASE_S = 0.1
_MAX_DRIFT_LEGS = 0.05
"""A stand during which the ankle creeps farther than this is cut in two."""


def standing(ankle: np.ndarray, leg: float, fps: float) -> list[tuple[int, int]]:
    """Spans of frames (start, stop) during which an ankle stands. ankle: (frames, 2) pixels; leg: its length."""
    frames = len(ankle)
    if frames < 3:
        return []
    speed = np.linalg.norm(np.gradient(ankle, axis=0), axis=1) * fps / leg
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for i in range(frames + 1):
        still = i < frames and speed[i] < (_STILL_LEGS_PER_S if start is None else _LEAVES_LEGS_PER_S)
        if still and start is not None:
            still = float(np.linalg.norm(ankle[i] - ankle[start : i + 1].mean(axis=0))) < _MAX_DRIFT_LEGS * leg
        if still and start is None:
            start = i
        elif not still and start is not None:
            if (i - start) / fps >= _MIN_STAND_S:
                spans.append((start, i))
            start = None
    return spans


def plant(ankle: np.ndarray, spans: list[tuple[int, int]], fps: float) -> np.ndarray:
    """(frames, 2): the ankle's path with every stand held at one place."""
    planted = ankle.copy()
    ease = max(1, round(_EASE_S * fps))
    correction = np.zeros_like(ankle)
    for number, (start, stop) in enumerate(spans):
        held = np.median(ankle[start:stop], axis=0)
        correction[start:stop] = held - ankle[start:stop]
        before = spans[number - 1][1] if number else 0
        after = spans[number + 1][0] if number + 1 < len(spans) else len(ankle)
        # The correction fades over the frames before and after, up to the neighbouring stand.
        for step in range(1, ease + 1):
            share = 0.5 + 0.5 * np.cos(np.pi * step / (ease + 1))
            if start - step >= before:
                correction[start - step] += share * correction[start]
            if stop - 1 + step < after:
                correction[stop - 1 + step] += share * correction[stop - 1]
    return planted + correction

"""Fills a hole by shifting the picture over itself: tiles, stripes, boards and floor lines go on as they are.

A few shifts under which the picture looks like itself (He and Sun 2012, "Statistics of Patch Offsets") compete; around
each pixel the one wins under which the known surroundings agree best. Tells where that can be trusted; elsewhere
`fill` has to search.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from mudong.motion.inpaint.level import Level
from mudong.motion.inpaint.poisson import Steps, integrate

_NUM_SHIFTS = 40
_WINDOWS = (0.02, 0.05, 0.12)
"""Radii of the surroundings that must agree, as fractions of the longest side; wider ones speak deeper in the hole."""
_PULL = 0.01
TRUSTED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """image: (h, w, 3) float32, the hole filled. trust: (h, w) float32 0..1. positions: (h * w,) flat indices."""

    image: np.ndarray
    trust: np.ndarray
    positions: np.ndarray


def shift_fill(level: Level) -> Shifted:
    """The hole of a level filled by shifts."""
    known = (~level.hole).astype(np.float32)
    best = np.full(level.hole.shape, np.inf, np.float32)
    grid = level.itself().reshape(level.hole.shape)
    positions = grid.copy()
    for dy, dx in _shifts(level):
        there, seen = _moved(level.image, dy, dx), _moved(known, dy, dx)
        error = _disagreement(((level.image - there) ** 2).mean(-1), known * seen, level.longest)
        error = np.where(seen > 0, error, np.inf) * (1 + 0.05 * np.hypot(dy, dx) / level.longest)
        better = level.hole & (error < best)
        best[better] = error[better]
        positions[better] = grid[better] + dy * level.width + dx
    trust = np.clip((8 + 2.5 * _noise(level) - np.sqrt(best)) / 6, 0, 1).astype(np.float32) * level.hole
    return Shifted(image=_levelled(level, positions, trust > TRUSTED), trust=trust, positions=positions.ravel())


def _shifts(level: Level) -> list[tuple[int, int]]:
    """(down, across) shifts: peaks of the picture's likeness with itself, and plain steps sideways and up."""
    likeness = _likeness(level)
    height, width = level.hole.shape
    peaks = cv2.dilate(likeness, np.ones((5, 5), np.uint8)) == likeness
    order = np.argsort(np.where(peaks, -likeness, np.inf), axis=None)[:_NUM_SHIFTS]
    rows, columns = np.divmod(order, likeness.shape[1])
    found = [(int(y) - height + 1, int(x) - width + 1) for y, x in zip(rows, columns, strict=True)]
    plain = [round(level.longest * share) for share in (0.06, 0.1, 0.15, 0.22, 0.3, 0.4)]
    found += [(0, s) for p in plain for s in (-p, p)] + [(s, 0) for p in plain for s in (-p, p)]
    return list(dict.fromkeys(found))


def _likeness(level: Level) -> np.ndarray:
    """(2h - 1, 2w - 1) float32: correlation of the detail of the known part with itself, for every shift."""
    known = (~level.hole).astype(np.float32)
    grey = level.image.mean(-1)
    sigma = 0.03 * level.longest
    mean = cv2.GaussianBlur(grey * known, (0, 0), sigma) / (cv2.GaussianBlur(known, (0, 0), sigma) + 1e-3)
    detail = (grey - mean) * known
    height, width = level.hole.shape
    shape = (2 * height - 1, 2 * width - 1)
    spectrum, square, mask = (np.fft.rfft2(part, shape) for part in (detail, detail**2, known))
    product = np.fft.irfft2(spectrum.conj() * spectrum, shape)
    power = np.fft.irfft2(square.conj() * mask, shape) * np.fft.irfft2(mask.conj() * square, shape)
    overlap = np.fft.irfft2(mask.conj() * mask, shape)
    likeness = product / np.sqrt(np.maximum(power, 1e-3))
    likeness[overlap < 0.15 * known.sum()] = -1
    likeness = np.fft.fftshift(likeness)
    near = max(4, round(0.02 * level.longest))
    likeness[height - 1 - near : height + near, width - 1 - near : width + near] = -1
    return likeness.astype(np.float32)


def _moved(plane: np.ndarray, dy: int, dx: int) -> np.ndarray:
    """What lies `dy` below and `dx` to the right of each pixel; 0 beyond the border."""
    height, width = plane.shape[:2]
    out = np.zeros_like(plane)
    rows, columns = slice(max(0, -dy), min(height, height - dy)), slice(max(0, -dx), min(width, width - dx))
    if rows.start < rows.stop and columns.start < columns.stop:
        out[rows, columns] = plane[rows.start + dy : rows.stop + dy, columns.start + dx : columns.stop + dx]
    return out


def _disagreement(square: np.ndarray, seen: np.ndarray, longest: int) -> np.ndarray:
    """(h, w) mean squared difference around each pixel, of the smallest window that sees enough."""
    total, left = np.zeros_like(seen), np.ones_like(seen)
    for share in _WINDOWS:
        side = 2 * max(2, round(share * longest)) + 1
        mass = cv2.blur(seen, (side, side))
        speaks = left * np.clip(mass / 0.25, 0, 1)
        # Running sums end a hair below zero on a flat place.
        total += speaks * np.maximum(cv2.blur(square * seen, (side, side)), 0) / np.maximum(mass, 1e-4)
        left -= speaks
    return np.where(left < 0.7, total / np.maximum(1 - left, 1e-3), np.inf)


def _noise(level: Level) -> float:
    """Typical grain of the known part in grey levels."""
    rough = np.abs(level.image - cv2.medianBlur(level.image, 3)).mean(-1)
    return float(1.5 * np.median(rough[level.source])) if level.source.any() else 0.0


def _levelled(level: Level, positions: np.ndarray, trusted: np.ndarray) -> np.ndarray:
    """The shifted pieces put together without steps in brightness, and a membrane where they are not trusted.

    At a seam the steps of both pieces count half.
    """
    usable = trusted | ~level.hole
    steps = replace(
        Steps.none(level.height, level.width),
        right=_steps(level, positions, usable, axis=1),
        below=_steps(level, positions, usable, axis=0),
    )
    image = np.where(level.hole[..., None], level.image.reshape(-1, 3)[positions], level.image)
    return integrate(image, level.hole, steps, np.where(trusted, _PULL, 1e-5))


def _steps(level: Level, positions: np.ndarray, usable: np.ndarray, axis: int) -> np.ndarray:
    """(h, w, 3) float32: step to the next pixel along `axis`, as the pieces on either side of it say; else 0."""
    colours, known = level.image.reshape(-1, 3), ~level.hole.ravel()
    stride = 1 if axis == 1 else level.width
    end = level.hole.size - 1
    here, there = (positions[:, :-1], positions[:, 1:]) if axis == 1 else (positions[:-1], positions[1:])
    both = usable[:, :-1] & usable[:, 1:] if axis == 1 else usable[:-1] & usable[1:]
    total, votes = np.zeros((*here.shape, 3), np.float32), np.zeros(here.shape, np.float32)
    for first, second in ((here, np.minimum(here + stride, end)), (np.maximum(there - stride, 0), there)):
        sees = both & known[first] & known[second]
        total += np.where(sees[..., None], colours[second] - colours[first], 0)
        votes += sees
    out = np.zeros(level.image.shape, np.float32)
    (out[:, :-1] if axis == 1 else out[:-1])[:] = total / np.maximum(votes, 1)[..., None]
    return out

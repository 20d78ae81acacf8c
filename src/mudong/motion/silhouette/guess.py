"""From an outline to a figure whose joints somebody may correct by hand: humanoid, or four-legged from the side."""

from __future__ import annotations

import cv2
import numpy as np

from mudong.motion.figure import Figure
from mudong.motion.silhouette.humanoid import humanoid
from mudong.motion.silhouette.paths import Outline
from mudong.motion.silhouette.quadruped import is_four_legged, quadruped
from mudong.spec.joints import NUM_JOINTS

_SIDE = 220
"""Longest side of the outline while limbs are sought, pixels."""
BUST_BORDER = 0.3
"""Share of an outline's breadth on the lower border of the picture from which it is a bust rather than two feet."""


def figure_from_silhouette(mask: np.ndarray) -> Figure:
    """A first guess of the joints from a mask (H, W) uint8, as `silhouette` makes it. ValueError if it is empty."""
    height, width = mask.shape
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if rows.size == 0:
        raise ValueError("the mask is empty")
    corner = np.array([columns[0], rows[0]], np.float64)
    cropped = (mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] > 0).astype(np.uint8)
    scale = min(1.0, _SIDE / max(cropped.shape))
    size = (max(8, round(cropped.shape[1] * scale)), max(8, round(cropped.shape[0] * scale)))
    bust = border_share(mask) > BUST_BORDER
    outline = Outline.of(_one_piece(cv2.resize(cropped, size, interpolation=cv2.INTER_AREA)), open_below=bust)
    if is_four_legged(mask):
        xy, confidence = quadruped(outline.mask, outline.depth)
    else:
        xy, confidence = humanoid(outline, cut_below=bust)
    back = np.array([cropped.shape[1] / size[0], cropped.shape[0] / size[1]])
    return Figure(
        width=width,
        height=height,
        xy=((xy + 0.5) * back + corner).astype(np.float32),
        depth=np.zeros(NUM_JOINTS, np.float32),
        confidence=confidence.astype(np.float32),
        mask=mask,
        source="silhouette",
    )


def border_share(mask: np.ndarray) -> float:
    """Share of the outline's breadth that lies on the lower border of the picture: large where a bust is cut."""
    columns = np.flatnonzero(mask.any(axis=0))
    lowest = mask[-max(2, len(mask) // 200) :].any(axis=0)
    return float(lowest.sum()) / max(1, int(np.ptp(columns)) + 1) if columns.size else 0.0


def _one_piece(small: np.ndarray) -> np.ndarray:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(small, connectivity=8)
    if count < 2:
        return np.ones_like(small, bool)
    return labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))

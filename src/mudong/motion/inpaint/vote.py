"""Turns positions into an image: all patches over a pixel vote for its colour and for its steps to its neighbours.

The steps are integrated with the known pixels held, so brightness goes on over the rim of the hole without a ghost of
its outline (as in Image Melding, Darabi et al. 2012, section 3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from mudong.motion.inpaint.level import Level
from mudong.motion.inpaint.patches import RADIUS
from mudong.motion.inpaint.poisson import Steps, integrate

_PULL = 0.03
"""Weight of a voted colour against a voted step."""
_ANCHOR = 0.5
_FADE = 1.2
"""How much more a patch counts than one that lies a pixel deeper in the hole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What holds the image where an edge is known to go on: guide (h, w, 3) float32, near (h, w) bool."""

    guide: np.ndarray
    near: np.ndarray


def vote(level: Level, positions: np.ndarray, cost: np.ndarray, anchor: Anchor | None = None) -> np.ndarray:
    """(h, w, 3) float32: the hole filled by what the patches say; known pixels as they are."""
    said = _said(level)
    weight = np.exp(-cost / (2 * (float(np.percentile(cost[level.queries], 60)) + 1.0)))
    weight = np.where(level.reaching.ravel(), weight * _FADE ** -np.minimum(level.depth.ravel(), 40), 0)
    wanted = np.flatnonzero(cv2.dilate(level.hole.astype(np.uint8), np.ones((3, 3), np.uint8)))
    ys, xs = np.divmod(wanted, level.width)
    total, mass = np.zeros((len(wanted), said.shape[1]), np.float32), np.full(len(wanted), 1e-30, np.float32)
    for dy in range(-RADIUS, RADIUS + 1):
        for dx in range(-RADIUS, RADIUS + 1):
            y, x = np.clip(ys - dy, 0, level.height - 1), np.clip(xs - dx, 0, level.width - 1)
            centre = y * level.width + x
            share = weight[centre].astype(np.float32)
            total += share[:, None] * said[positions[centre] + wanted - centre]
            mass += share
    image, right, below = (np.zeros(level.image.shape, np.float32) for _ in range(3))
    image.reshape(-1, 3)[wanted] = total[:, :3] / mass[:, None]
    right.reshape(-1, 3)[wanted] = total[:, 3:6] / np.maximum(total[:, 9:10], 1e-30)
    below.reshape(-1, 3)[wanted] = total[:, 6:9] / np.maximum(total[:, 10:], 1e-30)
    image = np.where(level.hole[..., None], image, level.image)
    pull = np.full(level.hole.shape, _PULL)
    if anchor is not None:
        image = np.where(anchor.near[..., None] & level.hole[..., None], anchor.guide, image)
        pull[anchor.near] = _ANCHOR
    steps = replace(Steps.none(level.height, level.width), right=right, below=below)
    return integrate(image, level.hole, steps, pull)


def _said(level: Level) -> np.ndarray:
    """(h * w, 11) float32: colour, step to the right, step down, and whether each step leads to a known pixel."""
    known = (~level.hole).astype(np.float32)
    right = np.diff(level.image, axis=1, append=level.image[:, -1:])
    below = np.diff(level.image, axis=0, append=level.image[-1:])
    leads_right, leads_down = known.copy(), known.copy()
    leads_right[:, :-1] *= known[:, 1:]
    leads_down[:-1] *= known[1:]
    parts = (level.image, right * leads_right[..., None], below * leads_down[..., None])
    return np.concatenate([*parts, leads_right[..., None], leads_down[..., None]], -1).reshape(-1, 11)

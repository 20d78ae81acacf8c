"""One eyelid: its skin comes down over the eye, the lashes at its edge; the eyeball behind stays as it is.

Last of the backward maps, and one with an edge. Knows the lids of one eye, in the face's frame.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.motion.face.curve import Curve, positions, through
from mudong.motion.face.shape import FaceShape

CLOSED = 0.94
"""Where a shut lid ends, as a share of the gap: the lashes cover the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyelid:
    """edges: v of the lid's edge, and the gap below it. lash_px: height of the strip that is not stretched.

    room_px: height of the lid up to the brow. bounds: u0, v0, u1, v1 of all it may change.
    """

    edges: Curve
    lash_px: float
    room_px: float
    bounds: tuple[float, float, float, float]

    @staticmethod
    def of(shape: FaceShape, upper: tuple[int, ...], lower: tuple[int, ...], brow: tuple[int, ...]) -> Eyelid:
        """The lid between two chains of lid points, with its skin up to the brow."""
        top, bottom, line = shape.chain(upper), shape.chain(lower), shape.chain(brow)
        left, right = float(top[0, 0]), float(top[-1, 0])
        width = right - left
        u = positions(left - 0.3 * width, right + 0.3 * width)
        edge = through(u, top)
        inside = np.clip(np.minimum(u - left, right - u) / (0.12 * width), 0, 1)
        gap = np.clip(through(u, bottom) - edge, 0, None) * inside
        room = float(np.clip(np.mean(top[2:-2, 1]) - np.mean(line[:, 1]), 0.25 * width, 0.9 * width))
        return Eyelid(
            edges=Curve(table=np.stack([edge, gap]).astype(np.float32), first_u=float(u[0])),
            lash_px=0.05 * width,
            room_px=room,
            bounds=(left - 2, float(top[:, 1].min()) - room - 2, right + 2, float(bottom[:, 1].max()) + 3),
        )

    def close(self, shut: float, u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """shut: 0..1. The v each pixel of the lid comes from, and how much of a pixel the lid covers (0..1)."""
        edge, gap = self.edges.at(u)
        down = np.float32(shut * CLOSED) * gap
        above = edge + down - v
        lash = np.float32(self.lash_px)
        stretched = np.clip((above - lash) / (np.float32(self.room_px) + down - lash), 0, 1)
        follow = 1 - stretched * (0.6 + stretched * (1.2 - 0.8 * stretched))
        return v - down * follow, np.clip(above + np.float32(0.5), 0, 1)

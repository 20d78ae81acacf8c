"""The mouth: lips part, the jaw drops, and what was hidden comes into view.

Third of the backward maps, and one with an edge: above the opening the picture follows the upper lip, below it the jaw.
Between them lies what the picture shows of the teeth, and below these a hole that `cavity` paints.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import tanh

import numpy as np

from mudong.motion.face import topology as mesh
from mudong.motion.face.curve import Curve, positions, through
from mudong.motion.face.lattice import smoothstep
from mudong.motion.face.shape import FaceShape

UPPER_SHARE = 0.14
"""How much of an opening the upper lip makes; the jaw makes the rest."""
JAW = 0.78
"""How far the chin drops for one unit of the lower lip."""
TEETH_END = 0.8
"""Where teeth in view end, as a share of the lip gap: the mesh's lower lip begins a little below."""
TEETH_STRETCH = 1.3
"""How much taller teeth in view may become: an opening mouth uncovers them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mouth:
    """All in the face's frame, in pixels.

    lips: upper inner lip, lower inner lip, share of the opening. left, right: corners. nose_v and upper_v: where the
    movement of the upper lip begins and is whole. chin_v and end_v: where that of the jaw begins to fade and is gone.
    jaw_reach: half width of the jaw. rest_px: lip gap in the picture. limit_px: what can be added without a fold.
    """

    lips: Curve
    left: float
    right: float
    nose_v: float
    upper_v: float
    chin_v: float
    end_v: float
    jaw_reach: float
    rest_px: float
    limit_px: float

    @staticmethod
    def of(shape: FaceShape, end_v: float) -> Mouth:
        """The mouth of a face that may not be changed below `end_v`."""
        upper, lower = shape.chain(mesh.LIPS_INNER_UPPER), shape.chain(mesh.LIPS_INNER_LOWER)
        left, right = float(upper[0, 0]), float(upper[-1, 0])
        half = (right - left) / 2
        u = positions(left - half, right + half)
        top = through(u, upper)
        bottom = np.maximum(top, through(u, lower))
        opens = np.clip(1 - ((u - (left + right) / 2) / half) ** 2, 0, None) ** 0.8
        nose_v, chin_v = (float(shape.points[index, 1]) for index in (mesh.NOSE_BASE, mesh.CHIN))
        upper_v = float(shape.chain(mesh.LIPS_OUTER_UPPER)[3:8, 1].mean())
        rise_room, drop_room = upper_v - nose_v, min(end_v - chin_v, 1.15 * (chin_v - float(lower[5, 1])))
        return Mouth(
            lips=Curve(table=np.stack([top, bottom, opens]).astype(np.float32), first_u=float(u[0])),
            left=left,
            right=right,
            nose_v=nose_v,
            upper_v=upper_v,
            chin_v=chin_v,
            end_v=end_v,
            jaw_reach=1.15 * float(np.ptp(shape.chain(mesh.OVAL)[:, 0])) / 2,
            rest_px=float(np.max(bottom - top)),
            limit_px=max(0.0, 0.8 * min(rise_room / UPPER_SHARE, drop_room / (1 - UPPER_SHARE))),
        )

    def bounds(self, opening: float) -> tuple[float, float, float, float]:
        """u0, v0, u1, v1 around the lips' inner edges."""
        top, bottom = float(self.lips.table[0].min()), float(self.lips.table[1].max())
        rise, drop = _shares(max(opening, 0.0))
        return self.left, top - float(rise) - 2, self.right, bottom + float(drop) + 2

    def opening(self, wanted_px: float) -> float:
        """Pixels added to the lip gap: an open mouth closes as far as it is open, any opens towards the limit."""
        if wanted_px <= 0 or self.limit_px <= 0:
            return max(min(wanted_px, 0.0), -0.85 * self.rest_px)
        return self.limit_px * tanh(wanted_px / self.limit_px)

    def across(self, u: np.ndarray) -> np.ndarray:
        """u -> -1..1 from corner to corner."""
        return (u - np.float32((self.left + self.right) / 2)) * np.float32(2 / (self.right - self.left))

    def sides(self, opening: float, uv: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What to add to v above the opening and below it, both smooth; and v of the line where they meet."""
        u, v = uv[..., 0], uv[..., 1]
        rise, drop = _shares(opening)
        top, lip, opens = self.lips.at(u)
        above = rise * opens * smoothstep((v - self.nose_v) / (self.upper_v - self.nose_v))
        jaw = np.clip(1 - (self.across(u) * ((self.right - self.left) / 2 / self.jaw_reach)) ** 2, 0, None) ** 2 * JAW
        towards_chin = smoothstep((v - drop * opens - lip) / np.maximum(1.15 * (self.chin_v - lip), 1))
        fade = 1 - smoothstep((v - self.chin_v) / (self.end_v - self.chin_v))
        below = -drop * (opens + (jaw - opens) * towards_chin) * fade
        return above, below, (top + lip - (rise - drop) * opens) / 2

    def between(
        self, opening: float, u: np.ndarray, v: np.ndarray, above: np.ndarray, below: np.ndarray
    ) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """At every pixel around the opening, (rows, columns) float32: its place, and both results of `sides`.

        Returns the v each pixel comes from, and the v of the upper lip, of the end of what the picture shows inside,
        and of the lower lip.
        """
        rise, drop = _shares(opening)
        top, bottom, opens = self.lips.at(u)
        upper, lower = top - rise * opens, bottom + drop * opens
        rest = np.maximum(bottom - top, np.float32(0.5))
        stretch = np.clip((lower - upper) / rest, 1, TEETH_STRETCH)
        inside = np.minimum(top + (v - upper) / stretch, bottom)
        source = np.where(v < upper, v + above, np.where(v > lower, v + below, inside))
        return source, (upper, np.minimum(upper + rest * stretch * TEETH_END, lower), lower)


def _shares(opening: float) -> tuple[np.float32, np.float32]:
    return np.float32(opening * UPPER_SHARE), np.float32(opening * (1 - UPPER_SHARE))

"""Turn and nod: the inner face slides against the outline of the head, as far as a fixed relief of a head says.

First of the backward maps: output position -> position in the unturned face.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import radians, sin

import numpy as np

from mudong.motion.face import topology as mesh
from mudong.motion.face.frame import FaceFrame
from mudong.motion.face.lattice import Lattice, bump
from mudong.motion.face.shape import FaceShape

HEAD_DEPTH = 0.42
NOSE_DEPTH = 0.10
"""Height of the relief over the outline, in units of the eye span."""
SIDE_REACH = 1.3
TOP_REACH = 1.22
BOTTOM_REACH = 1.3
"""Where the relief ends, as a multiple of the distance from the middle of the face to its outline."""
STEEPEST = 0.7
"""Largest change of a displacement per pixel; at 1 the picture would fold over itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadOutline:
    """An ellipse with two different halves, in the face's frame: centre (2,), half width, heights up and down."""

    centre: np.ndarray
    side: float
    top: float
    bottom: float

    @staticmethod
    def around(shape: FaceShape) -> HeadOutline:
        """Where the face stops to move."""
        oval = shape.chain(mesh.OVAL)
        low, high = oval.min(axis=0), oval.max(axis=0)
        centre = (low + high) / 2
        return HeadOutline(
            centre=centre,
            side=float(high[0] - low[0]) / 2 * SIDE_REACH,
            top=float(centre[1] - low[1]) * TOP_REACH,
            bottom=float(high[1] - centre[1]) * BOTTOM_REACH,
        )

    def ring(self) -> np.ndarray:
        """(64, 2) float32: points on the end of the reach."""
        angle = np.linspace(0, 2 * np.pi, 64, endpoint=False)
        u, v = np.cos(angle) * self.side, np.sin(angle)
        return (self.centre + np.stack([u, v * np.where(v < 0, self.top, self.bottom)], axis=-1)).astype(np.float32)

    def squared_radius(self, uv: np.ndarray) -> np.ndarray:
        """(..., 2) -> (...): 0 in the middle, 1 at the end of the reach."""
        u, v = uv[..., 0] - self.centre[0], uv[..., 1] - self.centre[1]
        return (u / self.side) ** 2 + (v / np.where(v < 0, self.top, self.bottom)) ** 2


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadField:
    """relief: (rows, columns) float32 pixels over the lattice's nodes. limit: largest |sin turn| + |sin nod|."""

    relief: np.ndarray
    limit: float

    @staticmethod
    def build(shape: FaceShape, lattice: Lattice) -> HeadField:
        """The relief of this face."""
        uv = shape.local(lattice.nodes)
        dome = np.clip(1.0 - HeadOutline.around(shape).squared_radius(uv), 0.0, None) ** 2
        nose = (uv - shape.points[mesh.NOSE_TIP]) / np.array([0.42, 0.5], np.float32) / shape.span
        relief = shape.span * (HEAD_DEPTH * dome + NOSE_DEPTH * bump((nose**2).sum(axis=-1)))
        return HeadField(relief=relief.astype(np.float32), limit=STEEPEST / max(steepness(relief, lattice.step), 1e-6))

    def back(self, frame: FaceFrame) -> np.ndarray | None:
        """What to add to (u, v) of an output position, (rows, columns, 2); None when the head does not move."""
        if frame.turn == 0 and frame.nod == 0:
            return None
        turn, nod = sin(radians(frame.turn)), sin(radians(frame.nod))
        scale = min(1.0, self.limit / max(abs(turn) + abs(nod), 1e-6))
        return self.relief[..., None] * np.array([-turn * scale, -nod * scale], np.float32)


def steepness(values: np.ndarray, step: int) -> float:
    """Largest gradient of a scalar over the lattice, per pixel."""
    along_y, along_x = np.gradient(values, step)
    return float(np.hypot(along_x, along_y).max())

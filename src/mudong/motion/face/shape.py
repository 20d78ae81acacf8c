"""`FaceShape`: where the parts of one pictured face are, in the face's own upright frame.

The rig bends around it, the retargeting adapts to it. Knows nothing about colours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.motion.face import topology as mesh
from mudong.motion.face.coefficients import FaceCoefficients, face_coefficients

MIN_SIZE_PX = 80.0
MAX_TURN_DEG = 32.0
MAX_NOD_DEG = 28.0
HALF_PIXEL = 0.5
"""Mesh points are continuous (pixel 0 covers 0 to 1); OpenCV looks up by the middles of pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceShape:
    """A face with its origin between the eyes' outer corners, u to the picture's right and v down, in pixels.

    points: (468, 2) float32 in that frame. origin, across: (2,) float32 in the picture; span: distance of the eyes'
    outer corners. rest: its expression.
    """

    points: np.ndarray
    origin: np.ndarray
    across: np.ndarray
    span: float
    rest: FaceCoefficients

    @staticmethod
    def of(landmarks: np.ndarray) -> FaceShape:
        """From (468, 3) mesh points in pixels of a picture. Raises ValueError as `face_coefficients` does."""
        rest = face_coefficients(landmarks)
        flat = np.asarray(landmarks, np.float64)[:, :2] - HALF_PIXEL
        lines = [flat[left] - flat[right] for right, left in mesh.ACROSS]
        across = np.sum(lines, axis=0)
        across /= max(float(np.linalg.norm(across)), 1e-9)
        origin = (flat[mesh.EYE_OUTER_R] + flat[mesh.EYE_OUTER_L]) / 2
        local = (flat - origin) @ _turn_to_local(across)
        span = float(local[mesh.EYE_OUTER_L, 0] - local[mesh.EYE_OUTER_R, 0])
        return FaceShape(
            points=local.astype(np.float32),
            origin=origin.astype(np.float32),
            across=across.astype(np.float32),
            span=span,
            rest=rest,
        )

    @property
    def down(self) -> np.ndarray:
        """(2,) float32, the direction of v in the picture."""
        return np.array([-self.across[1], self.across[0]], np.float32)

    @property
    def movable(self) -> bool:
        """Whether it is large enough, and seen enough from the front, to be bent without looking wrong."""
        return (
            self.rest.size_px >= MIN_SIZE_PX
            and self.span >= 0.3 * self.rest.size_px
            and abs(self.rest.turn_deg) <= MAX_TURN_DEG
            and abs(self.rest.nod_deg) <= MAX_NOD_DEG
        )

    def local(self, xy: np.ndarray) -> np.ndarray:
        """(..., 2) picture -> (..., 2) face."""
        return (xy - self.origin) @ _turn_to_local(self.across).astype(np.float32)

    def picture(self, uv: np.ndarray) -> np.ndarray:
        """(..., 2) face -> (..., 2) picture."""
        return uv @ _turn_to_local(self.across).T.astype(np.float32) + self.origin

    def chain(self, indices: tuple[int, ...]) -> np.ndarray:
        """(n, 2) float32: a chain of the topology."""
        return self.points[list(indices)]


def _turn_to_local(across: np.ndarray) -> np.ndarray:
    return np.array([[across[0], -across[1]], [across[1], across[0]]])

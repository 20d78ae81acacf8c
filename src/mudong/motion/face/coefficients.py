"""From 468 mesh points to the numbers of a `FaceTrack`: the one place where they are measured.

Knows nothing about estimators (it takes their points) or about time.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees, hypot

import numpy as np

from mudong.motion.face import topology as mesh

NOSE_LEAN_DEG = -17.0
"""How far the line from forehead to nose base leans towards the viewer in a face that looks straight ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceCoefficients:
    """One face in one picture, in the units of `FaceTrack`.

    size_px: chin to forehead. turn_deg: > 0 towards the right side of the picture. nod_deg: > 0 looks down.
    """

    mouth_open: float
    mouth_wide: float
    eye_open_l: float
    eye_open_r: float
    brow_l: float
    brow_r: float
    size_px: float
    turn_deg: float
    nod_deg: float


def face_coefficients(landmarks: np.ndarray) -> FaceCoefficients:
    """Measure (468, 3) points: pixels, x right, y down, z away from the viewer in the same unit.

    Lengths are taken along the face's own axes, so that a turned or tilted head gives the same numbers.
    Raises ValueError for another shape or points that are not finite.
    """
    points = np.asarray(landmarks, np.float64)
    if points.shape != (mesh.NUM_POINTS, 3) or not np.isfinite(points).all():
        raise ValueError(f"landmarks must be finite and ({mesh.NUM_POINTS}, 3), got {points.shape}")
    across, down = face_axes(points)
    x, y = points @ across, points @ down
    span = max(x[mesh.EYE_OUTER_L] - x[mesh.EYE_OUTER_R], 1e-6)
    inner = slice(3, 8)
    gap = np.mean(y[list(mesh.LIPS_INNER_LOWER[inner])] - y[list(mesh.LIPS_INNER_UPPER[inner])])
    wide = hypot(
        x[mesh.MOUTH_CORNER_L] - x[mesh.MOUTH_CORNER_R],
        y[mesh.MOUTH_CORNER_L] - y[mesh.MOUTH_CORNER_R],
    )
    return FaceCoefficients(
        mouth_open=float(max(0.0, gap) / span),
        mouth_wide=float(wide / span),
        eye_open_l=_eye_open(x, y, mesh.LID_UPPER_L, mesh.LID_LOWER_L),
        eye_open_r=_eye_open(x, y, mesh.LID_UPPER_R, mesh.LID_LOWER_R),
        brow_l=_brow_height(y, mesh.BROW_UPPER_L + mesh.BROW_LOWER_L, mesh.LID_LOWER_L) / span,
        brow_r=_brow_height(y, mesh.BROW_UPPER_R + mesh.BROW_LOWER_R, mesh.LID_LOWER_R) / span,
        size_px=float(np.linalg.norm(points[mesh.FOREHEAD_TOP] - points[mesh.CHIN])),
        turn_deg=degrees(atan2(across[2], hypot(across[0], across[1]))),
        nod_deg=degrees(atan2(down[2], hypot(down[0], down[1]))) - NOSE_LEAN_DEG,
    )


def face_axes(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors of the face: towards the person's left, and down. Orthogonal, (3,) each."""
    across = np.sum([points[left] - points[right] for right, left in mesh.ACROSS], axis=0)
    across /= max(float(np.linalg.norm(across)), 1e-9)
    down = points[mesh.NOSE_BASE] - points[mesh.FOREHEAD_TOP]
    down = down - (down @ across) * across
    return across, down / max(float(np.linalg.norm(down)), 1e-9)


def _eye_open(x: np.ndarray, y: np.ndarray, upper: tuple[int, ...], lower: tuple[int, ...]) -> float:
    middle = slice(3, 6)
    gap = float(np.mean(y[list(lower[middle])] - y[list(upper[middle])]))
    width = max(hypot(x[upper[-1]] - x[upper[0]], y[upper[-1]] - y[upper[0]]), 1e-6)
    return max(0.0, gap) / width


def _brow_height(y: np.ndarray, brow: tuple[int, ...], lid: tuple[int, ...]) -> float:
    """From the line between the eye's corners up to the brow: lids would move with every blink."""
    return float((y[lid[0]] + y[lid[-1]]) / 2 - np.mean(y[list(brow)]))

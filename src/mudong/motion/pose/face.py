"""From a face mesh to what the face does: lips, lids, brows, as numbers that do not depend on whose face it is.

Indices are those of the MediaPipe face mesh. Distances are taken in space, so that a turned head changes them little.
"""

from __future__ import annotations

import math
from dataclasses import fields

import numpy as np

from mudong.motion.pose.estimator import FaceMesh, PoseEstimator
from mudong.motion.pose.region import Region
from mudong.motion.track import FaceTrack

MIN_FACE_PX = 48
REGION_SCALE = 1.5
FOREHEAD, CHIN = 10, 152
OUTER_R, INNER_R, INNER_L, OUTER_L = 33, 133, 362, 263
LIDS_R = [[160, 159, 158], [144, 145, 153]]
LIDS_L = [[385, 386, 387], [380, 374, 373]]
LIPS = [[82, 13, 312], [87, 14, 317]]
MOUTH_CORNERS = 61, 291
BROW_R, BROW_L = [63, 105, 66], [293, 334, 296]
FACE_FIELDS = tuple(entry.name for entry in fields(FaceTrack))


def coefficients(mesh: FaceMesh) -> np.ndarray:
    """(8,) the fields of `FaceTrack` in their order."""
    p = mesh.points.astype(np.float64)
    eyes = _gap(p, OUTER_R, OUTER_L)
    return np.array(
        [
            _gap(p, *LIPS) / eyes,
            _gap(p, *MOUTH_CORNERS) / eyes,
            _gap(p, *LIDS_L) / _gap(p, INNER_L, OUTER_L),
            _gap(p, *LIDS_R) / _gap(p, INNER_R, OUTER_R),
            float(np.linalg.norm(p[BROW_L].mean(axis=0) - p[[INNER_L, OUTER_L]].mean(axis=0))) / eyes,
            float(np.linalg.norm(p[BROW_R].mean(axis=0) - p[[INNER_R, OUTER_R]].mean(axis=0))) / eyes,
            _gap(p, FOREHEAD, CHIN),
            mesh.presence,
        ]
    )


def _gap(points: np.ndarray, a: int | list[int], b: int | list[int]) -> float:
    """Distance between two points, or the mean distance of pairs; never zero."""
    return max(float(np.linalg.norm(points[a] - points[b], axis=-1).mean()), 1e-6)


def region_of(mesh: FaceMesh) -> Region:
    """Where to read the same face again: around the mesh, level with the eyes."""
    xy = mesh.points[:, :2].astype(np.float64)
    across = xy[OUTER_L] - xy[OUTER_R]
    angle = math.atan2(across[1], across[0])
    c, s = math.cos(angle), math.sin(angle)
    level = xy @ np.array([[c, -s], [s, c]])
    low, high = level.min(axis=0), level.max(axis=0)
    center = np.array([[c, -s], [s, c]]) @ (0.5 * (low + high))
    return Region(x=center[0], y=center[1], size=max(float((high - low).max()), 1.0) * REGION_SCALE, angle=angle)


def read_precisely(pixels: np.ndarray, region: Region, estimator: PoseEstimator, *, rounds: int = 2) -> FaceMesh | None:
    """The face mesh, read again in the region that the former reading gives; for single pictures."""
    mesh = estimator.read_face(pixels, region)
    for _ in range(rounds):
        if mesh is None:
            return None
        mesh = estimator.read_face(pixels, region_of(mesh))
    return mesh


class FaceReader:
    """Reads one face through a video; belongs to one thread. The region follows the mesh while body and mesh agree."""

    def __init__(self, estimator: PoseEstimator) -> None:
        self._estimator = estimator
        self._region: Region | None = None

    def read(self, pixels: np.ndarray, guess: Region) -> np.ndarray:
        """(8,) coefficients, NaN with confidence 0 where no face of `MIN_FACE_PX` can be read."""
        nothing = np.full(len(FACE_FIELDS), np.nan)
        nothing[-1] = 0
        if guess.size < MIN_FACE_PX * REGION_SCALE:
            self._region = None
            return nothing
        mesh = self._estimator.read_face(pixels, self._followed(guess))
        self._region = None if mesh is None else region_of(mesh)
        return nothing if mesh is None else coefficients(mesh)

    def _followed(self, guess: Region) -> Region:
        former = self._region
        if former is None:
            return guess
        apart = math.hypot(former.x - guess.x, former.y - guess.y)
        turned = abs(math.remainder(former.angle - guess.angle, 2 * math.pi))
        agree = apart < 0.15 * guess.size and 0.75 < former.size / guess.size < 1.33 and turned < 0.5
        return former if agree else guess

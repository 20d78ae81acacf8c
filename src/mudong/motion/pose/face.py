"""Reads one face through a video or out of a picture: where to look next, and what to write down of it."""

from __future__ import annotations

import math
from dataclasses import fields

import numpy as np

from mudong.motion.face.coefficients import face_coefficients
from mudong.motion.face.topology import EYE_OUTER_L, EYE_OUTER_R
from mudong.motion.pose.estimator import FaceMesh, PoseEstimator
from mudong.motion.pose.region import Region
from mudong.motion.track import FaceTrack

MIN_FACE_PX = 48
REGION_SCALE = 1.5
FACE_FIELDS = tuple(entry.name for entry in fields(FaceTrack))


def coefficients(mesh: FaceMesh) -> np.ndarray:
    """The fields of `FaceTrack` in their order."""
    numbers = face_coefficients(mesh.points)
    return np.array([mesh.presence if name == "confidence" else getattr(numbers, name) for name in FACE_FIELDS])


def region_of(mesh: FaceMesh) -> Region:
    """Where to read the same face again: around the mesh, level with the eyes."""
    xy = mesh.points[:, :2].astype(np.float64)
    across = xy[EYE_OUTER_L] - xy[EYE_OUTER_R]
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
        """(fields,) coefficients, NaN with confidence 0 where no face of `MIN_FACE_PX` can be read."""
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

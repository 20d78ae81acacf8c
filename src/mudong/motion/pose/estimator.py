"""What a pose estimator promises, and what it hands out: bodies in the joint set of this project.

Beside its consumers `picture` and `video`. Another estimator is one class with these three methods.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from mudong.motion.pose.region import Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Somebody may be here: the region to look into, and how likely it is (0..1)."""

    region: Region
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One body in one frame, in pixels of that frame.

    xy: (21, 2) float32; depth: (21,) float32 pixels from the pelvis, smaller is nearer; confidence: (21,) float32.
    hands: (2, 3, 2) float32, as in `PoseTrack`. presence: 0..1, how sure it is that somebody is there at all.
    next_region: where to look for the same body in the next frame. face_region: where its face mesh is to be read.
    region, mask: the square that was read and, when asked for, a (side, side) float32 picture of it, 0..1.
    """

    xy: np.ndarray
    depth: np.ndarray
    confidence: np.ndarray
    hands: np.ndarray
    presence: float
    region: Region
    next_region: Region
    face_region: Region | None
    mask: np.ndarray | None = None

    @property
    def box(self) -> np.ndarray:
        """(4,) x0, y0, x1, y1 around the joints."""
        return np.concatenate([self.xy.min(axis=0), self.xy.max(axis=0)]).astype(np.float32)

    @property
    def size(self) -> float:
        """Diagonal of the box in pixels: how large somebody is, whatever the pose."""
        box = self.box
        return float(np.hypot(box[2] - box[0], box[3] - box[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceMesh:
    """A face: 468 points (x, y and depth in pixels, MediaPipe topology), and how sure it is (0..1)."""

    points: np.ndarray
    presence: float


class PoseEstimator(Protocol):
    """Finds and reads bodies in single pictures, (height, width, 3) uint8 RGB."""

    def find(self, pixels: np.ndarray) -> list[Sighting]:
        """Everybody who may be in the picture, the surest first."""
        ...

    def read(self, pixels: np.ndarray, region: Region, *, with_mask: bool = False) -> Body | None:
        """The body inside a region, or None where nobody is."""
        ...

    def read_face(self, pixels: np.ndarray, region: Region) -> FaceMesh | None:
        """The face inside a region, or None. May run in another thread beside `read`."""
        ...

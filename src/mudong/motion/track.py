"""`PoseTrack`: the movement of one body over time, wherever it came from. Every later step reads only this.

Knows nothing about estimators or files; those make one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from mudong.spec.joints import NUM_JOINTS

NUM_HAND_POINTS = 3
"""Index knuckle, little knuckle, thumb tip: enough to know where a hand points and how it is turned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceTrack:
    """What a face does, in numbers that do not depend on whose face it is. Every array has length `frames`.

    mouth_open: gap between the lips over the distance of the eyes' outer corners (0 closed).
    mouth_wide: distance of the mouth's corners over the same.
    eye_open_l, eye_open_r: lid gap over eye width. brow_l, brow_r: brow height over the eye, same unit as mouth_open.
    size_px: distance from chin to forehead in pixels of the source. turn_deg, nod_deg: the head's, 0 straight ahead,
    > 0 towards the right side of the picture and down. confidence: 0..1.
    """

    mouth_open: np.ndarray
    mouth_wide: np.ndarray
    eye_open_l: np.ndarray
    eye_open_r: np.ndarray
    brow_l: np.ndarray
    brow_r: np.ndarray
    size_px: np.ndarray
    turn_deg: np.ndarray
    nod_deg: np.ndarray
    confidence: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class PoseTrack:
    """Time x joints, at a constant rate.

    xy: (frames, 21, 2) float32 pixels, x right and y down, in a picture of `width` x `height`.
    depth: (frames, 21) float32, same unit as xy, relative to the pelvis, smaller is nearer to the camera.
    confidence: (frames, 21) float32 0..1; 0 where a joint was never seen. xy is finite everywhere.
    hands: (frames, 2, 3, 2) float32 pixels, left then right, or None.
    source: `video`, `bvh`, `json` or `world`. has_depth: whether `depth` means anything.
    """

    fps: Fraction
    width: int
    height: int
    xy: np.ndarray
    depth: np.ndarray
    confidence: np.ndarray
    hands: np.ndarray | None = None
    face: FaceTrack | None = None
    source: str = "json"
    has_depth: bool = True

    def __post_init__(self) -> None:
        frames = len(self.xy)
        if self.xy.shape != (frames, NUM_JOINTS, 2) or frames == 0:
            raise ValueError(f"xy must be (frames, {NUM_JOINTS}, 2), got {self.xy.shape}")
        if self.depth.shape != (frames, NUM_JOINTS) or self.confidence.shape != (frames, NUM_JOINTS):
            raise ValueError(f"depth {self.depth.shape} and confidence {self.confidence.shape} must match xy")
        if not (np.isfinite(self.xy).all() and np.isfinite(self.depth).all() and np.isfinite(self.confidence).all()):
            raise ValueError("a pose track must be finite")

    def __len__(self) -> int:
        return len(self.xy)

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return float(len(self) / self.fps)

    def span(self, start: int, stop: int) -> PoseTrack:
        """Frames `start` to `stop` (exclusive), clipped."""
        keep = slice(max(0, start), min(len(self), stop))
        face = self.face
        if face is not None:
            face = FaceTrack(**{name: getattr(face, name)[keep] for name in FaceTrack.__slots__})
        return replace(
            self,
            xy=self.xy[keep],
            depth=self.depth[keep],
            confidence=self.confidence[keep],
            hands=None if self.hands is None else self.hands[keep],
            face=face,
        )

"""`RawTrack`: what was read from every decoded frame, and how it becomes a `PoseTrack` at a constant rate."""

from __future__ import annotations

from dataclasses import dataclass, fields
from fractions import Fraction

import numpy as np

from mudong.motion.resample import cubic_at, linear_at
from mudong.motion.track import FaceTrack, PoseTrack


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTrack:
    """What was read from every decoded frame, at the times the frames have, nothing repaired.

    times_s: (frames,). xy: (frames, 21, 2), depth and confidence: (frames, 21), hands: (frames, 2, 3, 2), as in
    `PoseTrack`, but NaN (confidence 0) where the body was not found. boxes: (frames, 4) NaN likewise.
    face: NaN where no face was read, or None where none ever was. people: (frames,) how many were in sight.
    """

    width: int
    height: int
    times_s: np.ndarray
    xy: np.ndarray
    depth: np.ndarray
    confidence: np.ndarray
    hands: np.ndarray
    boxes: np.ndarray
    people: np.ndarray
    face: FaceTrack | None = None

    @property
    def found(self) -> np.ndarray:
        """(frames,) whether the body was found."""
        return np.isfinite(self.xy[:, 0, 0])

    def at_rate(self, fps: Fraction) -> PoseTrack:
        """The track with its first frame at the first decoded frame and a constant rate from there on.

        Frames that are on the grid already are taken as they are. Where the body was not found xy is interpolated and
        confidence is 0; where it never was, the joints lie in the middle of the picture.
        """
        times = self.times_s - self.times_s[0]
        grid = np.arange(round(float(times[-1] * fps)) + 1) / float(fps)
        on_grid = len(grid) == len(times) and bool((np.abs(grid - times) < _ON_GRID / float(fps)).all())
        at = times if on_grid else grid
        known = self.found
        hidden = linear_at((~known).astype(np.float32), at, times) > 0
        confidence = linear_at(self.confidence, at, times)
        confidence[hidden] = 0

        def between(values: np.ndarray) -> np.ndarray:
            if not known.any():
                middle = np.array([self.width, self.height], np.float32) / 2 if values.shape[-1] == 2 else 0
                return np.zeros((len(at), *values.shape[1:]), np.float32) + middle
            return cubic_at(values[known], at, times[known])

        return PoseTrack(
            fps=fps,
            width=self.width,
            height=self.height,
            xy=between(self.xy),
            depth=between(self.depth),
            confidence=confidence,
            hands=between(self.hands),
            face=None if self.face is None else _face_at(self.face, at, times),
            source="video",
        )


_ON_GRID = 0.3
"""How far a frame may be from its place on the grid, in frames, before it counts as another moment."""


def _face_at(face: FaceTrack, at: np.ndarray, times: np.ndarray) -> FaceTrack:
    known = face.confidence > 0
    rows = {
        field.name: linear_at(getattr(face, field.name)[known], at, times[known])
        for field in fields(face)
        if field.name != "confidence"
    }
    confidence = linear_at(face.confidence, at, times)
    confidence[linear_at((~known).astype(np.float32), at, times) > 0] = 0
    return FaceTrack(confidence=confidence, **rows)

"""A pose track at another frame rate: monotone cubics between the frames, so that nothing overshoots.

Knows nothing about where tracks come from. Time zero stays time zero, the length stays to the nearest frame.
"""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction

import numpy as np
from scipy.interpolate import PchipInterpolator

from mudong.motion.track import FaceTrack, PoseTrack
from mudong.spec.timebase import Timebase


def resample(track: PoseTrack, fps: float | Fraction) -> PoseTrack:
    """`track` at `fps`; the very same object when it has that rate already."""
    target = Timebase.of(fps)
    if target.fps == track.fps:
        return track
    count = target.num_frames(track.duration_s)
    at = np.minimum(np.arange(count) * float(track.fps / target.fps), len(track) - 1)
    face = track.face
    if face is not None:
        face = FaceTrack(**{f.name: linear_at(getattr(face, f.name), at) for f in fields(face)})
    return replace(
        track,
        fps=target.fps,
        xy=cubic_at(track.xy, at),
        depth=cubic_at(track.depth, at),
        confidence=linear_at(track.confidence, at),
        hands=None if track.hands is None else cubic_at(track.hands, at),
        face=face,
    )


def cubic_at(values: np.ndarray, at: np.ndarray, times: np.ndarray | None = None) -> np.ndarray:
    """(len(at), ...) float32: values of (frames, ...) at places `at` between the frames, never beyond a neighbour.

    times: (frames,) where the frames are; their index where it is not given.
    """
    if len(values) < 2:
        return np.repeat(values[:1], len(at), axis=0).astype(np.float32)
    knots = np.arange(len(values), dtype=np.float64) if times is None else times
    inside = np.clip(at, knots[0], knots[-1])
    return PchipInterpolator(knots, values.astype(np.float64), axis=0)(inside).astype(np.float32)


def linear_at(values: np.ndarray, at: np.ndarray, times: np.ndarray | None = None) -> np.ndarray:
    """(len(at), ...) float32: the same along straight lines."""
    knots = np.arange(len(values), dtype=np.float64) if times is None else times
    flat = values.reshape(len(values), -1)
    columns = [np.interp(at, knots, flat[:, i]) for i in range(flat.shape[1])]
    return np.stack(columns, axis=1).reshape(len(at), *values.shape[1:]).astype(np.float32)

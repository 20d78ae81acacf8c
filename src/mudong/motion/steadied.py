"""A dance freed from its camera: when the camera pans or zooms, the dancer's travel in the picture is not the dancer's.

The background's movement was measured beside the poses; what it says of the camera is taken out of the track.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mudong.motion.checks.limits import DEFAULT_LIMITS
from mudong.motion.measures import VideoMeasures
from mudong.motion.track import PoseTrack

_NOTICEABLE = 0.03
"""Share of the frame from which a camera's wandering is taken out: below, the measure's own noise would be added."""


def without_camera(track: PoseTrack, measures: VideoMeasures | None, start_s: float = 0.0) -> PoseTrack:
    """The track as a camera would have seen it that stood where it stood in the first frame.

    start_s: where the track begins on the measures' clock. A still camera gives the very same track.
    """
    if measures is None or len(measures.times_s) < 2:
        return track
    size = np.array([track.width, track.height], float)
    steps = np.nan_to_num(measures.camera.astype(float))
    # A cut is no camera move: the picture before and after have nothing to do with each other.
    steps[measures.cut > DEFAULT_LIMITS.cut] = 0.0
    path = np.cumsum(steps, axis=0)
    if np.ptp(path[:, :2], axis=0).max() < _NOTICEABLE and np.ptp(path[:, 2]) < _NOTICEABLE:
        return track
    times = start_s + np.arange(len(track)) / float(track.fps)
    here = np.stack([np.interp(times, measures.times_s, path[:, axis]) for axis in range(3)], axis=1)
    here -= here[0]
    centre = size / 2
    shift = here[:, None, :2] * size
    zoom = np.exp(here[:, None, 2:])

    def steady(points: np.ndarray) -> np.ndarray:
        flat = points.reshape(len(points), -1, 2)
        return ((flat - centre - shift) / zoom + centre).reshape(points.shape).astype(np.float32)

    return replace(
        track,
        xy=steady(track.xy),
        depth=(track.depth / zoom[..., 0]).astype(np.float32),
        hands=None if track.hands is None else steady(track.hands),
    )

"""What was measured of a reference video beside its poses: stored with the track, judged by `checks`.

Measuring and deciding are apart: nothing here knows a limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoMeasures:
    """One row per decoded frame of the source.

    times_s: (frames,) presentation time. cut: (frames,) 0..1, how unlike the former frame the whole picture is.
    camera: (frames, 3) movement of the background since the former frame: x and y as a fraction of the frame's width
    and height, and the logarithm of the zoom. people: (frames,) how many bodies were found (carried forward between
    detections). boxes: (frames, 4) x0, y0, x1, y1 of the followed body in pixels, NaN where it was not found.
    """

    times_s: np.ndarray
    cut: np.ndarray
    camera: np.ndarray
    people: np.ndarray
    boxes: np.ndarray


class FrameObserver(Protocol):
    """Looks at every decoded frame beside the pose estimator."""

    def see(self, time_s: float, pixels: np.ndarray, box: np.ndarray | None, people: int) -> None:
        """One frame: pixels (height, width, 3) uint8 RGB; box of the followed body in pixels, or None."""
        ...

    def measures(self) -> VideoMeasures:
        """All that was seen."""
        ...

"""`Figure`: one body in one picture — where its joints are. What the rig is built on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from mudong.spec.joints import NUM_JOINTS

FigureSource = Literal["detector", "file", "silhouette"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Joints in a picture of `width` x `height` pixels.

    xy: (21, 2) float32; depth: (21,) float32, same unit, smaller is nearer; confidence: (21,) float32 0..1.
    hands: (2, 3, 2) float32 (index knuckle, little knuckle, thumb tip; left then right) or None.
    face: (468, 3) float32 pixels of the face mesh (topology of the MediaPipe face mesh) or None.
    mask: (height, width) uint8, how likely each pixel belongs to the body (0..255), or None. It is a coarse start.
    source: found by the detector, read from a file, or guessed from the silhouette.
    """

    width: int
    height: int
    xy: np.ndarray
    depth: np.ndarray
    confidence: np.ndarray
    hands: np.ndarray | None = None
    face: np.ndarray | None = None
    mask: np.ndarray | None = None
    source: FigureSource = "detector"

    def __post_init__(self) -> None:
        if self.xy.shape != (NUM_JOINTS, 2) or not np.isfinite(self.xy).all():
            raise ValueError(f"xy must be finite and ({NUM_JOINTS}, 2), got {self.xy.shape}")

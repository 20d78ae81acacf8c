"""Bytes of frames to the floats of the VAE and back."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def to_floats(frames_FHWC: Tensor) -> Tensor:
    """(..., F, H, W, 3) uint8 -> (..., 3, F, H, W) float in -1..1."""
    return frames_FHWC.movedim(-1, -4).float() / 127.5 - 1.0


def to_bytes(video_CFHW: Tensor) -> np.ndarray:
    """(..., 3, F, H, W) float -> (..., F, H, W, 3) uint8, rounded and clipped."""
    scaled = ((video_CFHW.float() + 1.0) * 127.5).round().clamp(0, 255)
    return np.ascontiguousarray(scaled.to(torch.uint8).movedim(-4, -1).cpu().numpy())

"""Movement as tokens: one per joint and latent frame, standing at the joint. What a token holds is small: where the
joint is in each of the latent frame's frames, relative to the token's own place, and how sure that is.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from mudong.spec.joints import NUM_JOINTS
from mudong.spec.shape import LatentStride

_FRAMES = LatentStride().frames
MOTION_WIDTH = NUM_JOINTS + 3 * _FRAMES
"""Numbers of a motion token: which joint (one of 21), then dx, dy and confidence for each of 4 frames."""


def joint_tokens(xy: np.ndarray, confidence: np.ndarray, token_px: float) -> tuple[Tensor, Tensor]:
    """Positions (latent frames, 21, 2), x and y in tokens, and rows (latent frames x 21, MOTION_WIDTH).

    xy: (frames, 21, 2) pixels of the generated frame. confidence: (frames, 21) in 0..1. token_px: pixels of a token.
    The first frame stands alone, as in the causal VAE; a last latent frame that is not full repeats its last frame.
    Joints that are not seen count for nothing in a token's place, unless none is.
    """
    where = _by_latent_frame(torch.from_numpy(np.array(xy, np.float32)) / token_px)
    sure = _by_latent_frame(torch.from_numpy(np.array(confidence, np.float32)))
    weight = sure.clamp(min=1e-4)[..., None]
    place = (where * weight).sum(1) / weight.sum(1)
    moved = torch.where(sure[..., None] > 0, where - place[:, None], 0.0)
    told = torch.cat([moved, sure[..., None]], dim=-1).permute(0, 2, 1, 3).flatten(-2)
    which = torch.eye(NUM_JOINTS).expand(len(place), -1, -1)
    return place, torch.cat([which, told], dim=-1).flatten(0, 1)


def _by_latent_frame(values: Tensor) -> Tensor:
    """(frames, ...) -> (latent frames, 4, ...)."""
    first = values[:1].expand(_FRAMES, *values.shape[1:])
    missing = -(len(values) - 1) % _FRAMES
    rest = torch.cat([values[1:], values[-1:].expand(missing, *values.shape[1:])])
    return torch.cat([first, rest]).unflatten(0, (-1, _FRAMES))

"""How far frames are from frames, in the ways that eyes mind, heavier where characters are.

Shapes: B clips, F frames, H x W pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional


@dataclass(frozen=True, slots=True, kw_only=True)
class PixelWeights:
    """edge: of differences between neighbours. pooled: of 4 x 4 means. square: of squares. character: of a pixel of the
    cast against one of the place.
    """

    edge: float = 1.0
    pooled: float = 0.5
    square: float = 1.0
    character: float = 4.0


def pixel_loss(made_BCFHW: Tensor, true_BCFHW: Tensor, characters_BFHW: Tensor, weights: PixelWeights) -> Tensor:
    """One number: L1, L1 of gradients, L1 of pooled frames and squares, weighted by the masks. Pixels in -1..1."""
    difference = (made_BCFHW.float() - true_BCFHW.float()).flatten(1, 2)
    weight = (1 + (weights.character - 1) * characters_BFHW.float()).repeat(1, made_BCFHW.shape[1], 1, 1)
    weight = weight / weight.mean()
    loss = (weight * (difference.abs() + weights.square * difference.square())).mean()
    rows, columns = difference.diff(dim=-2), difference.diff(dim=-1)
    edges = (weight[..., 1:, :] * rows.abs()).mean() + (weight[..., 1:] * columns.abs()).mean()
    pooled = (functional.avg_pool2d(weight, 4) * functional.avg_pool2d(difference, 4).abs()).mean()
    return loss + weights.edge * edges + weights.pooled * pooled


@torch.no_grad()
def psnr(made_BCFHW: Tensor, true_BCFHW: Tensor, mask_BFHW: Tensor | None = None) -> Tensor:
    """(B,) decibels over each clip, or over its masked pixels. Pixels in -1..1; clipped as they would be shown."""
    squares = (made_BCFHW.float().clamp(-1, 1) - true_BCFHW.float()).square().mean(dim=1)
    if mask_BFHW is None:
        error = squares.flatten(1).mean(dim=1)
    else:
        inside = mask_BFHW.float()
        error = (squares * inside).flatten(1).sum(1) / inside.flatten(1).sum(1).clamp(min=1)
    return -10 * torch.log10((error / 4).clamp(min=1e-10))

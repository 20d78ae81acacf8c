"""Which times are visited: the grid of a sampler and the draws of training, under one shift towards noise.

Larger pictures need more of the path near the noise: neighbouring cells tell the same (Esser et al. 2024, eq. 23).
"""

from __future__ import annotations

import torch
from torch import Tensor


def shifted(t: Tensor, shift: float) -> Tensor:
    """Times moved towards 1 by `shift` (1: not at all). Monotonous, keeps 0 and 1."""
    return shift * t / (1 + (shift - 1) * t)


def times(num_steps: int, shift: float = 1.0, *, start: float = 1.0) -> Tensor:
    """(num_steps + 1,) falling times from `start` to 0; `start` below 1 begins with a picture that is half there."""
    if num_steps < 1:
        raise ValueError(f"num_steps must be at least 1, got {num_steps}")
    if not 0 < start <= 1:
        raise ValueError(f"start must lie in (0, 1], got {start}")
    even = torch.linspace(1.0, 0.0, num_steps + 1, dtype=torch.float64)
    return (shifted(even, shift) * start).float()


def draw_times(count: int, generator: torch.Generator, *, shift: float = 1.0, spread: float = 1.0) -> Tensor:
    """(count,) times for training: logit-normal of that spread, stratified over the draw, then shifted.

    Stratified: one draw per equal share of probability, which lowers the variance of a step's loss.
    """
    strata = torch.randperm(count, generator=generator)
    quantile = (strata + torch.rand(count, generator=generator)) / count
    normal = torch.special.ndtri(quantile.double().clamp(1e-6, 1 - 1e-6))
    return shifted(torch.sigmoid(spread * normal), shift).float()

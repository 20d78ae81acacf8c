"""Muon for convolutions: momentum whose update is made orthogonal, filters as rows of a matrix.

After K. Jordan and others, "Muon: an optimizer for hidden layers in neural networks" (2024).
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor
from torch.optim import Optimizer

_QUINTIC = (3.4445, -4.7750, 2.0315)
"""Coefficients of the iteration: singular values from 0..1 to about 0.7..1.2 in five steps."""


class Muon(Optimizer):
    """For weights of two dimensions and more; everything else belongs to another optimiser."""

    def __init__(self, params: Iterable[Tensor], lr: float = 0.02, momentum: float = 0.9, decay: float = 0.05) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """One update of every weight that has a gradient."""
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is None:
                    continue
                state = self.state[weight]
                speed = state.setdefault("speed", torch.zeros_like(weight))
                speed.lerp_(weight.grad, 1 - group["momentum"])
                update = orthogonal(weight.grad.lerp(speed, group["momentum"]).flatten(1))
                wide = max(1.0, update.shape[0] / update.shape[1]) ** 0.5
                weight.mul_(1 - group["lr"] * group["decay"])
                weight.add_(update.view(weight.shape), alpha=-group["lr"] * wide)


def orthogonal(matrix: Tensor, steps: int = 5) -> Tensor:
    """The nearest matrix whose singular values are about one, by a Newton-Schulz iteration.

    The iteration runs on the small Gram matrix, which every step multiplies by the same polynomial twice.
    """
    a, b, c = _QUINTIC
    tall = matrix.shape[0] > matrix.shape[1]
    x = (matrix.T if tall else matrix) / (matrix.norm() + 1e-7)
    gram, one = x @ x.T, torch.eye(min(matrix.shape), dtype=matrix.dtype)
    whole = one
    for _ in range(steps):
        factor = a * one + b * gram + c * gram @ gram
        whole, gram = factor @ whole, factor @ gram @ factor
    return (whole @ x).T if tall else whole @ x

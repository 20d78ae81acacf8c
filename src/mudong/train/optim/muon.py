"""Muon: momentum whose update is made orthogonal (Jordan et al. 2024). For the matrices inside of blocks.

Convolutions count as matrices of filters; matrices of equal shape are updated in one batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import torch
from torch import Tensor
from torch.optim import Optimizer

from mudong.train.optim.orthogonal import orthogonal


class Muon(Optimizer):
    """`lr` is the size of an update's singular values; decay: share of a weight taken away per unit of `lr`."""

    def __init__(self, params: Iterable[Tensor], lr: float = 0.02, momentum: float = 0.95, decay: float = 0.01) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """One update of every weight that has a gradient."""
        for group in self.param_groups:
            alike: dict[torch.Size, list[Tensor]] = defaultdict(list)
            for weight in group["params"]:
                if weight.grad is not None:
                    alike[weight.flatten(1).shape].append(weight)
            for shape, weights in alike.items():
                self._step_alike(group, shape, weights)

    def _step_alike(self, group: dict, shape: torch.Size, weights: list[Tensor]) -> None:
        updates = orthogonal(torch.stack([self._ahead(weight, group["momentum"]).flatten(1) for weight in weights]))
        size = group["lr"] * max(1.0, shape[0] / shape[1]) ** 0.5
        for weight, update in zip(weights, updates, strict=True):
            weight.mul_(1 - group["lr"] * group["decay"])
            weight.add_(update.view(weight.shape).to(weight), alpha=-size)

    def _ahead(self, weight: Tensor, momentum: float) -> Tensor:
        """Nesterov's look ahead: the gradient drawn towards the speed."""
        gradient = weight.grad
        assert gradient is not None
        speed = self.state[weight].setdefault("speed", torch.zeros_like(weight))
        speed.lerp_(gradient, 1 - momentum)
        return gradient.lerp(speed, momentum)

"""The average of the weights over the samples lately seen: what is shown and shipped, instead of the last step's."""

from __future__ import annotations

import copy

import torch
from torch import nn


class Average:
    """A copy of a module that follows it. half_life: samples after which a weight counts half."""

    def __init__(self, module: nn.Module, half_life: float) -> None:
        self.module = copy.deepcopy(module).requires_grad_(requires_grad=False).eval()
        self._half_life = half_life

    @torch.no_grad()
    def follow(self, module: nn.Module, samples: int, seen: int) -> None:
        """Move towards the module by what a step of `samples` is worth, after `seen` samples in all.

        Early on the half-life is a tenth of what was seen, so that the random beginning is soon forgotten.
        """
        half_life = min(self._half_life, max(seen / 10, 1.0))
        share = 1 - 0.5 ** (samples / half_life)
        for kept, now in zip(self.module.parameters(), module.parameters(), strict=True):
            kept.lerp_(now, share)
        for kept, now in zip(self.module.buffers(), module.buffers(), strict=True):
            kept.copy_(now)

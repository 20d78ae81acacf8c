"""Time and role as scale, shift and gate: one AdaLN for all layers, and a low-rank part of each layer's own."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from mudong.sequence.kind import SegmentKind

NUM_PARTS = 6
"""Shift, scale and gate, for attention and for the MLP."""
_TIME_SCALE = 1000.0


class TimeEmbedding(nn.Module):
    """What a row's time and kind say to every layer."""

    def __init__(self, time_width: int, width: int) -> None:
        super().__init__()
        self.time_width = time_width
        self.mlp = nn.Sequential(nn.Linear(time_width, width), nn.SiLU(), nn.Linear(width, width))
        self.kind = nn.Embedding(len(SegmentKind), width)
        nn.init.normal_(self.kind.weight, std=0.02)

    def forward(self, t: Tensor, kinds: Tensor) -> Tensor:
        """(n,) times and (n,) kinds -> (n, width)."""
        half = self.time_width // 2
        rates = torch.exp(-math.log(10_000) * torch.arange(half, device=t.device) / half)
        angle = t.float()[:, None] * _TIME_SCALE * rates
        waves = torch.cat([angle.cos(), angle.sin()], dim=-1).to(self.kind.weight.dtype)
        return nn.functional.silu(self.mlp(waves) + self.kind(kinds))


class LayerModulation(nn.Module):
    """A layer's low-rank addition to the shared modulation; starts at nothing."""

    def __init__(self, width: int, rank: int) -> None:
        super().__init__()
        self.down = nn.Linear(width, rank, bias=False)
        self.up = nn.Linear(rank, NUM_PARTS * width)
        nn.init.zeros_(self.up.weight)
        nn.init.zeros_(self.up.bias)

    def forward(self, shared: Tensor, embedding: Tensor) -> tuple[Tensor, ...]:
        """(n, 6 width) and (n, width) -> shift, scale, gate of attention and of the MLP, each (n, width).

        Scales and gates are around 1: an untrained layer is modulated by nothing.
        """
        shift, scale, gate, *mlp = (shared + self.up(self.down(embedding))).chunk(NUM_PARTS, dim=-1)
        return shift, 1 + scale, 1 + gate, mlp[0], 1 + mlp[1], 1 + mlp[2]

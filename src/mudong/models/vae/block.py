"""A residual block on a grid of cells: a convolution in space, then a causal mix in time that carries its own memory.

Nothing in it takes statistics over space or time: chunks and tiles give the same numbers as the whole.
Shapes: B clips, T cells in time, h x w cells, C channels.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

REACH = 2
"""Cells of the past that a block's mix in time looks back on."""


class CausalBlock(nn.Module):
    """`x + mix in time (silu (convolution in space (norm x)))`; adds nothing before it has learnt."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.space = nn.Conv2d(width, width, 3, padding=1)
        self.time = nn.Linear((REACH + 1) * width, width)
        nn.init.zeros_(self.time.weight)
        nn.init.zeros_(self.time.bias)

    def forward(self, x_BThwC: Tensor, past: Tensor | None) -> tuple[Tensor, Tensor]:
        """The block's output and the memory for the next chunk. past: (B, 2, h, w, C), None where the clip begins."""
        batch = x_BThwC.shape[0]
        flat = functional.rms_norm(x_BThwC, x_BThwC.shape[-1:]).flatten(0, 1).permute(0, 3, 1, 2)
        inner = functional.silu(self.space(flat)).permute(0, 2, 3, 1).unflatten(0, (batch, -1))
        if past is None:
            past = inner.new_zeros(batch, REACH, *inner.shape[2:])
        line = torch.cat([past.to(inner.dtype), inner], dim=1)
        length = inner.shape[1]
        window = torch.cat([line[:, lag : lag + length] for lag in range(REACH + 1)], dim=-1)
        return x_BThwC + self.time(window), line[:, -REACH:]

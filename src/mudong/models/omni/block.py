"""One layer: attention and SwiGLU, each normalised, modulated by time and role, gated.

Shapes: R rows, H heads, D channels of a head.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from mudong.models.omni.attention import Attend
from mudong.models.omni.config import OmniConfig
from mudong.models.omni.modulation import LayerModulation
from mudong.models.omni.rotary import Rotation


def normalised(x: Tensor) -> Tensor:
    """Root mean square 1, without a learned scale: modulation has that."""
    return functional.rms_norm(x, x.shape[-1:])


class Block(nn.Module):
    """A layer of the Omni transformer."""

    def __init__(self, config: OmniConfig) -> None:
        super().__init__()
        self.num_heads = config.num_heads
        self.modulation = LayerModulation(config.width, config.modulation_rank)
        self.qkv = nn.Linear(config.width, 3 * config.width, bias=False)
        self.q_scale = nn.Parameter(torch.ones(config.head_width))
        self.k_scale = nn.Parameter(torch.ones(config.head_width))
        self.attended = nn.Linear(config.width, config.width, bias=False)
        self.mlp_in = nn.Linear(config.width, 2 * config.mlp_width, bias=False)
        self.mlp_out = nn.Linear(config.mlp_width, config.width, bias=False)
        nn.init.zeros_(self.attended.weight)
        nn.init.zeros_(self.mlp_out.weight)

    def forward(self, layer: int, x: Tensor, modulation: tuple[Tensor, ...], turn: Rotation, attend: Attend) -> Tensor:
        """(R, width) -> (R, width). modulation: six tensors that broadcast over the rows (`LayerModulation`)."""
        shift, scale, gate, mlp_shift, mlp_scale, mlp_gate = modulation
        q_RHD, k_RHD, v_RHD = (
            part.unflatten(-1, (self.num_heads, -1))
            for part in self.qkv(torch.addcmul(shift, normalised(x), scale)).chunk(3, dim=-1)
        )
        q_RHD = turn(normalised(q_RHD) * self.q_scale.to(q_RHD))
        k_RHD = turn(normalised(k_RHD) * self.k_scale.to(k_RHD))
        mixed = attend(layer, q_RHD, k_RHD, v_RHD)
        x = torch.addcmul(x, gate, self.attended(mixed.flatten(-2)))
        gated, value = self.mlp_in(torch.addcmul(mlp_shift, normalised(x), mlp_scale)).chunk(2, dim=-1)
        return torch.addcmul(x, mlp_gate, self.mlp_out(functional.silu(gated) * value))

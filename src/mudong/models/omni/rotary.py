"""Rotary positions on three axes: time, y and x each turn their share of a head's channels (Su et al. 2021)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Rotation:
    """cos, sin: (rows, 1, head_width / 2), the same for all heads."""

    cos: Tensor
    sin: Tensor

    def rows(self, index: Tensor) -> Rotation:
        """The rotation of some rows."""
        return Rotation(self.cos[index], self.sin[index])

    def __call__(self, x_RHD: Tensor) -> Tensor:
        """Turn (rows, heads, head_width), in its own type: dot products then depend on differences of positions."""
        left, right = x_RHD.chunk(2, dim=-1)
        cos, sin = self.cos.to(x_RHD.dtype), self.sin.to(x_RHD.dtype)
        return torch.cat([left * cos - right * sin, right * cos + left * sin], dim=-1)


def rotation(positions: Tensor, pairs: tuple[int, int, int], theta: float, dtype: torch.dtype) -> Rotation:
    """The rotation for (rows, 3) positions. theta: tokens in a radian of the slowest pair."""
    angles = [
        positions[:, axis, None] * theta ** -(torch.arange(count, device=positions.device) / max(count - 1, 1))
        for axis, count in enumerate(pairs)
    ]
    angle = torch.cat(angles, dim=-1)[:, None, :]
    return Rotation(angle.cos().to(dtype), angle.sin().to(dtype))

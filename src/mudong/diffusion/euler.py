"""Euler's method: order 1, one call a step. Exact where the velocity is constant, as on a path without crossings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from torch import Tensor

from mudong.diffusion.guidance import Velocity


@final
@dataclass(frozen=True, slots=True)
class Euler:
    """`x + h v(x, t)`."""

    calls_per_step: int = 1

    def step(self, velocity: Velocity, x: Tensor, t: float, next_t: float) -> Tensor:
        """One step along the tangent."""
        return x + (next_t - t) * velocity(x, t)

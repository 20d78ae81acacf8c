"""The rectified flow path: the one truth of what `t` means, for loss, sampler and distillation.

`t` is the share of noise: 0 is clean data, 1 is pure noise, and `x_t = (1 - t) x_0 + t noise`. The velocity is `dx/dt`.
Liu et al. 2022 (arXiv 2209.03003), with time running from data to noise as in Esser et al. 2024 (arXiv 2403.03206).
"""

from __future__ import annotations

from torch import Tensor

CLEAN = 0.0
NOISE = 1.0


def noised(clean: Tensor, noise: Tensor, t: Tensor | float) -> Tensor:
    """The point of the path between `clean` and `noise` at `t`. All shapes broadcast."""
    return (1 - t) * clean + t * noise


def velocity(clean: Tensor, noise: Tensor) -> Tensor:
    """`dx/dt`, constant along the path."""
    return noise - clean


def clean_of(x: Tensor, velocity: Tensor, t: Tensor | float) -> Tensor:
    """The data end of the straight line through `x` at `t` with this velocity."""
    return x - t * velocity


def velocity_to(x: Tensor, clean: Tensor, t: Tensor | float, *, least_t: float = 0.0) -> Tensor:
    """The velocity of the straight line through `x` at `t` that ends in `clean`.

    least_t: times below it count as it, since the quotient has no limit at 0.
    """
    divisor = t.clamp(min=least_t) if isinstance(t, Tensor) else max(t, least_t)
    return (x - clean) / divisor

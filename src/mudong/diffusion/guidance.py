"""Classifier-free guidance (Ho and Salimans 2022): away from what would be made anyway, towards what was asked for."""

from __future__ import annotations

from collections.abc import Callable

from torch import Tensor

Velocity = Callable[[Tensor, float], Tensor]
"""`(x, t) -> dx/dt`, the same shape as `x`."""


def guided(asked: Velocity, otherwise: Velocity, scale: float, *, since: float = 1.0, until: float = 0.0) -> Velocity:
    """The velocity `otherwise + scale (asked - otherwise)` for `until <= t <= since`, elsewhere `asked` alone.

    At scale 1 this is `asked`, and `otherwise` (no prompt, or a negative one) is never called.
    """
    if scale == 1.0:
        return asked

    def velocity(x: Tensor, t: float) -> Tensor:
        if not until <= t <= since:
            return asked(x, t)
        base = otherwise(x, t)
        return base + scale * (asked(x, t) - base)

    return velocity

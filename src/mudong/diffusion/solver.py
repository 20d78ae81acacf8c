"""Integrates a velocity over falling times. A solver makes one step; this file walks the grid and knows no solver."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Protocol

from torch import Tensor

from mudong.diffusion.guidance import Velocity


class Solver(Protocol):
    """One step of an ordinary differential equation. Final classes, a file each."""

    @property
    def calls_per_step(self) -> int:
        """How often a step asks for the velocity."""
        ...

    def step(self, velocity: Velocity, x: Tensor, t: float, next_t: float) -> Tensor:
        """`x` at `next_t`, from `x` at `t`."""
        ...


def _go_on(step: int, x: Tensor) -> None:
    pass


def integrate(
    velocity: Velocity,
    x: Tensor,
    times: Tensor,
    solver: Solver,
    *,
    after_step: Callable[[int, Tensor], None] = _go_on,
) -> Tensor:
    """`x` carried from `times[0]` to `times[-1]`.

    after_step: called with the number of finished steps and `x`; it may raise to stop.
    """
    grid = times.tolist()
    for number, (t, next_t) in enumerate(pairwise(grid), start=1):
        x = solver.step(velocity, x, t, next_t)
        after_step(number, x)
    return x

"""What an objective is to the loop: a module to train, and the loss of a step. Final classes in `objectives`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor, nn


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Loss:
    """value: to be lowered. parts: what it is made of, for the curves."""

    value: Tensor
    parts: Mapping[str, float]


class Objective(Protocol):
    """Something to learn."""

    @property
    def module(self) -> nn.Module:
        """What is trained, whole."""
        ...

    def loss(self, step: int, batch: int, generator: torch.Generator) -> Loss:
        """The loss of one step on `batch` samples. A function of its arguments and the weights alone.

        step: number of the step, counted over all ranks. generator: the step's own randomness.
        """
        ...

    def show(self, average: nn.Module, folder: Path, samples: int) -> Mapping[str, float]:
        """Make samples with the averaged module to look at, and measure; called at every checkpoint."""
        ...

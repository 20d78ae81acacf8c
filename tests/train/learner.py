"""A tiny objective: a network learns to negate. Everything of a step follows from its number and its generator."""

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import nn

from mudong.train.objective import Loss


class Learner:
    """Blocks, so that Muon has something to do; `shown` counts the checkpoints."""

    def __init__(self) -> None:
        with torch.random.fork_rng():
            torch.manual_seed(0)
            self._module = nn.ModuleDict({"into": nn.Linear(4, 8), "blocks": nn.Linear(8, 8), "out": nn.Linear(8, 4)})
        self.shown = 0

    @property
    def module(self) -> nn.Module:
        return self._module

    def loss(self, step: int, batch: int, generator: torch.Generator) -> Loss:
        x = torch.randn(batch, 4, generator=generator)
        into, blocks, out = self._module.values()
        value = (out(torch.tanh(blocks(torch.tanh(into(x))))) + x).square().mean()
        return Loss(value=value, parts={"square": float(value.detach())})

    def show(self, average: nn.Module, folder: Path, samples: int) -> Mapping[str, float]:
        self.shown += 1
        return {"shown": float(self.shown)}

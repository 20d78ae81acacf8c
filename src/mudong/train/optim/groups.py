"""Which parameter is moved by what: matrices inside of blocks by Muon, all others by AdamW."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.optim import Optimizer

from mudong.train.optim.muon import Muon


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimConfig:
    """muon_lr: of matrices inside of blocks. adam_lr: of everything else. decay: of matrices."""

    muon_lr: float = 0.02
    adam_lr: float = 2e-3
    momentum: float = 0.95
    betas: tuple[float, float] = (0.9, 0.98)
    decay: float = 0.01
    clip: float = 1.0
    """Largest norm of a step's gradients."""


def optimisers(module: nn.Module, config: OptimConfig) -> tuple[Optimizer, ...]:
    """Muon and AdamW over disjoint parameters that are all of the module's."""
    named = [(name, p) for name, p in module.named_parameters() if p.requires_grad]
    matrices: list[torch.Tensor] = [p for name, p in named if is_inner_matrix(name, p)]
    others = [p for name, p in named if not is_inner_matrix(name, p)]
    adam = torch.optim.AdamW(others, lr=config.adam_lr, betas=config.betas, weight_decay=0.0)
    if not matrices:
        return (adam,)
    return Muon(matrices, lr=config.muon_lr, momentum=config.momentum, decay=config.decay), adam


def is_inner_matrix(name: str, parameter: nn.Parameter) -> bool:
    """A matrix or a bank of filters within a stack of blocks."""
    return parameter.ndim >= 2 and "blocks." in name

"""Data-parallel processes, on CPUs and CUDA: every rank takes its own samples, gradients are averaged. Alone: nothing.

Started by `torchrun`, which sets RANK and WORLD_SIZE.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import torch
import torch.distributed as dist
from torch import nn


@contextmanager
def ranks() -> Iterator[tuple[int, int]]:
    """(rank, number of ranks) for as long as the run takes."""
    count = int(os.environ.get("WORLD_SIZE", "1"))
    if count == 1:
        yield 0, 1
        return
    dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    try:
        yield dist.get_rank(), count
    finally:
        dist.destroy_process_group()


@contextmanager
def first_rank_first(rank: int, num_ranks: int) -> Iterator[None]:
    """For work whose result lies on the disk: the first rank does it, the others then find it done."""
    if rank > 0:
        dist.barrier()
    yield
    if rank == 0 and num_ranks > 1:
        dist.barrier()


def average_gradients(module: nn.Module, num_ranks: int) -> None:
    """The mean over ranks, in one exchange; a parameter that a rank did not use counts as zero there."""
    if num_ranks == 1:
        return
    parameters = [p for p in module.parameters() if p.requires_grad]
    for parameter in parameters:
        if parameter.grad is None:
            parameter.grad = torch.zeros_like(parameter)
    gradients = [p.grad for p in parameters if p.grad is not None]
    flat = torch.cat([gradient.flatten() for gradient in gradients])
    dist.all_reduce(flat)
    flat /= num_ranks
    for gradient, part in zip(gradients, flat.split([g.numel() for g in gradients]), strict=True):
        gradient.copy_(part.view_as(gradient))


def agreed(value: float, num_ranks: int) -> float:
    """The first rank's value, so that clocks that differ decide once."""
    if num_ranks == 1:
        return value
    shared = torch.tensor([value], device="cuda" if torch.cuda.is_available() else "cpu")
    dist.broadcast(shared, 0)
    return float(shared)

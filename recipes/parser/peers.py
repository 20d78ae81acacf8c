"""Several processes that train one net: each sees its own batches, all take the mean of their gradients.

On two cores that others use too, a few processes of one thread get more done than one process of a few threads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.distributed as dist
from torch import Tensor
from torch.multiprocessing.spawn import spawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """This process is number `rank` of `count`."""

    rank: int = 0
    count: int = 1

    @torch.no_grad()
    def mean(self, tensors: Sequence[Tensor]) -> None:
        """Every tensor becomes the mean of all processes' own, in place."""
        if self.count == 1:
            return
        whole = torch.cat([tensor.float().flatten() for tensor in tensors])
        dist.all_reduce(whole)
        for tensor, part in zip(tensors, whole.div_(self.count).split([t.numel() for t in tensors]), strict=True):
            tensor.copy_(part.view_as(tensor))


def together(work: Callable[[Peers], None], count: int, meeting: Path) -> None:
    """Run `work` in `count` processes (in this one for 1). meeting: a file through which they find each other."""
    if count == 1:
        work(Peers())
        return
    meeting.unlink(missing_ok=True)
    spawn(_join, args=(work, count, meeting), nprocs=count)


def _join(rank: int, work: Callable[[Peers], None], count: int, meeting: Path) -> None:
    dist.init_process_group("gloo", init_method=f"file://{meeting.resolve()}", rank=rank, world_size=count)
    try:
        work(Peers(rank=rank, count=count))
    finally:
        dist.destroy_process_group()

import os
import socket
from pathlib import Path

import torch
import torch.multiprocessing as mp
from torch import nn

from mudong.train.parallel import agreed, average_gradients, ranks


def _rank(number: int, port: int, folder: str) -> None:
    os.environ |= {"RANK": str(number), "WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    torch.set_num_threads(1)
    with ranks() as (rank, count):
        module = nn.ModuleDict({"used": nn.Linear(2, 1, bias=False), "alone": nn.Linear(2, 1, bias=False)})
        module["used"].weight.grad = torch.full((1, 2), float(rank + 1))  # type: ignore[union-attr]
        if rank == 0:
            module["alone"].weight.grad = torch.full((1, 2), 4.0)  # type: ignore[union-attr]
        average_gradients(module, count)
        gradients = [p.grad for p in module.parameters()]
        torch.save((gradients, agreed(10.0 + rank, count)), Path(folder) / f"{rank}.pt")


def test_two_ranks_end_with_the_same_mean_and_the_first_ones_clock(tmp_path: Path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    mp.spawn(_rank, (port, str(tmp_path)), nprocs=2)
    for rank in range(2):
        (used, alone), clock = torch.load(tmp_path / f"{rank}.pt")
        assert torch.equal(used, torch.full((1, 2), 1.5))
        assert torch.equal(alone, torch.full((1, 2), 2.0))
        assert clock == 10.0


def test_alone_nothing_is_exchanged():
    module = nn.Linear(2, 1)
    average_gradients(module, 1)
    assert module.weight.grad is None
    assert agreed(3.5, 1) == 3.5

from functools import partial
from pathlib import Path

import torch
from recipes.parser.peers import Peers, together


def _work(peers: Peers, folder: Path) -> None:
    tensors = [torch.full((3,), float(peers.rank)), torch.full((2, 2), 10.0 + peers.rank)]
    peers.mean(tensors)
    torch.save(tensors, folder / f"{peers.rank}.pt")


def test_every_process_gets_the_mean_of_all(tmp_path: Path):
    together(partial(_work, folder=tmp_path), 2, tmp_path / "meeting")
    for rank in (0, 1):
        first, second = torch.load(tmp_path / f"{rank}.pt", weights_only=True)
        assert first.tolist() == [0.5] * 3
        assert second.tolist() == [[10.5] * 2] * 2


def test_one_process_keeps_its_own(tmp_path: Path):
    together(partial(_work, folder=tmp_path), 1, tmp_path / "meeting")
    assert torch.load(tmp_path / "0.pt", weights_only=True)[0].tolist() == [0.0] * 3

import pytest
import torch
from recipes.parser.muon import Muon, orthogonal


@pytest.mark.parametrize("shape", [(16, 40), (40, 16), (12, 12)])
def test_singular_values_come_near_one(shape: tuple[int, int]):
    torch.manual_seed(0)
    values = torch.linalg.svdvals(orthogonal(torch.randn(shape)))
    assert values.max() < 1.35
    assert values.median() > 0.6


def test_a_filter_learns_what_it_is_shown():
    torch.manual_seed(0)
    wanted, weight = torch.randn(8, 4, 3, 3), torch.nn.Parameter(torch.zeros(8, 4, 3, 3))
    muon, before = Muon([weight], lr=0.05, decay=0.0), 0.0
    for step in range(400):
        loss = (weight - wanted).pow(2).mean()
        before = before or loss.item()
        loss.backward()
        for group in muon.param_groups:
            group["lr"] = 0.05 * (1 - step / 400)
        muon.step()
        muon.zero_grad()
    assert loss.item() < 0.01 * before

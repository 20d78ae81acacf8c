import torch
from torch import nn

from mudong.train.optim.ema import Average


def test_half_of_the_way_in_a_half_life_whatever_the_batch():
    for batch in (1, 10, 100):
        module = nn.Linear(1, 1, bias=False)
        module.weight.data.zero_()
        average = Average(module, half_life=100)
        module.weight.data.fill_(1.0)
        for _ in range(100 // batch):
            average.follow(module, batch, seen=10**9)
        assert abs(average.module.weight.item() - 0.5) < 1e-4  # type: ignore[operator]


def test_the_beginning_is_soon_forgotten_and_buffers_are_copied():
    module = nn.BatchNorm1d(2)
    average = Average(module, half_life=1e9)
    module.weight.data.fill_(3.0)
    module.running_mean.fill_(7.0)  # type: ignore[union-attr]
    for step in range(100):
        average.follow(module, 1, seen=step + 1)
    assert torch.allclose(average.module.weight, torch.full((2,), 3.0), atol=0.05)  # type: ignore[arg-type]
    assert torch.equal(average.module.running_mean, module.running_mean)  # type: ignore[arg-type]

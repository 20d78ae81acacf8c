import torch
from torch import nn

from mudong.train.optim.groups import OptimConfig, optimisers


def test_every_parameter_is_moved_by_exactly_one():
    module = nn.ModuleDict({"into": nn.Linear(3, 4), "blocks": nn.Sequential(nn.Conv2d(2, 2, 3), nn.LayerNorm(4))})
    moved = optimisers(module, OptimConfig())
    owned = [parameter for one in moved for group in one.param_groups for parameter in group["params"]]
    assert sorted(map(id, owned)) == sorted(map(id, module.parameters()))
    muon = [parameter for group in moved[0].param_groups for parameter in group["params"]]
    assert len(muon) == 1
    assert torch.equal(muon[0], module["blocks"][0].weight)  # type: ignore[index]

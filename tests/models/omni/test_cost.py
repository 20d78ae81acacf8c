import pytest
import torch
from tiny import CONFIG, GRID, contents, placements, tiny_transformer
from torch.utils.flop_counter import FlopCounterMode

from mudong.models.omni.cost import cost, num_parameters
from mudong.models.omni.sizes import SIZES
from mudong.sequence.layout import lay_out
from mudong.sequence.pack import pack


def test_operations_are_those_that_are_counted_on_the_network():
    layout = lay_out(placements(), GRID)
    transformer, sequence = tiny_transformer().to(torch.bfloat16), pack([layout])
    conditions, target = contents(sequence)
    target = target.to(torch.bfloat16)
    price = cost(CONFIG, layout, guided=False)
    with FlopCounterMode(display=False) as once:
        cache = transformer.remember(sequence, conditions)
    with FlopCounterMode(display=False) as step:
        transformer.step(cache, target, 0.5)
    assert step.get_total_flops() == price.step_flops
    assert once.get_total_flops() == pytest.approx(price.remember_flops, rel=0.25), "without inputs and modulation"
    assert price.cache_bytes == cache.size_bytes


def test_sizes_are_what_they_are_called():
    millions = {size: num_parameters(config) / 1e6 for size, config in SIZES.items()}
    assert 8 <= millions["xs"] <= 12
    assert millions["s"] == pytest.approx(100, rel=0.1)
    assert millions["b"] == pytest.approx(1300, rel=0.1)
    assert millions["l"] == pytest.approx(14_000, rel=0.1)


def test_conditions_are_paid_once_and_steps_each_time():
    plain, full = (cost(CONFIG, lay_out(chosen, GRID)) for chosen in ([], placements()))
    assert plain.remember_flops == 0
    assert full.flops(11) - full.flops(10) == full.step_flops
    assert full.step_flops > plain.step_flops
    assert full.memory_bytes > plain.memory_bytes

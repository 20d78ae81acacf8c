import itertools
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from learner import Learner
from torch import nn

from mudong.spec.errors import InvalidRequest
from mudong.train import curves
from mudong.train.loop import CURVES, LATEST, Budget, LoopConfig, train
from mudong.train.optim.groups import OptimConfig

CONFIG = LoopConfig(
    batch=16,
    budget=Budget(samples=640),
    optim=OptimConfig(adam_lr=0.02, muon_lr=0.1),
    warmup=64,
    half_life=64,
    bfloat16=False,
    report_every=1,
    checkpoint_s=1e9,
)


def _weights(module: nn.Module) -> torch.Tensor:
    return torch.cat([p.detach().flatten() for p in module.parameters()])


class _Stopped(Exception):
    pass


class _StopsAt(Learner):
    """Breaks off at a step, after a checkpoint was written at every step before."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self._last = step

    def loss(self, step, batch, generator):
        if step == self._last:
            raise _Stopped
        return super().loss(step, batch, generator)


def test_it_learns(tmp_path: Path):
    train(Learner(), CONFIG, tmp_path)
    losses = [row["loss"] for row in curves.read(tmp_path / CURVES) if "loss" in row]
    assert len(losses) == 40
    assert sum(losses[-5:]) < 0.3 * sum(losses[:5])


@pytest.mark.parametrize("bfloat16", [False, True])
def test_a_run_that_was_stopped_ends_with_the_same_bits(tmp_path: Path, bfloat16: bool):
    config = replace(CONFIG, bfloat16=bfloat16)
    whole = Learner()
    average = train(whole, config, tmp_path / "whole")
    with pytest.raises(_Stopped):
        train(_StopsAt(17), replace(config, checkpoint_s=-1.0), tmp_path / "stopped")
    again = Learner()
    average_again = train(again, config, tmp_path / "stopped")
    assert torch.equal(_weights(again.module), _weights(whole.module))
    assert torch.equal(_weights(average_again), _weights(average))


def test_the_clock_ends_a_run_by_cooling_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ticks = itertools.count(step=1.0)
    monkeypatch.setattr("mudong.train.loop.time.monotonic", lambda: next(ticks))
    config = replace(CONFIG, budget=Budget(seconds=60.0, cool=0.5), report_every=10**9)
    objective = Learner()
    train(objective, config, tmp_path)
    assert next(ticks) == pytest.approx(60, abs=12)
    assert objective.shown == 1
    before = _weights(objective.module)
    train(objective, config, tmp_path)
    assert torch.equal(_weights(objective.module), before), "a budget that is spent moves nothing"


def test_a_machine_that_becomes_slower_does_not_overrun_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ticks = (float(now) if now < 35 else 35 + (now - 35) * 20.0 for now in itertools.count())
    monkeypatch.setattr("mudong.train.loop.time.monotonic", lambda: next(ticks))
    train(Learner(), replace(CONFIG, budget=Budget(seconds=60.0, cool=0.5), report_every=10**9), tmp_path)
    assert next(ticks) < 60 * 1.1 + 4 * 20


def test_the_average_follows_and_is_calmer(tmp_path: Path):
    objective = Learner()
    average = train(objective, replace(CONFIG, budget=Budget(samples=640, cool=0.0)), tmp_path)
    assert not torch.equal(_weights(average), _weights(objective.module))
    assert (_weights(average) - _weights(objective.module)).norm() < 0.2 * _weights(objective.module).norm()


def test_a_torn_checkpoint_is_refused(tmp_path: Path):
    train(Learner(), CONFIG, tmp_path)
    whole = (tmp_path / LATEST).read_bytes()
    for torn in (whole[:100], whole[:-10], b"nothing"):
        (tmp_path / LATEST).write_bytes(torn)
        with pytest.raises(InvalidRequest, match=r"latest\.safetensors"):
            train(Learner(), CONFIG, tmp_path)


def test_a_loss_that_is_no_number_stops_the_run(tmp_path: Path):
    objective = Learner()
    with torch.no_grad():
        next(objective.module.parameters()).fill_(float("nan"))
    with pytest.raises(FloatingPointError, match="step 0"):
        train(objective, CONFIG, tmp_path)

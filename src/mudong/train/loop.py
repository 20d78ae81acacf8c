"""The one training loop: an objective in, checkpoints out. Knows no model, no data and no stage.

A step is a function of its number: order, noise and times come from the seed and the step, so a run that was stopped
and goes on ends with the same bits. Schedules count samples; the clock only decides when the end begins.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import torch
from torch import nn
from torch.optim import Optimizer

from mudong.train import curves
from mudong.train.checkpoint import (
    CheckpointWriter,
    module_tensors,
    optimiser_tensors,
    read_checkpoint,
    restore_optimiser,
)
from mudong.train.objective import Loss, Objective
from mudong.train.optim.ema import Average
from mudong.train.optim.groups import OptimConfig, optimisers
from mudong.train.optim.schedule import Schedule
from mudong.train.parallel import agreed, average_gradients

LATEST = "latest.safetensors"
CURVES = "curves.jsonl"
_SEED_STRIDE = 1_000_003
_GRACE = 1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """When to stop: after `seconds` of training in all runs together, or after `samples`, whichever comes first.

    cool: share of it in which the learning rate falls to nothing.
    """

    seconds: float = math.inf
    samples: int | None = None
    cool: float = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopConfig:
    """batch: samples of a step on one rank. warmup, half_life (of the average): samples. checkpoint_s: between two."""

    batch: int
    budget: Budget
    optim: OptimConfig = field(default_factory=OptimConfig)
    warmup: int = 500
    half_life: float = 4000.0
    bfloat16: bool = True
    report_every: int = 20
    checkpoint_s: float = 120.0
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: what is stored beside the tensors."""

    step: int = 0
    samples: int = 0
    elapsed_s: float = 0.0
    schedule: Schedule


def step_generator(seed: int, step: int, rank: int, device: str = "cpu") -> torch.Generator:
    """The randomness of one step on one rank."""
    return torch.Generator(device).manual_seed((seed * _SEED_STRIDE + step) * 4096 + rank)


def _silent(line: str) -> None:
    pass


def train(
    objective: Objective,
    config: LoopConfig,
    folder: Path,
    *,
    say: Callable[[str], None] = _silent,
    rank: int = 0,
    num_ranks: int = 1,
) -> nn.Module:
    """Train until the budget is spent; go on where `folder` says that a former run stopped. Returns the average.

    Raises `InvalidRequest` (`model.checkpoint`) for a torn checkpoint, `FloatingPointError` when the loss is no number.
    """
    folder.mkdir(parents=True, exist_ok=True)
    module = objective.module
    average = Average(module, config.half_life)
    moved = optimisers(module, config.optim)
    progress = Progress(schedule=_first_schedule(config))
    if (folder / LATEST).exists():
        progress = _resume(folder / LATEST, module, average, moved)
        if rank == 0:
            curves.forget(folder / CURVES, progress.samples)
    writer = CheckpointWriter()
    started, saved = time.monotonic() - progress.elapsed_s, time.monotonic()
    loss = None
    while not progress.schedule.is_over(progress.samples):
        loss = _step(objective, config, moved, progress, rank, num_ranks)
        samples = progress.samples + config.batch * num_ranks
        average.follow(module, config.batch * num_ranks, samples)
        elapsed = agreed(time.monotonic() - started, num_ranks)
        schedule = _clocked(config, progress.schedule, samples, elapsed)
        progress = Progress(step=progress.step + 1, samples=samples, elapsed_s=elapsed, schedule=schedule)
        if rank == 0 and progress.step % config.report_every == 0:
            _report(loss, progress, config, folder, say)
        if rank == 0 and time.monotonic() - saved > config.checkpoint_s:
            _checkpoint(writer, objective, average, moved, progress, folder)
            saved = time.monotonic()
    if rank == 0 and loss is not None:
        if progress.step % config.report_every:
            _report(loss, progress, config, folder, say)
        _checkpoint(writer, objective, average, moved, progress, folder)
    writer.wait()
    return average.module


def _step(
    objective: Objective, config: LoopConfig, moved: tuple[Optimizer, ...], progress: Progress, rank: int, ranks: int
) -> Loss:
    module = objective.module.train()
    factor = progress.schedule.factor(progress.samples)
    rates = (config.optim.adam_lr,) if len(moved) == 1 else (config.optim.muon_lr, config.optim.adam_lr)
    for optimiser, rate in zip(moved, rates, strict=True):
        for group in optimiser.param_groups:
            group["lr"] = rate * factor
        optimiser.zero_grad(set_to_none=True)
    device = next(module.parameters()).device.type
    generator = step_generator(config.seed, progress.step, rank)
    with torch.autocast(device, torch.bfloat16, enabled=config.bfloat16):
        loss = objective.loss(progress.step * ranks + rank, config.batch, generator)
    if not math.isfinite(value := float(loss.value.detach())):
        raise FloatingPointError(f"the loss of step {progress.step} is {value}")
    loss.value.backward()
    average_gradients(module, ranks)
    nn.utils.clip_grad_norm_(module.parameters(), config.optim.clip)
    for optimiser in moved:
        optimiser.step()
    return loss


def _first_schedule(config: LoopConfig) -> Schedule:
    schedule = Schedule(warmup=config.warmup)
    if config.budget.samples is None:
        return schedule
    cool = int(config.budget.samples * config.budget.cool)
    return schedule.cooling(config.budget.samples - cool, cool)


def _clocked(config: LoopConfig, schedule: Schedule, samples: int, elapsed: float) -> Schedule:
    """The end begins when the clock leaves just its share, and takes as many samples as that share is worth.

    On a machine that has become slower since, it is cut off a little after the time is over.
    """
    budget = config.budget
    if elapsed > budget.seconds * _GRACE:
        return replace(schedule, cool_from=schedule.cool_from or samples, cool_to=samples)
    if elapsed < budget.seconds * (1 - budget.cool):
        return schedule
    return schedule.cooling(samples, int(samples / max(elapsed, 1e-9) * max(budget.seconds - elapsed, 0.0)))


def _resume(path: Path, module: nn.Module, average: Average, moved: tuple[Optimizer, ...]) -> Progress:
    stored = read_checkpoint(path)
    module.load_state_dict(stored.under("model"))
    average.module.load_state_dict(stored.under("average"))
    for number, optimiser in enumerate(moved):
        restore_optimiser(stored.under(f"optimiser{number}"), optimiser)
    fields = dict(stored.fields)
    return Progress(**{**fields, "schedule": Schedule(**fields["schedule"])})  # type: ignore[arg-type]


def _checkpoint(
    writer: CheckpointWriter,
    objective: Objective,
    average: Average,
    moved: tuple[Optimizer, ...],
    progress: Progress,
    folder: Path,
) -> None:
    tensors = module_tensors("model", objective.module) | module_tensors("average", average.module)
    for number, optimiser in enumerate(moved):
        tensors |= optimiser_tensors(f"optimiser{number}", optimiser)
    writer.write(folder / LATEST, tensors, asdict(progress))
    shown = objective.show(average.module, folder, progress.samples)
    if shown:
        curves.append(folder / CURVES, {"samples": progress.samples, **shown})
    curves.draw(curves.read(folder / CURVES), folder / "curves.png")


def _report(loss: Loss, progress: Progress, config: LoopConfig, folder: Path, say: Callable[[str], None]) -> None:
    rate = progress.samples / max(progress.elapsed_s, 1e-9)
    row = {"samples": progress.samples, "loss": float(loss.value.detach()), **loss.parts, "samples_per_s": rate}
    curves.append(folder / CURVES, row)
    if progress.step % (config.report_every * 5) == 0:
        past = [row["loss"] for row in curves.read(folder / CURVES) if "loss" in row]
        parts = "  ".join(f"{name} {value:.4f}" for name, value in loss.parts.items())
        minutes = progress.elapsed_s / 60
        say(f"{progress.samples:>8} samples  {minutes:6.1f} min  {rate:6.1f}/s  {parts}  {curves.spark(past)}")


def shortened(config: LoopConfig, **changes: float) -> LoopConfig:
    """The configuration with another budget."""
    return replace(config, budget=replace(config.budget, **changes))

"""From encoded requests to latents: noise, two caches, a solver. The one sampling loop, of engine and validation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from mudong.diffusion.guidance import Velocity, guided
from mudong.diffusion.path import clean_of
from mudong.diffusion.prediction import PREDICTIONS
from mudong.diffusion.schedule import times
from mudong.diffusion.solver import integrate
from mudong.diffusion.solvers import SOLVERS
from mudong.models.assemble import Encoded, EncodedCondition, assemble
from mudong.models.omni.config import OmniConfig
from mudong.models.omni.patchify import fill_grid, from_rows, to_rows
from mudong.models.omni.transformer import OmniTransformer
from mudong.sequence.kind import RULES
from mudong.sequence.layout import Layout
from mudong.sequence.pack import PackedSequence
from mudong.sequence.placement import TextPlacement
from mudong.spec.shape import VideoShape


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How to walk from noise to a clip. guidance: 1 is none; shift: towards noise, more for larger clips."""

    steps: int = 24
    guidance: float = 3.0
    shift: float = 2.0
    solver: str = "euler"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wanted:
    """One clip. latent: its latent shape. negative: what stands in place of the prompt in guidance."""

    latent: VideoShape
    conditions: tuple[EncodedCondition, ...]
    negative: EncodedCondition
    seed: int


def _go_on(step: int, clean: Sequence[Tensor]) -> None:
    pass


@torch.no_grad()
def generate_latents(
    transformer: OmniTransformer,
    wanted: Sequence[Wanted],
    sampling: Sampling,
    *,
    after_step: Callable[[int, Sequence[Tensor]], None] = _go_on,
) -> list[Tensor]:
    """The latent of every clip, (C, T, h, w) float32, made in one batch; a clip does not depend on the others.

    after_step: called with the number of finished steps and the latents that the clips seem to become, for a preview;
    it may raise to stop.
    """
    patch = transformer.config.patch
    encoded = [Encoded(grid=patch.grid(one.latent), conditions=one.conditions) for one in wanted]
    without = [replace(e, conditions=_without_prompt(one)) for e, one in zip(encoded, wanted, strict=True)]
    asked, sequence = _velocity(transformer, encoded)
    otherwise = _velocity(transformer, without)[0] if sampling.guidance != 1.0 else asked
    noise = [_noise(transformer.config, one, layout) for one, layout in zip(wanted, sequence.layouts, strict=True)]

    def latents(x: Tensor) -> list[Tensor]:
        parts = x.split([layout.num_targets for layout in sequence.layouts])
        return [_latent(patch_rows, one, layout, transformer.config)
                for patch_rows, one, layout in zip(parts, wanted, sequence.layouts, strict=True)]  # fmt: skip

    followed = guided(asked, otherwise, sampling.guidance)
    start = foreseen = torch.cat(noise).to(transformer.output.weight.device)

    def velocity(x: Tensor, t: float) -> Tensor:
        nonlocal foreseen
        slope = followed(x, t)
        foreseen = clean_of(x, slope, t)
        return slope

    made = integrate(
        velocity,
        start,
        times(sampling.steps, sampling.shift),
        SOLVERS[sampling.solver],
        after_step=lambda step, _: after_step(step, latents(foreseen)),
    )
    return latents(made)


def _velocity(transformer: OmniTransformer, requests: Sequence[Encoded]) -> tuple[Velocity, PackedSequence]:
    sequence, conditions = assemble(requests)
    weight = transformer.output.weight
    cache = transformer.remember(sequence, conditions.to(weight.device))
    prediction = PREDICTIONS[transformer.config.prediction]

    def velocity(x: Tensor, t: float) -> Tensor:
        return prediction.velocity(transformer.step(cache, x.to(weight.dtype), t).float(), x, t)

    return velocity, sequence


def _without_prompt(one: Wanted) -> tuple[EncodedCondition, ...]:
    others = [c for c in one.conditions if not isinstance(c.placement, TextPlacement)]
    return (one.negative, *others)


def _noise(config: OmniConfig, one: Wanted, layout: Layout) -> Tensor:
    shape = (config.latent_channels, one.latent.frames, one.latent.height, one.latent.width)
    noise = torch.randn(shape, generator=torch.Generator().manual_seed(one.seed))
    return to_rows(noise, config.patch)[layout.free]


def _latent(rows: Tensor, one: Wanted, layout: Layout, config: OmniConfig) -> Tensor:
    places = dict(zip(layout.order, one.conditions, strict=True))
    held = [places[place].rows for place, segment in enumerate(layout.segments[:-1]) if RULES[segment.kind].replaces]
    whole = fill_grid(torch.cat(held), rows, layout.free) if held else rows
    return from_rows(whole, layout.grid, config.patch, one.latent)

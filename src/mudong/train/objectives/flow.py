"""Flow matching on encoded clips: the objective of the transformer and its text encoder, for every mix of conditions.

All clips of a batch share shape and conditions, so that no row is padding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import final

import numpy as np
import torch
from torch import Tensor, nn

from mudong.diffusion.path import noised, velocity
from mudong.diffusion.prediction import PREDICTIONS
from mudong.diffusion.schedule import draw_times
from mudong.models.assemble import Encoded, EncodedCondition, assemble, text_condition
from mudong.models.omni.patchify import to_rows
from mudong.models.omni.transformer import OmniTransformer
from mudong.models.text.encoder import Prompt, SmallTextEncoder
from mudong.sequence.handle import handle_index
from mudong.sequence.placement import (
    FirstFramePlacement,
    MotionPlacement,
    ReferencePlacement,
    SourcePlacement,
    TailPlacement,
)
from mudong.spec.shape import VideoShape
from mudong.train.data.latents import LatentClip, LatentLibrary
from mudong.train.data.order import batch_indices
from mudong.train.objective import Loss
from mudong.train.objectives.gallery import Gallery


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """How often a batch comes with each condition, and how often a clip's words are left out (for guidance).

    edit: how often a batch consists of edits, which have a source and no other condition.
    """

    first_frame: float = 0.2
    reference: float = 0.0
    motion: float = 0.0
    tail: float = 0.0
    edit: float = 0.0
    no_words: float = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowConfig:
    """shift, spread: of the times that are drawn. character: weight of a cell of the cast against one of the place.

    text_rows: rows that every prompt is filled up to, so that batches are alike.
    """

    mix: Mix
    shift: float = 2.0
    spread: float = 1.0
    character: float = 3.0
    text_rows: int = 96
    seed: int = 0


@final
class FlowMatching:
    """Velocities of straight paths from clips to noise."""

    def __init__(
        self,
        transformer: OmniTransformer,
        text: SmallTextEncoder,
        library: LatentLibrary,
        config: FlowConfig,
        gallery: Gallery | None = None,
        edits: LatentLibrary | None = None,
    ) -> None:
        self._module = nn.ModuleDict({"transformer": transformer, "text": text})
        self._transformer, self._text = transformer, text
        self._config, self._gallery = config, gallery
        self._libraries = {False: library} if edits is None else {False: library, True: edits}
        self._groups = {edit: clips.groups() for edit, clips in self._libraries.items()}

    @property
    def module(self) -> nn.Module:
        """`transformer` and `text`."""
        return self._module

    def loss(self, step: int, batch: int, generator: torch.Generator) -> Loss:
        """Squared error of the velocity, heavier where the cast is."""
        config = self._config
        rng = np.random.default_rng(int(torch.randint(2**62, (1,), generator=generator)))
        edit = True in self._libraries and rng.random() < config.mix.edit
        indices = batch_indices(self._groups[edit], batch, step, config.seed)
        clips = [self._libraries[edit].clip(index) for index in indices]
        words = self._words(clips, rng)
        chosen = ["source"] if edit else _conditions_of_batch(config.mix, rng, clips[0].latent.shape[1])
        if "tail" in chosen:
            clips = [clip.without_first() for clip in clips]
        patch = self._transformer.config.patch
        encoded = [
            Encoded(grid=patch.grid(_shape(clip)), conditions=(text, *self._conditions(clip, chosen)))
            for clip, text in zip(clips, words, strict=True)
        ]
        sequence, conditions = assemble(encoded)
        device = self._transformer.output.weight.device
        rows, weights = zip(
            *(self._target(clip, layout.free) for clip, layout in zip(clips, sequence.layouts, strict=True)),
            strict=True,
        )
        clean, weight = torch.cat(rows).to(device), torch.cat(weights).to(device)
        t = draw_times(batch, generator, shift=config.shift, spread=config.spread)
        row_t = t[sequence.requests[sequence.target_rows], None].to(device)
        noise = torch.randn(clean.shape, generator=generator).to(device)
        x = noised(clean, noise, row_t)
        output = self._transformer(sequence, conditions, x, t.to(device)).float()
        prediction = PREDICTIONS[self._transformer.config.prediction]
        error = (prediction.velocity(output, x, row_t) - velocity(clean, noise)).square().mean(dim=-1)
        value = (error * weight).sum() / weight.sum()
        return Loss(value=value, parts={"flow": float(error.detach().mean())})

    def show(self, average: nn.Module, folder: Path, samples: int) -> Mapping[str, float]:
        """Fixed prompts as a picture."""
        if self._gallery is None:
            return {}
        assert isinstance(average, nn.ModuleDict)
        transformer, text = average["transformer"], average["text"]
        assert isinstance(transformer, OmniTransformer)
        assert isinstance(text, SmallTextEncoder)
        self._gallery.draw(transformer, text, folder / f"samples-{samples:08d}.png")
        return {}

    def _words(self, clips: Sequence[LatentClip], rng: np.random.Generator) -> list[EncodedCondition]:
        spoken = [
            "" if rng.random() < self._config.mix.no_words else clip.words[rng.integers(len(clip.words))]
            for clip in clips
        ]
        prompts = [Prompt(text=text) for text in spoken]
        return [text_condition(read) for read in self._text.read(prompts, at_least=self._config.text_rows)]

    def _target(self, clip: LatentClip, free: Tensor) -> tuple[Tensor, Tensor]:
        patch = self._transformer.config.patch
        weight = 1 + (self._config.character - 1) * clip.cast
        return to_rows(clip.latent, patch)[free], to_rows(weight[None], patch).mean(dim=-1)[free]

    def _conditions(self, clip: LatentClip, chosen: Sequence[str]) -> list[EncodedCondition]:
        return [condition for name in chosen for condition in self._condition(clip, name)]

    def _condition(self, clip: LatentClip, name: str) -> list[EncodedCondition]:
        device, patch = self._transformer.output.weight.device, self._transformer.config.patch
        if name == "first_frame":
            rows = to_rows(clip.latent[:, :1], patch)
            return [EncodedCondition(placement=FirstFramePlacement(), rows=rows.to(device))]
        if name == "tail":
            frames = max(1, clip.latent.shape[1] // 2)
            rows = to_rows(clip.latent[:, :frames], patch)
            return [EncodedCondition(placement=TailPlacement(frames=frames), rows=rows.to(device))]
        if name == "source":
            assert clip.source is not None
            return [EncodedCondition(placement=SourcePlacement(), rows=to_rows(clip.source, patch).to(device))]
        if name == "reference":
            grid = patch.grid(_shape(clip)).one_frame()
            placement = ReferencePlacement(grid=grid, handle=handle_index("image", 1))
            return [EncodedCondition(placement=placement, rows=to_rows(clip.reference, patch).to(device))]
        return [
            EncodedCondition(placement=MotionPlacement(joints=places), rows=rows.to(device))
            for places, rows in zip(clip.places, clip.motion, strict=True)
        ]


def _conditions_of_batch(mix: Mix, rng: np.random.Generator, frames: int) -> list[str]:
    """Names of the conditions that the whole batch has; the first latent frame is held by one of them at most.

    frames: latent frames of its clips; too few leave nothing to make after a tail, or after a first frame.
    """
    chosen = [name for name in ("reference", "motion") if rng.random() < getattr(mix, name)]
    held = rng.random()
    if held < mix.first_frame and frames >= 2:
        chosen.append("first_frame")
    elif mix.first_frame <= held < mix.first_frame + mix.tail and frames >= 3:
        chosen.append("tail")
    return chosen


def _shape(clip: LatentClip) -> VideoShape:
    _, frames, height, width = clip.latent.shape
    return VideoShape(frames=frames, height=height, width=width)

"""Flow matching on encoded clips: the objective of transformer and text encoder, for every mix of conditions."""

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
from mudong.models.omni.transformer import ConditionRows, OmniTransformer
from mudong.models.text.encoder import Prompt, SmallTextEncoder
from mudong.sequence.pack import PackedSequence
from mudong.train.data.latents import LatentClip, LatentLibrary
from mudong.train.data.order import batch_indices
from mudong.train.objective import Loss
from mudong.train.objectives.clip_conditions import CLIP_CONDITIONS, latent_shape
from mudong.train.objectives.gallery import Gallery
from mudong.train.objectives.mix import Mix


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
        config, device = self._config, self._transformer.output.weight.device
        rng = np.random.default_rng(int(torch.randint(2**62, (1,), generator=generator)))
        clips, chosen = self._draw(step, batch, rng)
        sequence, conditions = self._assembled(clips, chosen, rng)
        clean, weight = (part.to(device) for part in self._targets(clips, sequence))
        t = draw_times(batch, generator, shift=config.shift, spread=config.spread)
        row_t = t[sequence.requests[sequence.target_rows], None].to(device)
        noise = torch.randn(clean.shape, generator=generator).to(device)
        x = noised(clean, noise, row_t)
        output = self._transformer(sequence, conditions.to(device), x, t.to(device)).float()
        made = PREDICTIONS[self._transformer.config.prediction].velocity(output, x, row_t)
        error = (made - velocity(clean, noise)).square().mean(dim=-1)
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

    def _draw(self, step: int, batch: int, rng: np.random.Generator) -> tuple[list[LatentClip], tuple[str, ...]]:
        """The clips of a step, and the names of the conditions that all of them come with."""
        mix = self._config.mix
        edit = True in self._libraries and rng.random() < mix.edit
        indices = batch_indices(self._groups[edit], batch, step, self._config.seed)
        clips = [self._libraries[edit].clip(index) for index in indices]
        chosen = ("source",) if edit else mix.draw(rng, clips[0].latent.shape[1])
        return ([clip.without_first() for clip in clips] if "tail" in chosen else clips), chosen

    def _assembled(
        self, clips: Sequence[LatentClip], chosen: Sequence[str], rng: np.random.Generator
    ) -> tuple[PackedSequence, ConditionRows]:
        patch = self._transformer.config.patch
        return assemble([
            Encoded(
                grid=patch.grid(latent_shape(clip)),
                conditions=(words, *(told for name in chosen for told in CLIP_CONDITIONS[name](clip, patch))),
            )
            for clip, words in zip(clips, self._words(clips, rng), strict=True)
        ])  # fmt: skip

    def _words(self, clips: Sequence[LatentClip], rng: np.random.Generator) -> list[EncodedCondition]:
        spoken = [
            "" if rng.random() < self._config.mix.no_words else clip.words[rng.integers(len(clip.words))]
            for clip in clips
        ]
        read = self._text.read([Prompt(text=text) for text in spoken], at_least=self._config.text_rows)
        return [text_condition(features) for features in read]

    def _targets(self, clips: Sequence[LatentClip], sequence: PackedSequence) -> tuple[Tensor, Tensor]:
        """Clean rows that are to be made, and their weights."""
        patch = self._transformer.config.patch
        clean, weights = [], []
        for clip, layout in zip(clips, sequence.layouts, strict=True):
            weight = 1 + (self._config.character - 1) * clip.cast
            clean.append(to_rows(clip.latent, patch)[layout.free])
            weights.append(to_rows(weight[None], patch).mean(dim=-1)[layout.free])
        return torch.cat(clean), torch.cat(weights)

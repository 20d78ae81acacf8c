"""Fixed prompts, sampled at every checkpoint, so that one can see a model learn. Uses the engine's own sampling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import final

import cv2
import numpy as np
import torch

from mudong.models.assemble import text_condition
from mudong.models.generate import Sampling, Wanted, generate_latents
from mudong.models.omni.transformer import OmniTransformer
from mudong.models.text.encoder import Prompt, SmallTextEncoder
from mudong.models.vae.pixels import to_bytes
from mudong.models.vae.video_vae import VideoVae
from mudong.spec.shape import VideoShape

_SHOWN_FRAMES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryConfig:
    """prompts: one row of the picture each. shape: of the clips, in pixels."""

    prompts: tuple[str, ...]
    shape: VideoShape
    sampling: Sampling = field(default_factory=Sampling)
    text_rows: int = 96


@final
class Gallery:
    """Draws its prompts with any weights."""

    def __init__(self, vae: VideoVae, config: GalleryConfig) -> None:
        self._vae, self._config = vae, config

    @torch.no_grad()
    def draw(self, transformer: OmniTransformer, text: SmallTextEncoder, path: Path) -> None:
        """A few frames of every prompt, from the same noise each time."""
        config = self._config
        read = text.read([Prompt(text=prompt) for prompt in (*config.prompts, "")], at_least=config.text_rows)
        *asked, nothing = (text_condition(features) for features in read)
        wanted = [
            Wanted(
                latent=config.shape.latent(self._vae.config.stride), conditions=(words,), negative=nothing, seed=number
            )
            for number, words in enumerate(asked)
        ]
        latents = generate_latents(transformer, wanted, config.sampling)
        videos = self._vae.decode(torch.stack(latents).to(self._vae.latent_mean))
        write_strip(path, list(to_bytes(videos)))


def write_strip(path: Path, clips: Sequence[np.ndarray]) -> None:
    """Evenly spaced frames of (F, H, W, 3) clips, one clip a row."""
    rows = [
        np.concatenate([clip[i] for i in np.linspace(0, len(clip) - 1, _SHOWN_FRAMES).astype(int)], axis=1)
        for clip in clips
    ]
    cv2.imwrite(str(path), cv2.cvtColor(np.concatenate(rows), cv2.COLOR_RGB2BGR))

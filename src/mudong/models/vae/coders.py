"""The learned halves of the VAE. Each takes a chunk and its memory, and returns what it adds and the next memory.

Shapes: B clips, T x h x w cells, C channels, P numbers of a patch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import torch
from einops import rearrange
from torch import Tensor, nn

from mudong.models.vae.block import CausalBlock
from mudong.models.vae.config import COLOURS, VaeConfig

Memory = tuple[Tensor, ...]
"""One tensor for each block, in order."""

FIRST_LOG_VARIANCE = -7.0
"""Of an untrained posterior: a noise of 0.03 on channels of variance 1."""


def _through(blocks: nn.ModuleList, x: Tensor, memory: Iterable[Tensor | None]) -> tuple[Tensor, list[Tensor]]:
    kept = []
    for block, past in zip(cast("Sequence[CausalBlock]", blocks), memory, strict=True):
        x, after = block(x, past)
        kept.append(after)
    return x, kept


class Encoder(nn.Module):
    """Patches to what is added to the PCA's channels, and the logarithm of the posterior's variance."""

    def __init__(self, config: VaeConfig) -> None:
        super().__init__()
        self.into = nn.Linear(config.patch_width, config.width)
        self.blocks = nn.ModuleList(CausalBlock(config.width) for _ in range(config.encoder_blocks))
        self.out = nn.Linear(config.width, 2 * config.channels)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, patches_BThwP: Tensor, memory: Memory | None) -> tuple[Tensor, Tensor, Memory]:
        """Addition to the mean and log variance, both (B, T, h, w, C), and the memory."""
        x, kept = _through(self.blocks, self.into(patches_BThwP), memory or [None] * len(self.blocks))
        mean, log_variance = self.out(x).chunk(2, dim=-1)
        return mean, (log_variance + FIRST_LOG_VARIANCE).clamp(-12.0, 2.0), tuple(kept)


class Decoder(nn.Module):
    """Latents to what is added to the PCA's frames: blocks on the cells, a shuffle, a narrow block, a pixel shuffle."""

    def __init__(self, config: VaeConfig) -> None:
        super().__init__()
        self.config = config
        stride, fine = config.stride, config.fine_factor
        self.into = nn.Linear(config.channels, config.width)
        self.blocks = nn.ModuleList(CausalBlock(config.width) for _ in range(config.decoder_blocks))
        self.finer = nn.Linear(config.width, config.fine_width * stride.frames * fine * fine)
        self.fine_blocks = nn.ModuleList(CausalBlock(config.fine_width) for _ in range(config.fine_blocks))
        self.out = nn.Linear(config.fine_width, COLOURS * (stride.height // fine) * (stride.width // fine))
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, latent_BThwC: Tensor, memory: Memory | None) -> tuple[Tensor, Memory]:
        """(B, 3, T x 4, H, W), every cell as `stride.frames` frames, and the memory."""
        stride, fine, coarse = self.config.stride, self.config.fine_factor, len(self.blocks)
        past = memory or [None] * (coarse + len(self.fine_blocks))
        x, kept = _through(self.blocks, self.into(latent_BThwC), past[:coarse])
        x = rearrange(self.finer(x), "b t h w (c pt a d) -> b (t pt) (h a) (w d) c", pt=stride.frames, a=fine, d=fine)
        x, kept_fine = _through(self.fine_blocks, x, past[coarse:])
        pixels = self.out(torch.nn.functional.silu(x))
        video = rearrange(pixels, "b f h w (c ph pw) -> b c f (h ph) (w pw)", c=COLOURS, ph=stride.height // fine)
        return video, (*kept, *kept_fine)

"""The video VAE: a frozen PCA carries the linear part, learned networks add the rest; causal, streaming, tiled.

Pixels are floats in -1..1; latents have mean 0 and variance 1 per channel (`calibrate`).
Shapes: B clips, F frames, H x W pixels, T x h x w cells, C channels.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from mudong.models.vae.coders import Decoder, Encoder, Memory
from mudong.models.vae.config import VaeConfig
from mudong.models.vae.patches import from_patches, to_patches, with_first_alone
from mudong.models.vae.pca import PatchPca
from mudong.models.vae.tiling import tiles


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """mean, log_variance: (B, C, T, h, w), not yet calibrated."""

    mean: Tensor
    log_variance: Tensor

    def sample(self, generator: torch.Generator) -> Tensor:
        """One draw."""
        noise = torch.randn(self.mean.shape, generator=generator, device=generator.device).to(self.mean)
        return self.mean + noise * torch.exp(self.log_variance / 2)

    def divergence(self) -> Tensor:
        """Mean Kullback-Leibler divergence from the standard normal, per number of the latent."""
        return 0.5 * (self.mean.square() + self.log_variance.exp() - 1 - self.log_variance).mean()


StreamState = tuple[Memory, ...]
"""The memory of every tile; None stands for the beginning of a clip."""


class VideoVae(nn.Module):
    """`VideoVae(config)`: `encode` and `decode` whole clips, `..._chunk` parts of them."""

    latent_mean: Tensor
    latent_deviation: Tensor

    def __init__(self, config: VaeConfig) -> None:
        super().__init__()
        self.config = config
        self.pca = PatchPca(config.patch_width, config.channels)
        self.encoder = Encoder(config)
        self.decoder = Decoder(config)
        self.register_buffer("latent_mean", torch.zeros(config.channels))
        self.register_buffer("latent_deviation", torch.ones(config.channels))

    def posterior(self, video_BCFHW: Tensor) -> Posterior:
        """What training draws from, of whole clips of 1 + 4 n frames."""
        patches = to_patches(video_BCFHW, self.config.stride, first=True)
        mean, log_variance, _ = self.encoder(patches - self.pca.mean, None)
        mean = self.pca.project(patches) + mean
        return Posterior(mean.movedim(-1, 1), log_variance.movedim(-1, 1))

    def reconstruct(self, drawn_BCThw: Tensor) -> Tensor:
        """The frames of an uncalibrated draw, with gradients."""
        return self._frames(drawn_BCThw.movedim(1, -1), None)[0]

    def encode(self, video_BCFHW: Tensor, *, tile: int | None = None) -> Tensor:
        """(B, 3, F, H, W) with F = 1 + 4 n -> calibrated latent (B, C, T, h, w). tile: largest tile, in cells."""
        return self.encode_chunk(video_BCFHW, None, tile=tile)[0]

    def decode(self, latent_BCThw: Tensor, *, tile: int | None = None) -> Tensor:
        """Calibrated latent -> (B, 3, F, h x 8, w x 8) with F = 1 + 4 (T - 1)."""
        return self.decode_chunk(latent_BCThw, None, tile=tile)[0]

    @torch.no_grad()
    def encode_chunk(
        self, video_BCFHW: Tensor, state: StreamState | None, *, tile: int | None = None
    ) -> tuple[Tensor, StreamState]:
        """The next frames of a clip: 1 + 4 n at its beginning (state None), then 4 n. Chunks equal the whole."""
        patches = to_patches(video_BCFHW, self.config.stride, first=state is None)
        latent = self.pca.project(patches)
        memories = []
        height, width = patches.shape[2:4]
        for number, part in enumerate(tiles(height, width, tile, self.config.encoder_halo)):
            seen = patches[:, :, *part.outer] - self.pca.mean
            added, _, memory = self.encoder(seen, state[number] if state else None)
            latent[:, :, part.top : part.bottom, part.left : part.right] += added[:, :, *part.inner(1, 1)]
            memories.append(memory)
        return ((latent - self.latent_mean) / self.latent_deviation).movedim(-1, 1), tuple(memories)

    @torch.no_grad()
    def decode_chunk(
        self, latent_BCThw: Tensor, state: StreamState | None, *, tile: int | None = None
    ) -> tuple[Tensor, StreamState]:
        """The next latent cells of a clip, any number of them. Chunks equal the whole."""
        drawn = latent_BCThw.movedim(1, -1) * self.latent_deviation + self.latent_mean
        batch, _, height, width, _ = drawn.shape
        stride = self.config.stride
        video, memories = None, []
        for number, part in enumerate(tiles(height, width, tile, self.config.decoder_halo)):
            frames, memory = self._frames(drawn[:, :, *part.outer], state[number] if state else None)
            if video is None:
                video = frames.new_empty(
                    batch, frames.shape[1], frames.shape[2], height * stride.height, width * stride.width
                )
            rows = slice(part.top * stride.height, part.bottom * stride.height)
            columns = slice(part.left * stride.width, part.right * stride.width)
            video[..., rows, columns] = frames[:, :, :, *part.inner(stride.height, stride.width)]
            memories.append(memory)
        assert video is not None
        return video, tuple(memories)

    def _frames(self, drawn_BThwC: Tensor, memory: Memory | None) -> tuple[Tensor, Memory]:
        linear = from_patches(self.pca.restore(drawn_BThwC), self.config.stride, first=False)
        added, memory_after = self.decoder(drawn_BThwC, memory)
        video = linear + added
        return (with_first_alone(video, self.config.stride) if memory is None else video), memory_after

    @torch.no_grad()
    def calibrate(self, mean: Tensor, deviation: Tensor) -> None:
        """Set what latents are centred and scaled by: (C,) statistics of uncalibrated latents."""
        self.latent_mean.copy_(mean)
        self.latent_deviation.copy_(deviation)

"""The frozen linear part of the VAE: principal components of patches, whitened, in closed form, by falling energy.

Learned networks start at zero and add to it, so an untrained VAE is already the best linear one.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class PatchPca(nn.Module):
    """Patches (..., P) to channels (..., C) of mean 0 and variance 1, and back."""

    mean: Tensor
    components: Tensor
    deviations: Tensor

    def __init__(self, patch_width: int, channels: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(patch_width))
        self.register_buffer("components", torch.eye(patch_width, channels))
        self.register_buffer("deviations", torch.ones(channels))

    @torch.no_grad()
    def fit(self, patches: Tensor) -> None:
        """Take mean and components from (n, P) patches."""
        channels = len(self.deviations)
        if len(patches) <= channels:
            raise ValueError(f"{channels} components need more than {len(patches)} patches")
        mean = patches.double().mean(dim=0)
        centred = patches.double() - mean
        energies, vectors = torch.linalg.eigh(centred.T @ centred / len(patches))
        order = energies.argsort(descending=True)[:channels]
        self.mean.copy_(mean)
        self.components.copy_(vectors[:, order])
        self.deviations.copy_(energies[order].clamp(min=1e-8).sqrt())

    def project(self, patches: Tensor) -> Tensor:
        """Patches to whitened channels."""
        return (patches - self.mean) @ (self.components / self.deviations)

    def restore(self, channels: Tensor) -> Tensor:
        """The nearest patches that the channels can say."""
        return channels @ (self.components * self.deviations).T + self.mean

"""Learning to carry video: the objective of the VAE, on crops of rendered clips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import final

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from mudong.models.vae.pixels import to_bytes, to_floats
from mudong.models.vae.video_vae import VideoVae
from mudong.train.data.clip import WorldClip
from mudong.train.data.order import batch_indices
from mudong.train.objective import Loss
from mudong.train.objectives.pixel_loss import PixelWeights, pixel_loss, psnr


@dataclass(frozen=True, slots=True, kw_only=True)
class CropConfig:
    """frames: 1 + 4 n. side: most pixels of a side. on_character: share of crops that are centred on the cast."""

    frames: int = 9
    side: int = 80
    on_character: float = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconstructionConfig:
    """divergence: weight of the Kullback-Leibler divergence per number of the latent."""

    crop: CropConfig = field(default_factory=CropConfig)
    pixels: PixelWeights = field(default_factory=PixelWeights)
    divergence: float = 3e-4
    seed: int = 0


@final
class Reconstruction:
    """Frames through the posterior and back."""

    def __init__(
        self, vae: VideoVae, clips: Sequence[WorldClip], held_out: Sequence[WorldClip], config: ReconstructionConfig
    ) -> None:
        """clips: to learn from. held_out: to measure and to show."""
        self._vae, self._clips, self._held_out, self._config = vae, clips, held_out, config
        self._groups = _by_shape(clips, config.crop)

    @property
    def module(self) -> nn.Module:
        """The VAE."""
        return self._vae

    def loss(self, step: int, batch: int, generator: torch.Generator) -> Loss:
        """Weighted pixel loss and divergence."""
        config = self._config
        device = self._vae.latent_mean.device
        chosen = batch_indices(self._groups, batch, step, config.seed)
        rng = np.random.default_rng(int(torch.randint(2**62, (1,), generator=generator)))
        crops = [crop(self._clips[index], config.crop, rng) for index in chosen]
        true = to_floats(torch.from_numpy(np.stack([frames for frames, _ in crops]))).to(device)
        characters = torch.from_numpy(np.stack([mask for _, mask in crops])).to(device)
        posterior = self._vae.posterior(true)
        made = self._vae.reconstruct(posterior.sample(generator))
        pixels = pixel_loss(made, true, characters, config.pixels)
        divergence = posterior.divergence().float()
        parts = {
            "pixel": float(pixels.detach()),
            "divergence": float(divergence.detach()),
            "psnr_crop": float(psnr(made, true).mean()),
        }
        return Loss(value=pixels + config.divergence * divergence, parts=parts)

    @torch.no_grad()
    def show(self, average: nn.Module, folder: Path, samples: int) -> Mapping[str, float]:
        """PSNR of held-out clips, and true against made frames as a picture."""
        assert isinstance(average, VideoVae)
        whole, cast, rows = [], [], []
        for clip in self._held_out:
            true = to_floats(torch.from_numpy(np.array(clip.frames)))[None].to(average.latent_mean.device)
            made = average.decode(average.encode(true))[..., : true.shape[-2], : true.shape[-1]]
            mask = torch.from_numpy(clip.characters)[None].to(true.device)
            whole.append(float(psnr(made, true)))
            cast.append(float(psnr(made, true, mask)))
            rows.append(_side_by_side(true, made))
        if rows:
            _write_rows(folder / "reconstructions.png", rows[:6])
        return {"psnr": float(np.mean(whole)), "psnr_characters": float(np.mean(cast))} if whole else {}


def crop(clip: WorldClip, config: CropConfig, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Frames (f, h, w, 3) and the mask of the cast (f, h, w), from a random time and place of a clip."""
    frames, height, width = clip.characters.shape
    start = int(rng.integers(frames - config.frames + 1))
    rows, columns = np.nonzero(clip.characters[start + config.frames // 2])
    if len(rows) and rng.random() < config.on_character:
        pick = int(rng.integers(len(rows)))
        middle = int(rows[pick]), int(columns[pick])
    else:
        middle = int(rng.integers(height)), int(rng.integers(width))
    sides = min(config.side, height), min(config.side, width)
    top, left = (
        int(np.clip(place - side // 2, 0, size - side))
        for place, side, size in zip(middle, sides, (height, width), strict=True)
    )
    where = np.s_[start : start + config.frames, top : top + sides[0], left : left + sides[1]]
    return clip.frames[where], clip.characters[where]


def _by_shape(clips: Sequence[WorldClip], config: CropConfig) -> list[list[int]]:
    """Indices of clips whose crops have the same shape."""
    found: dict[tuple[int, ...], list[int]] = {}
    for index, clip in enumerate(clips):
        shape = tuple(min(config.side, side) for side in clip.frames.shape[1:3])
        found.setdefault(shape, []).append(index)
    return list(found.values())


def _side_by_side(true: Tensor, made: Tensor) -> np.ndarray:
    """First, middle and last frame of a clip: true above made."""
    chosen = [0, true.shape[2] // 2, true.shape[2] - 1]
    return np.concatenate([np.concatenate(list(to_bytes(video[0][:, chosen])), axis=1) for video in (true, made)])


def _write_rows(path: Path, rows: Sequence[np.ndarray]) -> None:
    width = max(row.shape[1] for row in rows)
    padded = [np.pad(row, ((0, 4), (0, width - row.shape[1]), (0, 0)), constant_values=255) for row in rows]
    cv2.imwrite(str(path), cv2.cvtColor(np.concatenate(padded), cv2.COLOR_RGB2BGR))

"""Latent clips to rows and back: a token is a patch of cells. Ragged edges are filled with copies of the last cells."""

from __future__ import annotations

import torch
from einops import rearrange
from torch import Tensor
from torch.nn import functional

from mudong.models.omni.config import PatchSize
from mudong.sequence.grid import TokenGrid
from mudong.spec.shape import VideoShape


def to_rows(latent_CTHW: Tensor, patch: PatchSize) -> Tensor:
    """(channels, frames, height, width) -> (rows, channels x cells), rows in the order of the grid's positions."""
    _, frames, height, width = latent_CTHW.shape
    grid = patch.grid(VideoShape(frames=frames, height=height, width=width))
    missing = (
        0, grid.width * patch.width - width,
        0, grid.height * patch.height - height,
        0, grid.frames * patch.frames - frames,
    )  # fmt: skip
    whole = functional.pad(latent_CTHW[None], missing, mode="replicate")[0] if any(missing) else latent_CTHW
    return rearrange(
        whole, "c (t pt) (h ph) (w pw) -> (t h w) (c pt ph pw)", pt=patch.frames, ph=patch.height, pw=patch.width
    )


def from_rows(rows: Tensor, grid: TokenGrid, patch: PatchSize, latent: VideoShape) -> Tensor:
    """The inverse of `to_rows`: (rows, channels x cells) -> (channels, frames, height, width) of `latent`."""
    whole = rearrange(
        rows, "(t h w) (c pt ph pw) -> c (t pt) (h ph) (w pw)",
        t=grid.frames, h=grid.height, w=grid.width, pt=patch.frames, ph=patch.height, pw=patch.width,
    )  # fmt: skip
    return whole[:, : latent.frames, : latent.height, : latent.width]


def fill_grid(held: Tensor, target: Tensor, free: Tensor) -> Tensor:
    """Held and generated rows together in the order of the grid. free: (grid rows,) bool, what is generated."""
    rows = torch.empty(len(free), target.shape[-1], dtype=target.dtype, device=target.device)
    rows[free.to(target.device)] = target
    rows[~free.to(target.device)] = held.to(target)
    return rows

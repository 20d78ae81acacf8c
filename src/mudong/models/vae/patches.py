"""Frames to patches of `stride` pixels and back. The first frame of a clip fills a patch alone: it is repeated over it.

Shapes: B clips, F frames, H x W pixels, T x h x w cells, P numbers of a patch.
"""

from __future__ import annotations

import torch
from einops import rearrange
from torch import Tensor
from torch.nn import functional

from mudong.spec.shape import LatentStride


def to_patches(video_BCFHW: Tensor, stride: LatentStride, *, first: bool) -> Tensor:
    """(B, T, h, w, P). first: whether the clip begins here.

    Ragged edges repeat the last row and column. Raises `ValueError` when the frames do not fill whole patches.
    """
    frames, height, width = video_BCFHW.shape[2:]
    alone = 1 if first else 0
    if (frames - alone) % stride.frames or frames < alone:
        raise ValueError(f"{frames} frames are not {alone} + a multiple of {stride.frames}")
    missing = (0, -width % stride.width, 0, -height % stride.height)
    if any(missing):
        flat = functional.pad(video_BCFHW.flatten(0, 1), missing, mode="replicate")
        video_BCFHW = flat.unflatten(0, video_BCFHW.shape[:2])
    if first:
        repeated = video_BCFHW[:, :, :1].expand(-1, -1, stride.frames, -1, -1)
        video_BCFHW = torch.cat([repeated, video_BCFHW[:, :, 1:]], dim=2)
    return rearrange(
        video_BCFHW, "b c (t pt) (h ph) (w pw) -> b t h w (c pt ph pw)",
        pt=stride.frames, ph=stride.height, pw=stride.width,
    )  # fmt: skip


def from_patches(patches_BThwP: Tensor, stride: LatentStride, *, first: bool) -> Tensor:
    """(B, 3, F, H, W), the inverse of `to_patches`; the first frame is the mean of those that stand for it."""
    video = rearrange(
        patches_BThwP, "b t h w (c pt ph pw) -> b c (t pt) (h ph) (w pw)",
        pt=stride.frames, ph=stride.height, pw=stride.width,
    )  # fmt: skip
    return with_first_alone(video, stride) if first else video


def with_first_alone(video_BCFHW: Tensor, stride: LatentStride) -> Tensor:
    """The frames of the first patch become one."""
    alone = video_BCFHW[:, :, : stride.frames].mean(dim=2, keepdim=True)
    return torch.cat([alone, video_BCFHW[:, :, stride.frames :]], dim=2)

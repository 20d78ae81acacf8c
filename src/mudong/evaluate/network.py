"""The parser's two nets: `Look` sees frames (attributes and joints), `Move` sees joints over time (the action).

Knows nothing about scenes, files or what the classes mean.

Shape legend: B clips, F frames of a clip, N = B * F, J joints, T moments, A attributes, C channels, h w a grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

from mudong.spec.joints import NUM_JOINTS

STRIDE = 4
"""Pixels per cell of the finest grid; joints are found on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetConfig:
    """attributes: number of classes of each attribute that is read from pictures; actions: of actions.

    widths, blocks: channels and residual blocks at 1/4, 1/8 and 1/16 of the frame. moving: channels of `Move`.
    """

    attributes: tuple[int, ...]
    actions: int
    widths: tuple[int, int, int] = (32, 64, 136)
    blocks: tuple[int, int, int] = (1, 2, 3)
    moving: int = 80


class Seen(NamedTuple):
    """logits: per attribute (B, classes). heat: (B, F, J, h, w) logits. joints: (B, F, J, 2) pixels."""

    logits: list[Tensor]
    heat: Tensor
    joints: Tensor


class Look(nn.Module):
    """Frames of a clip -> attributes pooled over all of them, joints of each."""

    def __init__(self, config: NetConfig) -> None:
        super().__init__()
        fine, middle, coarse = config.widths
        self.stem = nn.Conv2d(3, fine, STRIDE + 2, stride=STRIDE, padding=1)
        self.fine = nn.Sequential(*(_Block(fine) for _ in range(config.blocks[0])))
        self.middle = nn.Sequential(_down(fine, middle), *(_Block(middle) for _ in range(config.blocks[1])))
        self.coarse = nn.Sequential(_down(middle, coarse), *(_Block(coarse) for _ in range(config.blocks[2])))
        self.to_middle = nn.Conv2d(coarse, middle, 1)
        self.to_fine = nn.Conv2d(middle, fine, 1)
        self.joint = nn.Sequential(nn.Conv2d(fine, fine, 3, padding=1, bias=False), nn.BatchNorm2d(fine), nn.ReLU(),
                                   nn.Conv2d(fine, NUM_JOINTS, 1))  # fmt: skip
        self.where = nn.Conv2d(coarse, len(config.attributes), 1)
        self.what = nn.ModuleList(nn.Linear(coarse, classes) for classes in config.attributes)

    def forward(self, frames: Tensor) -> Seen:
        """frames: (B, F, 3, H, W) in -1..1; H and W are multiples of 16."""
        clips, count = frames.shape[:2]
        x = frames.flatten(0, 1).contiguous(memory_format=torch.channels_last)
        fine = self.fine(self.stem(x))
        middle = self.middle(fine)
        coarse = self.coarse(middle)
        up = _twice(self.to_middle(coarse)) + middle
        up = _twice(self.to_fine(up)) + fine
        heat = self.joint(up).float().unflatten(0, (clips, count))
        return Seen(self._attributes(coarse, clips), heat, peaks(heat))

    def _attributes(self, coarse: Tensor, clips: int) -> list[Tensor]:
        """Every attribute looks where it is told best: a softmax over all places of all frames of a clip."""
        where = self.where(coarse).float().unflatten(0, (clips, -1)).transpose(1, 2).flatten(2)
        values = coarse.unflatten(0, (clips, -1)).transpose(1, 2).flatten(2)
        pooled = where.softmax(-1).to(values.dtype) @ values.transpose(1, 2)
        return [head(pooled[:, index]).float() for index, head in enumerate(self.what)]


class Move(nn.Module):
    """Joints over time -> logits of actions. Blind to place, size and time of start."""

    def __init__(self, config: NetConfig) -> None:
        super().__init__()
        width = config.moving
        self.inlet = nn.Conv1d(4 * NUM_JOINTS + 2, width, 3, padding=1)
        self.layers = nn.ModuleList(nn.Conv1d(width, width, 3, padding=step, dilation=step) for step in (1, 2, 4))
        self.norms = nn.ModuleList(nn.BatchNorm1d(width) for _ in range(3))
        self.outlet = nn.Linear(2 * width, config.actions)

    def forward(self, joints: Tensor) -> Tensor:
        """joints: (B, T, J, 2) in any unit -> (B, actions)."""
        x = self.inlet(_features(joints).transpose(1, 2))
        for layer, norm in zip(self.layers, self.norms, strict=True):
            x = x + torch.relu(norm(layer(x)))
        return self.outlet(torch.cat([x.mean(-1), x.amax(-1)], -1))


def peaks(heat: Tensor) -> Tensor:
    """(..., h, w) logits -> (..., 2) pixels x, y: the mean place under their softmax."""
    height, width = heat.shape[-2:]
    share = heat.flatten(-2).softmax(-1).unflatten(-1, (height, width))
    x = torch.arange(width, device=heat.device, dtype=heat.dtype) + 0.5
    y = torch.arange(height, device=heat.device, dtype=heat.dtype) + 0.5
    return torch.stack([(share.sum(-2) * x).sum(-1), (share.sum(-1) * y).sum(-1)], -1) * STRIDE


def summits(heat: Tensor, reach: int = 2) -> Tensor:
    """(..., h, w) logits -> (..., 2) pixels x, y: the mean place around the highest cell, deaf to what is far away."""
    height, width = heat.shape[-2:]
    top = heat.flatten(-2).argmax(-1, keepdim=True)
    across = (torch.arange(width, device=heat.device) - top % width).abs() <= reach
    down = (torch.arange(height, device=heat.device) - top // width).abs() <= reach
    return peaks(heat.masked_fill(~(down[..., :, None] & across[..., None, :]), float("-inf")))


def _features(joints: Tensor) -> Tensor:
    """(B, T, 4 J + 2): joints around the body's middle and their velocities in heights, and how the middle moves."""
    middle = joints.mean(2, keepdim=True)
    local = joints - middle
    size = local.flatten(2).pow(2).mean(-1).sqrt().mean(-1)[:, None, None, None].clamp_min(1e-3)
    local, middle = local / size, (middle - middle.mean(1, keepdim=True)) / size
    speed = torch.diff(local + middle, dim=1, prepend=(local + middle)[:, :1])
    return torch.cat([local.flatten(2), 4 * speed.flatten(2), middle.flatten(2)], -1)


class _Block(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU(),
            nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width),
        )  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.body(x))


def _down(narrow: int, wide: int) -> nn.Module:
    return nn.Sequential(nn.Conv2d(narrow, wide, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(wide), nn.ReLU())


def _twice(x: Tensor) -> Tensor:
    return nn.functional.interpolate(x, scale_factor=2, mode="nearest")

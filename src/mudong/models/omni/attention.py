"""Attention over packed rows: the views of the sequence, with plain softmax or the fused kernel, whichever is faster.

Shapes: R rows of all requests, G requests of a group, N queries, M keys, H heads, D channels of a head.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, final

import torch
from torch import Tensor
from torch.nn import functional

from mudong.sequence.pack import Group


class Attend(Protocol):
    """Who attends to whom, for layer after layer."""

    def __call__(self, layer: int, q_RHD: Tensor, k_RHD: Tensor, v_RHD: Tensor) -> Tensor:
        """(R, H, D) rows of values, each mixed from those that the row sees."""
        ...


def softmax_attention(q_GHND: Tensor, k_GHMD: Tensor, v_GHMD: Tensor) -> Tensor:
    """softmax(q k' / sqrt(D)) v -> (G, N, H, D).

    On a CPU in bfloat16 two plain products beat the fused kernel by 1.6 to 3 times at a few hundred rows, forward and
    backward (measured: benchmarks/bench_omni.py); everywhere else the fused kernel is faster and needs less memory.
    """
    if q_GHND.device.type == "cpu" and q_GHND.dtype is torch.bfloat16:
        weights = ((q_GHND * q_GHND.shape[-1] ** -0.5) @ k_GHMD.transpose(-1, -2)).softmax(dim=-1)
        return (weights @ v_GHMD).transpose(1, 2)
    return functional.scaled_dot_product_attention(q_GHND, k_GHMD, v_GHMD).transpose(1, 2)


@final
class WholeAttention:
    """All rows at once, along the views of every group."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups

    def __call__(self, layer: int, q_RHD: Tensor, k_RHD: Tensor, v_RHD: Tensor) -> Tensor:
        """As the sequence says."""
        sizes = [group.requests * group.rows for group in self._groups]
        parts = zip(self._groups, q_RHD.split(sizes), k_RHD.split(sizes), v_RHD.split(sizes), strict=True)
        return torch.cat([_group_attention(group, q, k, v) for group, q, k, v in parts])


def _group_attention(group: Group, q_RHD: Tensor, k_RHD: Tensor, v_RHD: Tensor) -> Tensor:
    if not group.rows:
        return v_RHD
    q, k, v = (x.unflatten(0, (group.requests, group.rows)).transpose(1, 2) for x in (q_RHD, k_RHD, v_RHD))
    seen = [
        softmax_attention(q[:, :, view.start : view.stop], k[:, :, : view.seen], v[:, :, : view.seen])
        for view in group.views
    ]
    return torch.cat(seen, dim=1).flatten(0, 1)

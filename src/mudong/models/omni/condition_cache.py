"""Keys and values of conditions, computed once per request: exact, because no condition ever sees what is generated.

The rule itself stands in `sequence.visibility`; this file only keeps what it promises will not change.
Shapes: R rows, G requests of a group, H heads, D channels of a head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

import torch
from torch import Tensor

from mudong.models.omni.attention import WholeAttention, softmax_attention
from mudong.models.omni.rotary import Rotation
from mudong.sequence.pack import Group, PackedSequence
from mudong.sequence.visibility import View


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMemory:
    """keys, values: (G, H, conditions + targets, D); the first rows are kept, the rest is written anew in each step."""

    keys: Tensor
    values: Tensor
    conditions: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ConditionCache:
    """layers: for every layer, a memory per group. turn: rotation of the generated rows. kinds: of the same rows."""

    sequence: PackedSequence
    layers: tuple[tuple[GroupMemory, ...], ...]
    turn: Rotation
    num_targets: int

    @property
    def size_bytes(self) -> int:
        """Memory that the cache takes."""
        return sum(
            tensor.nbytes for groups in self.layers for memory in groups for tensor in (memory.keys, memory.values)
        )


def condition_groups(groups: Sequence[Group]) -> list[Group]:
    """The groups without what is generated: the views of cacheable rows are all but the last."""
    return [Group(requests=group.requests, rows=group.views[-1].start, views=group.views[:-1]) for group in groups]


@final
class RecordingAttention:
    """Attention among conditions that keeps keys and values of every layer."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        self._whole = WholeAttention(condition_groups(groups))
        self.layers: list[tuple[GroupMemory, ...]] = []

    def __call__(self, layer: int, q_RHD: Tensor, k_RHD: Tensor, v_RHD: Tensor) -> Tensor:
        """Mixed values of the conditions; each layer calls once, in order."""
        kept = condition_groups(self._groups)
        sizes = [group.requests * group.rows for group in kept]
        self.layers.append(
            tuple(
                _remember(group, k, v)
                for group, k, v in zip(self._groups, k_RHD.split(sizes), v_RHD.split(sizes), strict=True)
            )
        )
        return self._whole(layer, q_RHD, k_RHD, v_RHD)


def _remember(group: Group, k_RHD: Tensor, v_RHD: Tensor) -> GroupMemory:
    conditions = group.views[-1].start

    def spread(x_RHD: Tensor) -> Tensor:
        room = x_RHD.new_zeros(group.requests, x_RHD.shape[1], group.rows, x_RHD.shape[2])
        room[:, :, :conditions] = x_RHD.unflatten(0, (group.requests, conditions)).transpose(1, 2)
        return room

    return GroupMemory(keys=spread(k_RHD), values=spread(v_RHD), conditions=conditions)


@final
class CachedAttention:
    """Attention of the generated rows to the kept conditions and to themselves."""

    def __init__(self, groups: Sequence[Group], layers: Sequence[Sequence[GroupMemory]]) -> None:
        self._groups, self._layers = groups, layers

    def __call__(self, layer: int, q_RHD: Tensor, k_RHD: Tensor, v_RHD: Tensor) -> Tensor:
        """As if the conditions were there."""
        sizes = [group.requests * _targets(group.views[-1]) for group in self._groups]
        parts = zip(
            self._groups, self._layers[layer], q_RHD.split(sizes), k_RHD.split(sizes), v_RHD.split(sizes), strict=True
        )
        return torch.cat([_remembering(group, memory, q, k, v) for group, memory, q, k, v in parts])


def _targets(view: View) -> int:
    return view.stop - view.start


def _remembering(group: Group, memory: GroupMemory, q_RHD: Tensor, k_RHD: Tensor, v_RHD: Tensor) -> Tensor:
    shape = (group.requests, _targets(group.views[-1]))
    q, k, v = (x.unflatten(0, shape).transpose(1, 2) for x in (q_RHD, k_RHD, v_RHD))
    memory.keys[:, :, memory.conditions :] = k
    memory.values[:, :, memory.conditions :] = v
    return softmax_attention(q, memory.keys, memory.values).flatten(0, 1)

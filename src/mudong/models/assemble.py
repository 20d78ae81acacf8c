"""Encoded conditions of several requests to one packed sequence and the rows that it holds.

What training and generation share: neither lays out anything by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from mudong.models.omni.transformer import ConditionRows
from mudong.models.text.encoder import TextFeatures
from mudong.sequence.grid import TokenGrid
from mudong.sequence.kind import Content
from mudong.sequence.layout import lay_out
from mudong.sequence.pack import PackedSequence, pack
from mudong.sequence.placement import Placement, TextPlacement


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EncodedCondition:
    """A condition that knows its place, and its rows: (n, text_width), (n, token_width) or (n, MOTION_WIDTH)."""

    placement: Placement
    rows: Tensor


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Encoded:
    """One request. grid: of the target. conditions: in the order in which the prompt names them."""

    grid: TokenGrid
    conditions: tuple[EncodedCondition, ...]


def text_condition(text: TextFeatures) -> EncodedCondition:
    """A prompt that was read."""
    return EncodedCondition(placement=TextPlacement(handles=text.handles), rows=text.features)


def assemble(requests: Sequence[Encoded]) -> tuple[PackedSequence, ConditionRows]:
    """One sequence, and what its condition rows hold.

    Raises `ValueError` when a condition has not as many rows as places.
    """
    layouts = [lay_out([c.placement for c in request.conditions], request.grid) for request in requests]
    held: dict[Content, list[Tensor]] = {content: [] for content in Content}
    for request, layout in zip(requests, layouts, strict=True):
        rows = {place: condition.rows for place, condition in zip(layout.order, request.conditions, strict=True)}
        for place, segment in enumerate(layout.segments[:-1]):
            if len(rows[place]) != segment.num_rows:
                raise ValueError(f"{segment.kind} has {segment.num_rows} places and {len(rows[place])} rows")
            held[segment.content].append(rows[place])
    found = {content.value: torch.cat(parts) if parts else None for content, parts in held.items()}
    return pack(layouts), ConditionRows(**found)

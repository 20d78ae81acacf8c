"""Several requests in one sequence, end to end, without padding: what the model takes.

Neighbours with equal layouts form a group that attention treats as one batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import torch
from torch import Tensor

from mudong.sequence.kind import KIND_INDEX, RULES, Content
from mudong.sequence.layout import Layout
from mudong.sequence.segment import Segment
from mudong.sequence.visibility import View, is_cacheable


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """`requests` neighbours of `rows` rows each, with the same views."""

    requests: int
    rows: int
    views: tuple[View, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class PackedSequence:
    """All rows of several requests. Tensors lie on the CPU until the model takes them."""

    layouts: tuple[Layout, ...]

    @cached_property
    def positions(self) -> Tensor:
        """(rows, 3) float: time, y, x."""
        return torch.cat([segment.positions for segment in self._segments])

    @cached_property
    def handles(self) -> Tensor:
        """(rows,) long."""
        return torch.cat([segment.handles for segment in self._segments])

    @cached_property
    def kinds(self) -> Tensor:
        """(rows,) long: index of each row's kind."""
        return self._per_row([KIND_INDEX[segment.kind] for segment in self._segments])

    @cached_property
    def requests(self) -> Tensor:
        """(rows,) long: the request that each row belongs to."""
        counts = torch.tensor([layout.num_rows for layout in self.layouts])
        return torch.repeat_interleave(torch.arange(len(self.layouts)), counts)

    @cached_property
    def cacheable(self) -> Tensor:
        """(rows,) bool: rows that are the same in every step."""
        return self._per_row([is_cacheable(segment.kind) for segment in self._segments])

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Runs of requests with equal layouts."""
        return tuple(
            Group(requests=len(run), rows=run[0].num_rows, views=run[0].views)
            for run in (list(run) for _, run in groupby(self.layouts, key=lambda layout: layout.kinds))
        )

    def rows_of(self, content: Content) -> Tensor:
        """(n,) long: the condition rows that hold that content, in order."""
        held = [segment.content is content and is_cacheable(segment.kind) for segment in self._segments]
        return self._per_row(held).nonzero()[:, 0]

    @cached_property
    def condition_rows(self) -> Tensor:
        """(n,) long: rows that are the same in every step, in order."""
        return self.cacheable.nonzero()[:, 0]

    @cached_property
    def target_rows(self) -> Tensor:
        """(n,) long: rows that are generated, in order."""
        return (~self.cacheable).nonzero()[:, 0]

    @cached_property
    def segment_kinds(self) -> Tensor:
        """(segments,) long: index of each segment's kind."""
        return torch.tensor([KIND_INDEX[segment.kind] for segment in self._segments])

    @cached_property
    def segment_of_row(self) -> Tensor:
        """(rows,) long: the segment of each row."""
        return self._per_row(range(len(self._segments)))

    def segment_times(self, t: Tensor, clean_t: float) -> Tensor:
        """(segments,) times from (requests,) times: `clean_t` for conditions, t for what is generated.

        All rows of a segment share its time, so time is per row: `segment_times(...)[segment_of_row]`.
        """
        counts = torch.tensor([len(layout.segments) for layout in self.layouts], device=t.device)
        clean = torch.tensor([RULES[segment.kind].clean for segment in self._segments], device=t.device)
        return torch.where(clean, torch.full_like(t[:1], clean_t), torch.repeat_interleave(t, counts))

    @cached_property
    def _segments(self) -> tuple[Segment, ...]:
        return tuple(segment for layout in self.layouts for segment in layout.segments)

    def _per_row(self, values: Sequence[int | bool]) -> Tensor:
        counts = torch.tensor([segment.num_rows for segment in self._segments])
        return torch.repeat_interleave(torch.tensor(values), counts)


def pack(layouts: Sequence[Layout]) -> PackedSequence:
    """One sequence of several requests, in their order."""
    return PackedSequence(layouts=tuple(layouts))

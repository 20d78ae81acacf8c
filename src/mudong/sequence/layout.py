"""The rows of one request in their order: conditions as the table orders kinds, then what is left of the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor

from mudong.sequence.grid import TokenGrid
from mudong.sequence.kind import KIND_INDEX, RULES, SegmentKind
from mudong.sequence.placement import Clock, Placement
from mudong.sequence.segment import Segment
from mudong.sequence.visibility import View, views


@dataclass(frozen=True, kw_only=True, eq=False)
class Layout:
    """One request. segments: in the order of their rows, the target last."""

    grid: TokenGrid
    segments: tuple[Segment, ...]
    order: tuple[int, ...]
    """Place of each condition, as they were given, among the segments."""

    @cached_property
    def kinds(self) -> tuple[tuple[SegmentKind, int], ...]:
        """Kind and length of every segment: two requests with equal kinds can share one batch without padding."""
        return tuple((segment.kind, segment.num_rows) for segment in self.segments)

    @cached_property
    def views(self) -> tuple[View, ...]:
        """Who sees whom, as runs of rows."""
        return views(self.kinds)

    @cached_property
    def num_rows(self) -> int:
        """All rows."""
        return sum(segment.num_rows for segment in self.segments)

    @cached_property
    def num_targets(self) -> int:
        """Rows that are generated."""
        return self.segments[-1].num_rows

    @cached_property
    def free(self) -> Tensor:
        """(grid rows,) bool: cells of the target grid that are generated, not held."""
        return ~_held(self.grid, self.segments)


def lay_out(conditions: Sequence[Placement], grid: TokenGrid) -> Layout:
    """The layout of a request with these conditions, in the order in which the prompt names them."""
    clock, placed = Clock(), []
    for condition in conditions:
        segment, clock = condition.place(clock, grid)
        placed.append(segment)
    by_kind = sorted(range(len(placed)), key=lambda index: KIND_INDEX[placed[index].kind])
    order = tuple(by_kind.index(index) for index in range(len(placed)))
    free = ~_held(grid, placed)
    target = Segment(
        kind=SegmentKind.TARGET,
        positions=grid.positions()[free],
        handles=torch.zeros(int(free.sum()), dtype=torch.long),
    )
    return Layout(grid=grid, segments=(*(placed[index] for index in by_kind), target), order=order)


def _held(grid: TokenGrid, segments: Sequence[Segment]) -> Tensor:
    held = torch.zeros(grid.num_rows, dtype=torch.bool)
    for segment in segments:
        if RULES[segment.kind].replaces:
            held[: segment.num_rows] = True
    return held

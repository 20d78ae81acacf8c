"""A segment: a run of rows of one kind with their positions and the handle that names them."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

from mudong.sequence.kind import RULES, Content, SegmentKind


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segment:
    """positions: (rows, 3) float, (time, y, x). handles: (rows,) long, 0 where nothing is named."""

    kind: SegmentKind
    positions: Tensor
    handles: Tensor

    @property
    def num_rows(self) -> int:
        """Its length."""
        return len(self.positions)

    @property
    def content(self) -> Content:
        """What its rows hold."""
        return RULES[self.kind].content

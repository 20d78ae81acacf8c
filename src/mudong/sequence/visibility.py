"""Who may see whom: the asymmetric rule of the report (A5), written once, in the table's column `sees`.

Read as a mask by tests, as runs of rows by attention, and as a promise by the condition cache. Conditions attend among
themselves, the target to all; requests never see each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

import torch
from torch import Tensor

from mudong.sequence.kind import RULES, SegmentKind

Kinds = Sequence[tuple[SegmentKind, int]]
"""Kind and number of rows of each segment of a request."""


@dataclass(frozen=True, slots=True)
class View:
    """Rows `start` to `stop` of a request attend to its first `seen` rows."""

    start: int
    stop: int
    seen: int


def sees(query: SegmentKind, key: SegmentKind) -> bool:
    """Whether rows of one kind attend to rows of another, within one request."""
    return key in RULES[query].sees


def is_cacheable(kind: SegmentKind) -> bool:
    """Whether keys and values of a kind stay the same in every step: it is clean and sees only what is cacheable."""
    return RULES[kind].clean and all(RULES[seen].clean for seen in RULES[kind].sees)


def views(kinds: Kinds) -> tuple[View, ...]:
    """The rule for one request as runs of rows, each of which sees a prefix of the rows.

    Raises `ValueError` when the order of the segments does not allow that.
    """
    ends = [0, *accumulate(rows for _, rows in kinds)]
    seen = [_prefix(kind, kinds) for kind, _ in kinds]
    return tuple(
        View(start=ends[run[0]], stop=ends[run[-1] + 1], seen=prefix)
        for prefix, run in ((p, list(r)) for p, r in groupby(range(len(kinds)), key=lambda index: seen[index]))
    )


def _prefix(query: SegmentKind, kinds: Kinds) -> int:
    visible = [sees(query, key) for key, _ in kinds]
    if sorted(visible, reverse=True) != visible:
        raise ValueError(f"{query} does not see a prefix of {', '.join(kind for kind, _ in kinds)}")
    return sum(rows for (_, rows), shown in zip(kinds, visible, strict=True) if shown)


def mask(requests: Sequence[Kinds]) -> Tensor:
    """(rows, rows) bool of packed requests: true where the row may attend to the column."""
    rows = [(number, kind) for number, kinds in enumerate(requests) for kind, count in kinds for _ in range(count)]
    number = torch.tensor([number for number, _ in rows])
    table = torch.tensor([[sees(query, key) for key in SegmentKind] for query in SegmentKind])
    index = torch.tensor([list(SegmentKind).index(kind) for _, kind in rows])
    return table[index][:, index] & (number[:, None] == number[None, :])

"""One line of a benchmark's table: what was measured, the limit it is held against, whether it keeps it.

Knows nothing about what is measured.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Verdict = Literal["pass", "FAIL", "told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """least, most: the limits; with neither the value is only told. control: a run without the real thing, which must
    miss its limit, else the measure proves nothing. note: how it was measured, in a few words."""

    area: str
    what: str
    value: float
    unit: str = ""
    least: float | None = None
    most: float | None = None
    control: bool = False
    note: str = ""

    @property
    def verdict(self) -> Verdict:
        """Whether the row is as it should be."""
        if self.least is None and self.most is None:
            return "told"
        kept = (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)
        return "pass" if kept != self.control else "FAIL"

    @property
    def limit(self) -> str:
        """The limit in words; a control must lie on its other side."""
        sign = {False: ("≥", "≤"), True: ("<", ">")}[self.control]
        bounds = [f"{s} {b:g}" for s, b in zip(sign, (self.least, self.most), strict=True) if b is not None]
        return f"{' and '.join(bounds)} {self.unit}".strip()

    @property
    def shown(self) -> str:
        """The value with its unit: three figures are enough."""
        text = f"{self.value:.0f}" if abs(self.value) >= 100 else f"{self.value:.3g}"
        return f"{text} {self.unit}".strip()


def table(rows: Sequence[Row]) -> str:
    """A Markdown table."""
    lines = ["| area | what | value | limit | verdict | how |", "|---|---|---|---|---|---|"]
    lines += [f"| {r.area} | {r.what} | {r.shown} | {r.limit} | {r.verdict} | {r.note} |" for r in rows]
    return "\n".join(lines)


def tell(rows: Iterable[Row]) -> None:
    """Print the rows as they come: one JSON object a line where another program reads, else for a person."""
    for row in rows:
        if "--json" in sys.argv:
            print(json.dumps(asdict(row), ensure_ascii=False), flush=True)
        else:
            print(f"{row.verdict:5} {row.area:9} {row.what}: {row.shown} ({row.limit}) {row.note}", flush=True)


def row_from_json(line: str) -> Row:
    """What `tell` printed."""
    return Row(**json.loads(line))

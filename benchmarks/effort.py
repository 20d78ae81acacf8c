"""What a piece of work cost: wall time, processor time, and how much of the machine others had meanwhile."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_STAT = Path("/proc/stat")


@dataclass(slots=True)
class Effort:
    """wall_s, cpu_s: of this process, its threads and the children it waited for. others: share 0..1 of all cores that
    other processes had, NaN where the system does not tell."""  # fmt: skip

    wall_s: float = 0.0
    cpu_s: float = 0.0
    others: float = float("nan")

    @property
    def note(self) -> str:
        """For the table: what a busy machine did to the wall time."""
        return f"{self.cpu_s:.1f} s of CPU, others had {self.others:.0%} of the machine"


@contextmanager
def effort() -> Iterator[Effort]:
    """Fills the yielded `Effort` when the block ends."""
    found = Effort()
    wall, own, busy = time.perf_counter(), _own_s(), _busy_s()
    yield found
    found.wall_s, found.cpu_s = time.perf_counter() - wall, _own_s() - own
    cores = os.cpu_count() or 1
    found.others = max(0.0, (_busy_s() - busy - found.cpu_s) / (found.wall_s * cores))


def _own_s() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _busy_s() -> float:
    """Seconds that all cores together have worked since the start of the machine."""
    if not _STAT.exists():
        return float("nan")
    user, nice, system = (int(field) for field in _STAT.read_text().split(maxsplit=4)[1:4])
    return (user + nice + system) / os.sysconf("SC_CLK_TCK")

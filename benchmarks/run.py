"""All benchmarks, one after the other, and their table: `make bench`, or `python -m benchmarks [--write] [AREA ...]`.

Each runs in a process of its own, so that none slows another and one that breaks is told, not fatal. `--write` puts the
table into docs/benchmarks.md. The exit code is 1 when a limit is missed.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.clips import folder
from benchmarks.row import Row, row_from_json, table
from benchmarks.scene import REPOSITORY, SAMPLES

AREAS = (
    "motion",
    "identity",
    "steady",
    "loop",
    "pose",
    "render",
    "world",
    "wall",
    "memory",
    "enhancer",
    "omni",
    "serve",
)
PAGE = REPOSITORY / "docs/benchmarks.md"
_MARK = "<!-- measured: everything below is written by `python -m benchmarks --write` -->"


def main() -> int:
    """Run what the command line names, all of it by default."""
    if not SAMPLES.exists():
        print(f"The benchmarks need the samples in {SAMPLES}.", file=sys.stderr)
        return 1
    named = [word for word in sys.argv[1:] if not word.startswith("-")]
    os.environ["MUDONG_BENCH_DIR"] = str(folder())
    rows = [row for area in named or AREAS for row in run_area(area)]
    print("\n" + table(rows))
    if "--write" in sys.argv:
        write_page(rows)
    return int(any(row.verdict == "FAIL" for row in rows))


def run_area(area: str) -> list[Row]:
    """The rows of one benchmark; one that breaks gives a single failed row with its last words."""
    start = time.perf_counter()
    command = [sys.executable, "-m", f"benchmarks.bench_{area}", "--json"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    rows = [row_from_json(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode and not any(row.verdict == "FAIL" for row in rows):
        why = (done.stderr.strip().splitlines() or ["no message"])[-1]
        rows.append(Row(area=area, what="broke", value=float("nan"), least=0, note=why))
    for row in rows:
        print(f"{row.verdict:5} {row.area:9} {row.what}: {row.shown}", flush=True)
    print(f"      {area} took {time.perf_counter() - start:.0f} s", flush=True)
    return rows


def write_page(rows: list[Row]) -> None:
    """Replace the measured part of the page; what people wrote above it stays."""
    before = PAGE.read_text(encoding="utf-8").split(_MARK)[0].rstrip() if PAGE.exists() else "# Benchmarks"
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    PAGE.write_text(f"{before}\n\n{_MARK}\n\nMeasured {when} on {machine()}.\n\n{table(rows)}\n", encoding="utf-8")


def machine() -> str:
    """Processor, cores, memory and how busy it is."""
    cpuinfo = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", cpuinfo.read_text()) if cpuinfo.exists() else None
    name = found.group(1).strip() if found else platform.processor() or platform.machine()
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}, load {load}"


if __name__ == "__main__":
    sys.exit(main())

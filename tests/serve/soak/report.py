"""Figures of soak runs, noted as lines of JSON; `python -m tests.serve.soak.report` puts them into docs/soak.md."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[3]
SHARE = float(os.environ.get("MUDONG_SOAK_SHARE") or 1)
"""Of the full runs: below 1 on a machine that has other things to do. The figures say how many there were."""
FILE = Path(os.environ.get("MUDONG_SOAK_REPORT") or ROOT / "out" / "soak.jsonl")


def note(name: str, figures: Mapping[str, object]) -> None:
    """One run's figures."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    with FILE.open("a", encoding="utf-8") as file:
        about = {"name": name, "day": datetime.now(UTC).date().isoformat(), "cores": os.cpu_count()}
        file.write(json.dumps(about | dict(figures), ensure_ascii=False) + "\n")


def render(runs: list[dict[str, Any]]) -> str:
    """The report: what each run is, then its figures."""
    by_name = {name: [run for run in runs if run["name"] == name] for name in ("durability", "fairness", "ledger")}
    return "\n".join(
        [
            _HEAD.format(python=platform.python_version()), _DURABILITY, *_durability(by_name["durability"]),
            _FAIRNESS, *(line for run in by_name["fairness"] for line in _fairness(run)),
            _LEDGER, *_ledger(by_name["ledger"]), "",
        ]
    )  # fmt: skip


_HEAD = """# Soak runs

`make soak` runs all of this in full and notes its figures in `out/soak.jsonl`; `python -m tests.serve.soak.report`
writes them here. The ordinary tests do a small share of each. Counts are of what was really run: with
`MUDONG_SOAK_SHARE` below 1 there were fewer than the full 200 and 50 kills. Python {python}."""
_DURABILITY = """
## Durability
Each run is one job of a real server (executors as `mudong serve` starts them, a client process that submits as the web
process does) and one `SIGKILL`: to the executor, to its worker, to both, to the client in the middle of submitting, or
a `SIGSTOP` (`silent`), which looks like a machine that fell off the network and is only noticed by its silence. The
seed chooses whom and when: a third anywhere between the job's first moment and a little after its last, the rest about
its end, where rendering, signing, storing and charging follow each other within moments (the machine's own pace adds
its chance). At the end everything is counted: jobs, captures, holds, files in the store and their signatures, the
ledger from scratch, the audit chain.
"""
_FAIRNESS = """
## Fairness
Simulated time; submitting, plans, caps, releasing and the queue's choice are the real ones. Orders come by chance,
three times what one machine can make, and at the end what was taken is done. Plans are compared among those who
ordered in the same hour: their plain medians are not comparable, because who may have fewer open jobs is refused more
often just when waits are long.
"""
_LEDGER = """
## Ledger
Hypothesis' state machine against a pure model: grants, holds, captures, releases, expiries, plan changes, crashes
between any two statements, repetitions, races. After every step: entries sum to zero, nothing negative, held = the open
jobs' cost, cache = fold. The first violation ends the run, and it is not noted here.

| database | steps | minutes | day |
|---|---|---|---|"""


def _durability(runs: list[dict[str, Any]]) -> list[str]:
    rows = [
        ("kills", lambda run: run["runs"]), ("of which", lambda run: _listed(run["kinds"])),
        ("the job was", lambda run: _listed(run["stages"])), ("jobs begun again", lambda run: run["retried"]),
        ("executors wrongly taken for dead", lambda run: run["ended_by_themselves"]),
        ("jobs lost", lambda run: run["lost"]), ("jobs failed", lambda run: run["failed"]),
        ("orders doubled", lambda run: run["doubled_orders"]), ("double captures", lambda run: run["double_captures"]),
        ("holds left open", lambda run: run["open_holds"]), ("results missing", lambda run: run["results_missing"]),
        ("results without a valid signature", lambda run: run["unsigned"]),
        ("ledger violations", lambda run: run["ledger_violations"]),
        ("heartbeat, silence until taken for dead", lambda run: f"{run['heartbeat_s']:g} s, {run['takeover_s']:g} s"),
        ("takeover after a kill, median and longest", lambda run: _times(run["takeovers_s"])),
        ("takeover after silence, median and longest", lambda run: _times(run["silent_takeovers_s"])),
        ("wall time, cores, day", lambda run: f"{run['wall_s'] / 60:.0f} min, {run['cores']}, {run['day']}"),
    ]  # fmt: skip
    names = " | ".join(f"{run['database']}, seed {run['seed']}" for run in runs)
    head = [f"| | {names} |", "|---" * (len(runs) + 1) + "|"]
    return head + [f"| {name} | " + " | ".join(str(value(run)) for run in runs) + " |" for name, value in rows]


def _fairness(day: dict[str, Any]) -> list[str]:
    lines = [
        f"{day['hours']:g} hours of orders at {day['overload']:g} times the capacity, {day['work_s']:g} s a job; "
        f"{day['overtaken']} times did a later virtual deadline go before an earlier one in the common queue. No Free "
        f"job can wait longer than {day['free_bound_s'] / 3600:.1f} h here: before it come at most those that are open "
        "when it is ordered (the plans' caps), and of what is ordered in the hour of head start only as many as were "
        "done in that hour.",
        "", "| plan | users | orders | refused (open jobs) | wait, same hour | median wait | longest wait |",
        "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for plan, f in day["plans"].items():
        waits = " | ".join(f"{f[name] / 3600:.1f} h" for name in ("by_hour_s", "median_s", "longest_s"))
        lines.append(f"| {plan} | {f['users']} | {f['orders']} | {f['refused']} | {waits} |")
    return lines


def _ledger(runs: list[dict[str, Any]]) -> list[str]:
    if not runs:
        return ["| not run yet | | | |"]
    return [f"| {r['database']} | {r['steps']:,} | {r['wall_s'] / 60:.0f} | {r['day']} |" for r in runs]


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))


def _times(times_s: list[float]) -> str:
    return f"{median(times_s):.1f} s, {max(times_s):.1f} s ({len(times_s)})" if times_s else "none was needed"


if __name__ == "__main__":
    lines = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    (ROOT / "docs" / "soak.md").write_text(render(lines), encoding="utf-8")

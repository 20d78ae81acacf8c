"""How far a run is: a bar with time left on a terminal, a plain line now and then elsewhere. Always on stderr."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from mudong.spec.messages import message

if TYPE_CHECKING:
    from mudong.spec.engine import Progress

QUIET_S = 10.0
"""A log gets a line when a stage starts, and then one every so many seconds."""

Report = Callable[["Progress"], None]


def stage_title(stage: str) -> str:
    """The stage's name in the user's language; a stage without a translation shows its own."""
    code = f"cli.stage_{stage}"
    title = message(code)
    return stage if title == code else title


@contextmanager
def show_progress(stream: TextIO) -> Iterator[Report]:
    """A function to hand to `Run.progress`."""
    if not stream.isatty():
        yield plain_lines(stream)
        return
    with bars(stream) as report:
        yield report


def plain_lines(stream: TextIO, clock: Callable[[], float] = time.monotonic) -> Report:
    """Lines for a log."""
    printed: dict[str, float] = {}

    def report(progress: Progress) -> None:
        now = clock()
        if progress.stage in printed and now - printed[progress.stage] < QUIET_S:
            return
        percent = f" {100 * progress.done // progress.total} %" if progress.done and progress.total else ""
        print(f"{stage_title(progress.stage)}{percent}", file=stream, flush=True)
        printed[progress.stage] = now

    return report


@contextmanager
def bars(stream: TextIO) -> Iterator[Report]:
    """One bar per stage, with the time left of that stage; gone when the run is over."""
    import rich.progress as rich
    from rich.console import Console

    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.TaskProgressColumn(),
        rich.TimeRemainingColumn(compact=True),
    )
    with rich.Progress(*columns, console=Console(file=stream), transient=True) as display:
        tasks: dict[str, rich.TaskID] = {}

        def report(progress: Progress) -> None:
            total = progress.total or None
            if progress.stage not in tasks:
                for earlier in tasks.values():
                    display.update(earlier, total=1, completed=1)
                tasks[progress.stage] = display.add_task(stage_title(progress.stage), total=total)
            display.update(tasks[progress.stage], completed=progress.done, total=total)

        yield report

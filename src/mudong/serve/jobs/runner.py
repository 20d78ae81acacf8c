"""`Runner`: one worker process for one order, watched, and killed when it must be. Knows no database."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from json import dumps
from typing import IO

from mudong.serve.jobs.wire import Broke, Finished, Said, WorkOrder, read_line

_LOOK_EVERY_S = 0.25
_LAST_WORDS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLimits:
    """wall_s: a job may take so long; silence_s: so long without a word; grace_s: to stop by itself when asked to."""

    wall_s: float = 3600.0
    silence_s: float = 30.0
    grace_s: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """The process ended without saying how. why: `stopped` when it was told to, `late`, `silent` or `died`."""

    why: str
    last_words: str = ""


Ending = Finished | Broke | Lost


def run_worker(
    order: WorkOrder, said: Callable[[Said], None], stop: Callable[[], bool], limits: RunLimits = RunLimits()
) -> Ending:  # fmt: skip
    """Run the order to its end. `said` hears news; `stop` is asked a few times a second. No process is left behind."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "mudong.serve.jobs.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    last_words: list[str] = []
    threading.Thread(target=_forward, args=(process.stdout, lines), daemon=True).start()
    threading.Thread(target=_remember, args=(process.stderr, last_words), daemon=True).start()
    try:
        process.stdin.write(dumps(asdict(order)) + "\n")
        process.stdin.flush()
        ending = _listen(process, lines, said, stop, limits)
    except BrokenPipeError:
        ending = Lost(why="died")
    finally:
        _kill(process)
    return (
        ending if not isinstance(ending, Lost) else Lost(why=ending.why, last_words="".join(last_words)[-_LAST_WORDS:])
    )


def _listen(
    process: subprocess.Popen[str],
    lines: queue.SimpleQueue[str | None],
    said: Callable[[Said], None],
    stop: Callable[[], bool],
    limits: RunLimits,
) -> Ending:
    started_s = heard_s = time.monotonic()
    while True:
        try:
            line = lines.get(timeout=_LOOK_EVERY_S)
        except queue.Empty:
            line = ""
        now_s = time.monotonic()
        if line is None:
            return Lost(why="died")
        if line and (news := read_line(line)) is not None:
            heard_s = now_s
            if isinstance(news, Finished | Broke):
                return news
            said(news)
        if stop():
            _stop_gently(process, limits.grace_s)
            return Lost(why="stopped")
        if now_s - started_s > limits.wall_s:
            return Lost(why="late")
        if now_s - heard_s > limits.silence_s:
            return Lost(why="silent")


def _stop_gently(process: subprocess.Popen[str], grace_s: float) -> None:
    process.terminate()
    deadline_s = time.monotonic() + grace_s
    while process.poll() is None and time.monotonic() < deadline_s:
        time.sleep(0.02)


def _kill(process: subprocess.Popen[str]) -> None:
    """The worker and everything that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def _forward(pipe: IO[str], lines: queue.SimpleQueue[str | None]) -> None:
    with suppress(OSError, ValueError):
        for line in pipe:
            lines.put(line)
    lines.put(None)


def _remember(pipe: IO[str], last_words: list[str]) -> None:
    with suppress(OSError, ValueError):
        for line in pipe:
            last_words.append(line)
            del last_words[:-40]

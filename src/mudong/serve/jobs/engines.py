"""`Engines`: which engine can do what. Asks a process of its own, and each shape of request only once."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from mudong.serve.errors import NotFound, Overloaded
from mudong.spec.conditions import Character, Motion
from mudong.spec.request import Request

_WAIT_S = 60.0
_MANY = 1000
"""Shapes that are remembered."""
_log = logging.getLogger("mudong.serve")


class Engines:
    """Thread-safe. What was asked once is known as long as the process lives: engines are installed, not born."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def warm_up(self) -> None:
        """Ask about dances now, in the background: the first client then waits for nothing."""
        dance = Request(conditions=(Character(path=Path("a")), Motion(path=Path("b"))))
        threading.Thread(target=self._try, args=(dance,), daemon=True).start()

    def able(self, request: Request) -> tuple[str, ...]:
        """Names of the engines for requests with conditions like these, best first. Raises `Overloaded`."""
        key = tuple(sorted(type(condition).__name__ for condition in request.conditions))
        if (known := self._known.get(key)) is not None:
            return known
        with self._lock:
            if len(self._known) >= _MANY:
                self._known.clear()
            self._known[key] = found = self._ask(Request(conditions=request.conditions))
            return found

    def choose(self, request: Request, what: str) -> str:
        """The engine that will do it: the one that the request names, or the best. Raises `NotFound` when none can.

        what: the model's name as the client knows it.
        """
        able = self.able(request)
        if request.engine == "auto" and able:
            return able[0]
        if request.engine in able:
            return request.engine
        raise NotFound("job.no_engine", model=what)

    def close(self) -> None:
        """End the process that is asked."""
        with self._lock:
            if self._process is not None:
                _end(self._process)
                self._process = None

    def _try(self, request: Request) -> None:
        try:
            self.able(request)
        except Overloaded:
            _log.warning("the engines could not be asked what they can do")

    def _ask(self, request: Request) -> tuple[str, ...]:
        for _ in range(2):
            # The second time with a new process: the former one may just have ended, having been idle.
            if self._process is None or self._process.poll() is not None:
                self._process = _start()
            if (answer := _answer(self._process, request)) is not None:
                return answer
            _end(self._process)
        self._process = None
        raise Overloaded("job.engines_unknown")


def _start() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "mudong.serve.jobs.worker.able"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _answer(process: subprocess.Popen[str], request: Request) -> tuple[str, ...] | None:
    """None where the process is no more."""
    assert process.stdin is not None
    assert process.stdout is not None
    late = threading.Timer(_WAIT_S, process.kill)
    late.start()
    try:
        process.stdin.write(request.to_json() + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        return tuple(json.loads(line)) if line else None
    except (OSError, ValueError):
        return None
    finally:
        late.cancel()


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()

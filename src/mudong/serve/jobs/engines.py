"""`Engines`: which engine can do what, asked once for each shape of request in a short process of its own."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from pathlib import Path

from mudong.serve.errors import NotFound, Overloaded
from mudong.spec.conditions import Character, Motion
from mudong.spec.request import Request

_WAIT_S = 60.0
_log = logging.getLogger("mudong.serve")


class Engines:
    """Thread-safe. What was asked once is known as long as the process lives: engines are installed, not born."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._lock = threading.Lock()

    def able(self, request: Request) -> tuple[str, ...]:
        """Names of the engines for requests with conditions like these, best first. Raises `Overloaded`."""
        key = tuple(sorted(type(condition).__name__ for condition in request.conditions))
        if key not in self._known:
            with self._lock:
                if key not in self._known:
                    self._known[key] = _ask(Request(conditions=request.conditions))
        return self._known[key]

    def warm_up(self) -> None:
        """Ask about dances now, in the background: the first client then waits for nothing."""
        dance = Request(conditions=(Character(path=Path("a")), Motion(path=Path("b"))))
        threading.Thread(target=self.able, args=(dance,), daemon=True).start()

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


def _ask(request: Request) -> tuple[str, ...]:
    done = subprocess.run(
        [sys.executable, "-m", "mudong.serve.jobs.worker.able"], input=json.dumps([request.to_json()]),
        capture_output=True, text=True, timeout=_WAIT_S, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        _log.error("the engines could not be asked", extra={"last_words": done.stderr[-2000:]})
        raise Overloaded("job.engines_unknown")
    return tuple(json.loads(done.stdout.splitlines()[-1])[0])

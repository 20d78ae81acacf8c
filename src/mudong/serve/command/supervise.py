"""Executors as child processes of the web process: started, restarted when they die, ended with it."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping

_log = logging.getLogger("mudong.serve")
_LOOK_EVERY_S = 0.5
_LEAST_LIFE_S = 5.0
_STOP_S = 5.0


class Executors:
    """So many executor processes with this environment. Each holds a pipe from here: it ends when this process does."""

    def __init__(self, count: int, environment: Mapping[str, str]) -> None:
        self._environment = {**os.environ, **environment}
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._keep_one, daemon=True) for _ in range(count)]

    def start(self) -> None:
        """Start them all; returns at once."""
        for thread in self._threads:
            thread.start()

    def wait(self) -> None:
        """Until SIGTERM or SIGINT: for a machine that only works."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self._stopping.set())
        self._stopping.wait()

    def stop(self) -> None:
        """Let them hand their jobs back and end."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(_STOP_S + 1)

    def _keep_one(self) -> None:
        while not self._stopping.is_set():
            started_s = time.monotonic()
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "mudong.serve.command.executor"],
                stdin=subprocess.PIPE,
                env=self._environment,
                start_new_session=True,
            )  # fmt: skip
            while process.poll() is None and not self._stopping.wait(_LOOK_EVERY_S):
                pass
            if self._stopping.is_set():
                _end(process)
                return
            _log.warning("an executor ended and is started again", extra={"code": process.returncode})
            # One that dies at once must not be started in a busy loop.
            self._stopping.wait(max(0.0, _LEAST_LIFE_S - (time.monotonic() - started_s)))


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

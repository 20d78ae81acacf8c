"""The worker's way out: messages into the pipe, and the fault that ends a task."""

from __future__ import annotations

import json
import os
import time

from mudong.media.wire import HEADER, MAGIC, Kind

_ALIVE_EVERY_S = 1.0


class Fault(Exception):
    """The file cannot be used: a code of the catalogue with its parameters."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Outlet:
    """Writes messages to one file descriptor; blocks while the reader is busy, which is the backpressure."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._last_sent = time.monotonic()

    def send(self, kind: Kind, payload: bytes | memoryview = b"", /, **fields: object) -> None:
        """One message. Raises `BrokenPipeError` when nobody reads any more."""
        body = json.dumps(fields).encode()
        view = memoryview(payload).cast("B")
        self._write(memoryview(HEADER.pack(MAGIC, kind, len(body), view.nbytes) + body))
        self._write(view)
        self._last_sent = time.monotonic()

    def alive(self) -> None:
        """Say that work goes on, at most once a second: called while frames are decoded only to be skipped."""
        if time.monotonic() - self._last_sent > _ALIVE_EVERY_S:
            self.send(Kind.ALIVE)

    def _write(self, view: memoryview) -> None:
        while view:
            view = view[os.write(self._fd, view) :]

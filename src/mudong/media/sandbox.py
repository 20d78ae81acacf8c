"""Starts the one-shot subprocess that reads a hostile file, and passes on what it says. Knows no codec.

The file is opened here, checked to be a plain file, and handed over as a descriptor; the subprocess has no network,
opens nothing, writes nothing but its pipe, and is killed when it stalls, costs too much, or is no longer wanted.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Collection, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mudong.media.signature import HEAD_BYTES, sniff
from mudong.media.wire import HEADER, MAGIC, MAX_FIELDS_BYTES, Kind
from mudong.spec.errors import MediaError
from mudong.spec.limits import MediaLimits

_BOOT = (
    "import sys;sys.path+=sys.argv.pop(1).split('\\n');from mudong.media.worker.__main__ import main;main(sys.argv[1:])"
)
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
_SMALL = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "4"}
"""Address space is limited, and idle threads and arenas would take it."""
_PIPE_BYTES = 1 << 20
_KILLED_FOR_COST = (-signal.SIGKILL, -signal.SIGXCPU)


@dataclass(frozen=True, slots=True)
class Message:
    """What the subprocess said: its kind, its fields, its raw bytes (n,) uint8."""

    kind: Kind
    fields: dict[str, object]
    payload: np.ndarray


def ask(
    task: str, path: Path, limits: MediaLimits, accept: Collection[str], order: dict[str, object] | None = None
) -> Generator[Message]:
    """Run one task on a file and yield its `INFO` and `DATA` messages; the last one is `END`.

    `accept`: the kinds of file (`media.signature`) that may reach a decoder. Closing the iterator kills the
    subprocess. Raises `MediaError`.
    """
    with _opened(path, limits, accept) as (fd, kind):
        yield from _conversation(fd, {**(order or {}), "task": task, "kind": kind}, path, limits)


def guards() -> tuple[str, ...]:
    """What locks the subprocess in on this machine: of `rlimits`, `syscalls`, `network` those that work."""
    with open(os.devnull, "rb") as nothing:
        last = list(_conversation(nothing.fileno(), {"task": "nothing"}, Path(os.devnull), MediaLimits()))[-1]
    told = last.fields.get("guards")
    return tuple(str(name) for name in told) if isinstance(told, list) else ()


def _conversation(fd: int, order: dict[str, object], path: Path, limits: MediaLimits) -> Generator[Message]:
    process = _start(
        fd,
        {
            **order,
            "max_pixels": limits.max_pixels,
            "max_side": limits.max_side,
            "min_side": limits.min_side,
            "max_duration_s": limits.max_duration_s,
            "max_memory_bytes": limits.max_memory_bytes,
            "max_cpu_s": limits.max_cpu_s,
        },
    )
    try:
        yield from _Conversation(process, path, limits).messages()
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


@contextlib.contextmanager
def _opened(path: Path, limits: MediaLimits, accept: Collection[str]) -> Iterator[tuple[int, str]]:
    """The file's descriptor and kind, after all checks that need no decoder."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # non-blocking: a fifo must not hold us
    except FileNotFoundError:
        raise MediaError("media.not_found", path=str(path)) from None
    except OSError as error:
        raise MediaError("media.unreadable", path=str(path), detail=error.strerror) from error
    try:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise MediaError("media.not_a_file", path=str(path))
        if status.st_size == 0:
            raise MediaError("media.empty", path=str(path))
        if status.st_size > limits.max_file_bytes:
            raise MediaError(
                "media.too_large", path=str(path), given_mb=status.st_size >> 20, most_mb=limits.max_file_bytes >> 20
            )
        kind = sniff(os.pread(fd, HEAD_BYTES, 0))
        if kind not in accept:
            raise _wrong_kind(path, kind)
        yield fd, kind
    finally:
        os.close(fd)


def _wrong_kind(path: Path, kind: str) -> MediaError:
    if kind in ("playlist", "text", "unknown"):
        return MediaError(f"media.{kind}", path=str(path))
    return MediaError("media.wrong_kind", path=str(path), kind=kind.upper())


def _start(fd: int, order: dict[str, object]) -> subprocess.Popen[bytes]:
    paths = "\n".join(entry for entry in sys.path if os.path.isabs(entry))
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _BOOT, paths, str(fd), json.dumps(order)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pass_fds=(fd,), cwd="/",
        env={**environment, **_SMALL}, start_new_session=True, bufsize=0,
    )  # fmt: skip
    if sys.platform == "linux":
        import fcntl

        assert process.stdout is not None
        with contextlib.suppress(OSError):  # the user's share of pipe memory may be used up; a small pipe works too
            fcntl.fcntl(process.stdout.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return process


class _Conversation:
    """Reads messages under two clocks: how long one wait may last, and all waiting together."""

    def __init__(self, process: subprocess.Popen[bytes], path: Path, limits: MediaLimits) -> None:
        assert process.stdout is not None
        self._process = process
        self._fd = process.stdout.fileno()
        self._path = path
        self._limits = limits
        self._spent_s = 0.0
        self._poll = select.poll()
        self._poll.register(self._fd, select.POLLIN)

    def messages(self) -> Iterator[Message]:
        while True:
            start = time.monotonic()
            message = self._next()
            self._spent_s += time.monotonic() - start  # not the time in which nobody asked
            if self._spent_s > self._limits.max_wall_s:
                raise self._error("media.too_costly")
            if message.kind is Kind.FAULT:
                raise self._error(str(message.fields["code"]), **_params(message.fields.get("params")))
            if message.kind is not Kind.ALIVE:
                yield message
            if message.kind is Kind.END:
                return

    def _next(self) -> Message:
        magic, kind, num_fields, num_payload = HEADER.unpack(self._read(HEADER.size).tobytes())
        most = 4 * self._limits.max_pixels + (1 << 20)
        if magic != MAGIC or num_fields > MAX_FIELDS_BYTES or num_payload > most:
            raise self._error("media.crashed")
        try:
            fields = json.loads(self._read(num_fields).tobytes())
            return Message(Kind(kind), dict(fields), self._read(num_payload))
        except (ValueError, TypeError):  # not what our worker writes: something took it over
            raise self._error("media.crashed") from None

    def _read(self, num_bytes: int) -> np.ndarray:
        data = np.empty(num_bytes, np.uint8)
        view = data.data
        while view:
            self._wait()
            got = os.readv(self._fd, [view])
            if got == 0:
                raise self._ended()
            view = view[got:]
        return data

    def _wait(self) -> None:
        if not self._poll.poll(self._limits.stall_s * 1000):
            raise self._error("media.stalled", limit_s=self._limits.stall_s)

    def _ended(self) -> MediaError:
        """The pipe closed in the middle: the subprocess died."""
        try:
            code = self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            code = 0
        return self._error("media.too_costly" if code in _KILLED_FOR_COST else "media.crashed")

    def _error(self, code: str, **params: object) -> MediaError:
        return MediaError(code, path=str(self._path), **params)


def _params(value: object) -> dict[str, object]:
    return {str(k): v for k, v in value.items() if k != "path"} if isinstance(value, dict) else {}

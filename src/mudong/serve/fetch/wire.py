"""Connections that dial only what a `Guard` allows. TLS still speaks to the name, the socket to the checked address."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from mudong.serve.fetch.guard import Guard


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment of the monotonic clock by which all must be done."""

    moment_s: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """So many seconds from now."""
        return cls(time.monotonic() + seconds)

    def at_most(self, timeout_s: float | None) -> float:
        """Seconds that one operation may take. Raises `httpcore.ReadTimeout` when none are left."""
        left = self.moment_s - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout_s is None else min(left, timeout_s)


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves once, checks, and dials that very address."""

    def __init__(self, guard: Guard, deadline: Deadline) -> None:
        self._guard, self._deadline, self._plain = guard, deadline, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A socket to the host's checked address."""
        address = self._guard.address(host, port)
        left = self._deadline.at_most(timeout)
        return _Punctual(self._plain.connect_tcp(address, port, left, local_address, socket_options), self._deadline)


class _Punctual(httpcore.NetworkStream):
    """A socket that is done by a deadline however slowly the other side drips: each read gets what time is left."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.at_most(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.at_most(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.at_most(timeout)
        return _Punctual(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Wire:
    """One request at a time, without redirects, cookies, proxies or connections kept for later."""

    def __init__(self, guard: Guard, deadline: Deadline, *, idle_s: float) -> None:
        self._pool = httpcore.ConnectionPool(
            network_backend=GuardedBackend(guard, deadline), max_connections=1, max_keepalive_connections=0
        )
        self._timeouts = {"connect": idle_s, "read": idle_s, "write": idle_s, "pool": idle_s}

    def request(
        self, method: str, url: httpx.URL, headers: dict[str, str], body: bytes = b""
    ) -> AbstractContextManager[httpcore.Response]:
        """The response, its body still to be read. Raises `httpcore` network errors and what the guard raises."""
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        lines = {"Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity"}
        if method != "GET":
            lines["Content-Length"] = str(len(body))
        return self._pool.stream(
            method, target, headers=[*(lines | headers).items()], content=body, extensions={"timeout": self._timeouts}
        )

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()

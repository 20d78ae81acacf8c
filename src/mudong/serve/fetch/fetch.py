"""`fetch`: the file behind a user's URL, within limits of size, time and redirects. `post`: a message to one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

import httpcore
import httpx

from mudong.serve.fetch.guard import Guard
from mudong.serve.fetch.target import parse_target, redirected
from mudong.serve.fetch.wire import Deadline, Wire
from mudong.spec.errors import InvalidRequest

_REDIRECTS = (301, 302, 303, 307, 308)
_NETWORK = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """max_bytes of the body; wall_s in all; idle_s without a byte; redirects followed."""

    max_bytes: int
    wall_s: float = 60.0
    idle_s: float = 10.0
    redirects: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came: its size, the type that the server claimed (never trusted) and the URL that answered in the end."""

    size_bytes: int
    claimed_type: str
    url: str


def fetch(url: str, into: BinaryIO, limits: FetchLimits, guard: Guard) -> Fetched:
    """Write the body behind `url` into `into`. Raises `InvalidRequest` (`fetch.*`); what was written then is void."""
    deadline = Deadline.after(limits.wall_s)
    target = parse_target(url, guard)
    with closing(Wire(guard, deadline, idle_s=limits.idle_s)) as wire:
        for _ in range(limits.redirects + 1):
            try:
                with wire.request("GET", target, {"User-Agent": "mudong", "Accept": "*/*"}) as answer:
                    if answer.status in _REDIRECTS:
                        target = redirected(target, _header(answer, b"location"), guard)
                        continue
                    if answer.status != 200:
                        raise InvalidRequest("fetch.status", status=answer.status, host=target.host)
                    size = _copy(answer, into, limits, target)
                    return Fetched(size_bytes=size, claimed_type=_header(answer, b"content-type"), url=str(target))
            except httpcore.TimeoutException as error:
                raise InvalidRequest("fetch.slow", host=target.host, most_s=limits.wall_s) from error
            except _NETWORK as error:
                raise InvalidRequest("fetch.failed", host=target.host) from error
    raise InvalidRequest("fetch.redirects", host=target.host, most=limits.redirects)


def post(url: str, headers: dict[str, str], body: bytes, guard: Guard, *, timeout_s: float = 10.0) -> int:
    """The HTTP status that answers; 0 where nothing did. Redirects are answers. Raises `InvalidRequest` for the URL."""
    target = parse_target(url, guard)
    with closing(Wire(guard, Deadline.after(timeout_s), idle_s=timeout_s)) as wire:
        try:
            with wire.request("POST", target, {"User-Agent": "mudong"} | headers, body) as answer:
                return answer.status
        except _NETWORK:
            return 0


def _copy(answer: httpcore.Response, into: BinaryIO, limits: FetchLimits, url: httpx.URL) -> int:
    claimed = _header(answer, b"content-length")
    if claimed.isdigit() and int(claimed) > limits.max_bytes:
        raise InvalidRequest("fetch.too_large", host=url.host, most_mb=limits.max_bytes / 1e6)
    size = 0
    for piece in answer.iter_stream():
        size += len(piece)
        if size > limits.max_bytes:
            raise InvalidRequest("fetch.too_large", host=url.host, most_mb=limits.max_bytes / 1e6)
        into.write(piece)
    return size


def _header(answer: httpcore.Response, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in answer.headers if key.lower() == name), "")

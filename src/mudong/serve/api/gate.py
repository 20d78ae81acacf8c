"""Before any route: a number for each request, caps on bodies, prefixes of other installations, who may knock at all.

Plain ASGI, so that a body too large is refused while it comes in and nothing of it is parsed.
"""

from __future__ import annotations

import ipaddress
import logging
import time
import uuid
from collections.abc import Mapping
from urllib.parse import urlsplit

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mudong.serve.api.failures import answer
from mudong.serve.api.metrics import Meters
from mudong.serve.errors import NotAllowed, ServeError, TooLarge
from mudong.serve.settings import Settings

PREFIXES = ("/proxy/kling", "/kling")
MAX_BODY_BYTES = 32 * 10**6
"""Of JSON and forms, Base64 pictures inside: files that are larger are uploaded."""
MAX_UPLOAD_BYTES = 512 * 10**6
_log = logging.getLogger("mudong.access")
_QUIET = ("/healthz", "/readyz", "/metrics")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Gate:
    """The outermost layer."""

    def __init__(self, app: ASGIApp, settings: Settings, meters: Meters) -> None:
        self._app, self._settings, self._meters = app, settings, meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["path"] = _without_prefix(scope["path"])
        request_id = uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        started_s, status = time.perf_counter(), 500

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = [(b"x-request-id", request_id.encode()), (b"x-content-type-options", b"nosniff")]
                message = {**message, "headers": [*message.get("headers", ()), *headers]}
            await send(message)

        request = Request(scope)
        try:
            refusal = self._refusal(request)
            if refusal is not None:
                await answer(request, refusal)(scope, receive, sent)
                return
            await self._app(scope, _Capped(receive, _limit(scope["path"])), sent)
        finally:
            self._note(scope, status, time.perf_counter() - started_s, request_id)

    def _refusal(self, request: Request) -> ServeError | None:
        claimed, limit = request.headers.get("content-length", "0"), _limit(request.url.path)
        if claimed.isdigit() and int(claimed) > limit:
            return TooLarge("api.body_too_large", most_mb=limit / 1e6)
        return None if self._settings.accounts else stranger(request.method, request.headers, self._settings)

    def _note(self, scope: Scope, status: int, took_s: float, request_id: str) -> None:
        route = getattr(scope.get("route"), "path", "-")
        self._meters.answered(scope["method"], route, status, took_s)
        if route in _QUIET:
            return
        # The route's pattern, never the query: it may hold a signature.
        told = {"request_id": request_id, "method": scope["method"], "route": route, "status": status}
        told |= {"took_ms": round(1000 * took_s, 1), "user": scope["state"].get("user_id", "-")}
        _log.info("answered", extra=told)


def stranger(method: str, headers: Mapping[str, str], settings: Settings) -> NotAllowed | None:
    """Why a web page may not use a server without accounts: nobody signs in there, so every page could.

    A name that leads here by a trick of DNS is refused by the host it says, another site's form by its origin.
    """
    host = (urlsplit("//" + headers.get("host", "")).hostname or "").lower()
    public = (urlsplit(settings.public_url or "").hostname or "").lower()
    if host not in (*_LOOPBACK, settings.host.lower(), public) and not _is_address(host):
        return NotAllowed("api.host", host=host[:200])
    origin = headers.get("origin")
    if origin and method not in ("GET", "HEAD", "OPTIONS"):
        name = (urlsplit(origin).hostname or "").lower()
        if name not in (*_LOOPBACK, host):
            return NotAllowed("api.origin", origin=origin[:200])
    return None


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _without_prefix(path: str) -> str:
    for prefix in PREFIXES:
        if path.startswith(prefix + "/"):
            return path[len(prefix) :]
    return path


def _limit(path: str) -> int:
    takes_files = path == "/v1/videos" or path.startswith(("/files/", "/api/uploads", "/verify"))
    return MAX_UPLOAD_BYTES if takes_files else MAX_BODY_BYTES


class _Capped:
    """A body that breaks off at the first byte too many."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._limit, self._size = receive, limit, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._size += len(message.get("body", b""))
        if self._size > self._limit:
            raise TooLarge("api.body_too_large", most_mb=self._limit / 1e6)
        return message

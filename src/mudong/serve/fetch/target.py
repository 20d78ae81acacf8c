"""Reading a user's URL: scheme, host, port. What it names is dialled through a `Guard`, never directly."""

from __future__ import annotations

from urllib.parse import urljoin

import httpx

from mudong.serve.fetch.guard import Guard
from mudong.spec.errors import InvalidRequest

_MAX_CHARS = 4096
_HTTPS = 443
_FIRST_FREE_PORT = 1024


def parse_target(text: str, guard: Guard) -> httpx.URL:
    """The URL, if it is one that may be asked at all. Raises `InvalidRequest` (`fetch.url`, `fetch.scheme`).

    https on port 443 or a port that no system service listens on; the operator's listed hosts may also speak http.
    """
    if len(text) > _MAX_CHARS or "\\" in text or any(ord(c) <= 0x20 or ord(c) == 0x7F for c in text):
        raise InvalidRequest("fetch.url", given=text[:80])
    try:
        url = httpx.URL(text)
        port = url.port or {"https": _HTTPS, "http": 80}.get(url.scheme, 0)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise InvalidRequest("fetch.url", given=text[:80]) from error
    if not url.host or url.userinfo:
        raise InvalidRequest("fetch.url", given=text[:80])
    if guard.lists(url.host, port) and url.scheme in ("http", "https"):
        return url
    if url.scheme != "https" or not (port == _HTTPS or _FIRST_FREE_PORT <= port < 2**16):
        raise InvalidRequest("fetch.scheme", given=text[:80])
    return url


def redirected(url: httpx.URL, location: str, guard: Guard) -> httpx.URL:
    """Where a redirect leads, judged like the first URL."""
    return parse_target(urljoin(str(url), location), guard)

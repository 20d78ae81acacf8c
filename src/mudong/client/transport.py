"""HTTP for the client: credentials, errors as values, retries where nothing can happen twice, events as they come."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import httpx

from mudong.client.errors import ApiError, NoServer
from mudong.client.token import signed_token
from mudong.client.values import JobEvent

_TRIES = 3
_AGAIN = (429, 502, 503, 504)
_LONGEST_WAIT_S = 30.0


class Transport:
    """One server and one set of credentials."""

    def __init__(
        self, base_url: str, *, access_key: str | None, secret_key: str | None, api_key: str | None, timeout_s: float
    ) -> None:
        self._pair = (access_key, secret_key) if access_key and secret_key else None
        self._api_key = api_key
        self._http = httpx.Client(base_url=base_url.rstrip("/"), timeout=timeout_s)

    def close(self) -> None:
        """Close connections."""
        self._http.close()

    def call(
        self,
        method: str,
        path: str,
        *,
        safe: bool | None = None,
        extra_headers: Mapping[str, str] | None = None,
        **options: Any,
    ) -> Any:
        """The answer's JSON. safe: whether to ask again is harmless. Raises `ApiError`, `NoServer`."""
        given = dict(extra_headers or {})
        tries = _TRIES if (method == "GET" if safe is None else safe) else 1
        for left in reversed(range(tries)):
            try:
                response = self._http.request(method, path, headers=self._headers() | given, **options)
            except httpx.HTTPError as error:
                if left:
                    continue
                raise NoServer("client.no_server", url=str(self._http.base_url), detail=str(error)) from error
            if response.status_code in _AGAIN and left:
                time.sleep(min(float(response.headers.get("retry-after", 1)), _LONGEST_WAIT_S))
                continue
            return _json(response)
        raise AssertionError("unreachable")

    def pieces(self, url: str) -> Iterator[bytes]:
        """A file's bytes. Raises `ApiError`, `NoServer`."""
        try:
            with self._http.stream("GET", url) as response:
                if response.is_error:
                    response.read()
                    _json(response)
                yield from response.iter_bytes()
        except httpx.HTTPError as error:
            raise NoServer("client.no_server", url=str(self._http.base_url), detail=str(error)) from error

    def events(self, path: str, params: Mapping[str, str], last_id: int = 0) -> Iterator[JobEvent]:
        """Events as they come, until the server ends the stream. Raises `ApiError`, `httpx.HTTPError`."""
        headers = self._headers() | ({"Last-Event-ID": str(last_id)} if last_id else {})
        with self._http.stream("GET", path, params=params, headers=headers, timeout=httpx.Timeout(30.0)) as response:
            if response.is_error:
                response.read()
                _json(response)
            yield from parse_events(response.iter_lines())

    def _headers(self) -> dict[str, str]:
        if self._pair is not None:
            return {"Authorization": f"Bearer {signed_token(*self._pair)}"}
        return {"Authorization": f"Bearer {self._api_key}"} if self._api_key else {}


def parse_events(lines: Iterable[str]) -> Iterator[JobEvent]:
    """Server-sent events; comments and what is unfinished at the end are left out."""
    fields: dict[str, str] = {}
    for line in lines:
        if line:
            name, _, value = line.partition(":")
            fields[name] = value.removeprefix(" ")
            continue
        if "data" in fields:
            yield JobEvent(
                id=int(fields.get("id", "0")), kind=fields.get("event", "message"), data=json.loads(fields["data"])
            )
        fields = {}


def _json(response: httpx.Response) -> Any:
    try:
        data = response.json()
    except ValueError:
        data = {}
    if not response.is_error:
        return data
    error = data.get("error") or {"code": str(data.get("code", "")), "message": data.get("message", "")}
    raise ApiError(response.status_code, error.get("code", ""), error.get("message", ""), error.get("field"))

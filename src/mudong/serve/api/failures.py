"""Errors as answers. One tree of errors; each face writes them in its own way, chosen by the route's path."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from mudong.serve.api.envelope import request_id_of
from mudong.serve.api.site import language_of
from mudong.serve.errors import BadParameter, MethodInvalid, Overloaded, wire_of
from mudong.spec.errors import MudongError

_log = logging.getLogger("mudong.serve")
_OURS = ("/api/", "/files/", "/verify", "/healthz", "/readyz", "/metrics")
_INTERNAL = 5000


def add_handlers(app: FastAPI) -> None:
    """Let every error become an answer."""
    app.add_exception_handler(MudongError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _routing)
    app.add_exception_handler(OperationalError, _database)
    app.add_exception_handler(Exception, _unknown)


def answer(request: Request, error: MudongError) -> JSONResponse:
    """The error as this route's face writes it, in the client's language."""
    wire, text = wire_of(error), error.text(language_of(request))
    if wire.status >= 500:
        _log.error("a request failed", exc_info=error, extra={"request_id": request_id_of(request)})
    headers = {"Retry-After": str(error.params.get("retry_after_s", 1))} if wire.status in (429, 503) else {}
    path = request.url.path
    if path.startswith(_OURS):
        body: dict[str, Any] = {
            "error": {"code": error.code, "message": text, "field": error.params.get("field")},
            "request_id": request_id_of(request),
        }
        return JSONResponse(body, wire.status, headers)
    if is_openai(path):
        kind = "invalid_request_error" if wire.status < 500 else "server_error"
        body = {"error": {"message": text, "type": kind, "param": error.params.get("field"), "code": error.code}}
        return JSONResponse(body, wire.status, headers)
    body = {"code": wire.kling_code, "message": text, "request_id": request_id_of(request), "data": None}
    return JSONResponse(body, wire.kling_status, headers)


def is_openai(path: str) -> bool:
    """Whether a path is of the OpenAI format; Kling's lie beside it, each behind its product's name."""
    parts = path.strip("/").split("/")
    return parts[:2] == ["v1", "videos"] and (len(parts) == 2 or parts[2].isdigit() or parts[2].startswith("video_"))


def _known(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, MudongError)
    return answer(request, error)


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return answer(request, bad_parameter(error.errors()))


def bad_parameter(found: Sequence[Any]) -> BadParameter:
    """The first thing that is wrong with a body or a query, by its field."""
    first = found[0]
    field = ".".join(str(part) for part in first["loc"] if part not in ("body", "query", "path", "header"))
    if first["type"] == "missing":
        return BadParameter("api.missing", field=field or "body")
    return BadParameter("api.field", field=field or "body", detail=str(first["msg"])[:200])


def _routing(request: Request, error: Exception) -> JSONResponse:
    """A path or a method that does not exist, or a body that is none."""
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, MudongError):
        return answer(request, error.__cause__)
    if error.status_code in (404, 405):
        return answer(request, MethodInvalid("api.no_route", method=request.method, path=request.url.path[:200]))
    return answer(request, BadParameter("api.body", detail=str(error.detail)[:200]))


def _database(request: Request, error: Exception) -> JSONResponse:
    _log.error("the database did not answer", exc_info=error, extra={"request_id": request_id_of(request)})
    return answer(request, Overloaded("api.busy"))


def _unknown(request: Request, error: Exception) -> JSONResponse:
    """A bug. The log has it whole, the client its number."""
    _log.error("unexpected", exc_info=error, extra={"request_id": request_id_of(request)})
    return answer(request, MudongError("api.internal", request_id=request_id_of(request)))

"""How answers are wrapped on Kling routes: `code`, `message`, `request_id`, `data` in every one of them."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from pydantic import BaseModel

OK = "SUCCEED"


class Envelope(BaseModel):
    """`code` 0 is fine; every other one is in the table of errors."""

    code: int
    message: str
    request_id: str
    data: Any = None


def request_id_of(request: Request) -> str:
    """The number of this request, also in the header `X-Request-Id` and in the log."""
    return getattr(request.state, "request_id", "")


def enveloped(request: Request, data: object) -> dict[str, object]:
    """A good answer."""
    return {"code": 0, "message": OK, "request_id": request_id_of(request), "data": data}

"""Which engine answers a request: by capability and by what is installed. A new engine is one line in `_ENGINES`."""

from __future__ import annotations

from collections.abc import Callable

from mudong.engine.library import Library
from mudong.engine.puppet import PuppetEngine
from mudong.spec.engine import Engine, Refusal
from mudong.spec.errors import InvalidRequest
from mudong.spec.plan import Notice
from mudong.spec.request import Request

_ENGINES: dict[str, Callable[[Library], Engine]] = {"puppet": PuppetEngine}
"""In the order in which `auto` tries them."""


def engine_names() -> tuple[str, ...]:
    """What `engine` may be, besides `auto`."""
    return tuple(_ENGINES)


def choose(request: Request, library: Library) -> tuple[Engine, tuple[Notice, ...]]:
    """The engine and what the user should know about its choice. Raises `InvalidRequest` when none can do it."""
    if request.engine != "auto" and request.engine not in _ENGINES:
        raise InvalidRequest("request.engine", given=request.engine, known=", ".join(("auto", *_ENGINES)))
    refusal: Refusal | None = None
    for name, make in _ENGINES.items():
        if request.engine in ("auto", name):
            engine = make(library)
            answer = engine.supports(request)
            if not isinstance(answer, Refusal):
                return engine, answer.notices
            refusal = answer
    assert refusal is not None
    raise InvalidRequest(refusal.why.code, **dict(refusal.why.params))

"""Who may think: anybody who turns a request into a Brief."""

from __future__ import annotations

from typing import Protocol

from mudong.enhancer.brief import Brief
from mudong.spec.request import Request


class Thinker(Protocol):
    """One method. A thinker that cannot answer raises `ThinkerFailed`, with the reason, within its time limit."""

    def think(self, request: Request) -> Brief:
        """What the request means."""
        ...


class ThinkerFailed(Exception):
    """code: a stable code of the catalogue `enhancer.*`; params: what its text needs."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

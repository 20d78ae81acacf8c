"""A fact: one thing that the user asks for, or that follows from it. The currency between reading and telling."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """subject: `cat`, `image_1`, `Mina`, `lead`, or empty for the whole picture. facet and value: `does`, `walk`.

    shot: 0 for all shots, else from 1. said: the user's own words.
    way: `put` for what is put on somebody, else empty. stated: False for what follows from the rest.
    """

    facet: str
    value: str
    subject: str = ""
    shot: int = 0
    said: str = ""
    way: str = ""
    stated: bool = True

    @property
    def atom(self) -> str:
        """`cat.does:walk`, `weather:rain`, `2|framing:close`: for tests and for people."""
        shot = f"{self.shot}|" if self.shot else ""
        subject = f"{self.subject}." if self.subject else ""
        return f"{shot}{subject}{self.facet}:{self.value}"

"""A token: a stretch of the prompt that means a kind of an area."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """area and kind: as in the vocabulary, or of `special`. said: as typed. tail: the Korean particles and endings
    written onto it. gap: what stands between it and the token before. clause, sentence: counted from 0."""

    area: str
    kind: str
    said: str
    start: int
    end: int
    tail: str = ""
    gap: str = ""
    clause: int = 0
    sentence: int = 0

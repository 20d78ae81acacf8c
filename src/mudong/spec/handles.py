"""Handles bind words of the prompt to conditions: `<<<image_1>>>` = `@image_1`, `@Name` for elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HANDLE = re.compile(r"<<<\s*(\w+)\s*>>>|(?<![\w@])@(\w+)")
_INDEXED = re.compile(r"(image|video|element)_([1-9]\d*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """One mention. `kind` is `image`, `video` or `element`; `index` counts from 1; `name` is set for `@Name`."""

    kind: str
    index: int | None
    name: str | None
    start: int
    end: int


def find_handles(prompt: str) -> Iterator[Handle]:
    """All handles of a prompt in their order. Handles bind by order: image 1 is the first image condition."""
    for match in _HANDLE.finditer(prompt):
        word = match[1] or match[2]
        if indexed := _INDEXED.fullmatch(word):
            yield Handle(
                kind=indexed[1].lower(), index=int(indexed[2]), name=None, start=match.start(), end=match.end()
            )
        else:
            yield Handle(kind="element", index=None, name=word, start=match.start(), end=match.end())

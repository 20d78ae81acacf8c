"""Handles bind words of the prompt to conditions: `<<<image_1>>>` = `@image_1`, `@Name` for elements."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_HANDLE = re.compile(r"<<<\s*(\w+)\s*>>>|(?<![\w@])@(\w+)")
_INDEXED = re.compile(r"(image|video|element)_([1-9][0-9]*)", re.IGNORECASE)
_PARTICLE = re.compile(
    r"이?[가는를와랑나]|[이은을과의에도로만야아]|으로|에게|에서|한테|께서|처럼|하고|보다|부터|까지|마다|이랑|에는|에도|에게는"
)
"""What Korean writes onto a name without a space: `@Mina가` is Mina."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """One mention. `kind` is `image`, `video` or `element`; `index` counts from 1; `name` is set for `@Name`.

    `start` and `end` are where it stands in the prompt, without a Korean particle behind it.
    """

    kind: str
    index: int | None
    name: str | None
    start: int
    end: int


def find_handles(prompt: str, names: Collection[str] = ()) -> Iterator[Handle]:
    """All handles of a prompt in their order. Handles bind by order: image 1 is the first image condition.

    `names` are the elements that the request has; a particle is only taken off where a name of them remains.
    """
    for match in _HANDLE.finditer(prompt):
        word = match[1] or match[2]
        bare = _bare(word, names)
        end = match.end() - (len(word) - len(bare) if match[2] else 0)
        if indexed := _INDEXED.fullmatch(bare):
            yield Handle(kind=indexed[1].lower(), index=int(indexed[2]), name=None, start=match.start(), end=end)
        else:
            yield Handle(kind="element", index=None, name=bare, start=match.start(), end=end)


def _bare(word: str, names: Collection[str]) -> str:
    """The word without a Korean particle, where a name or an index stands before it."""
    if word in names:
        return word
    known = sorted((name for name in names if word.startswith(name)), key=len, reverse=True)
    if indexed := _INDEXED.match(word):
        known.append(indexed[0])
    return next((stem for stem in known if _PARTICLE.fullmatch(word[len(stem) :])), word)

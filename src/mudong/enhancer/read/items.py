"""A thing or a piece of clothing on its way to becoming a fact: what, how it looks, whose, and how it is there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class Item:
    """relation: `wears`, `holds`, `thing`, `add`, or empty while only spoken of. at: the token. owner: a subject.
    handle: of the picture that shows it. waiting: for an owner who comes later. way: as in a fact."""

    kind: str
    at: int
    area: str
    said: str
    shot: int
    colour: str = ""
    pattern: str = ""
    owner: str = ""
    relation: str = ""
    count: int = 1
    handle: str = ""
    way: str = ""
    waiting: bool = False

    @property
    def phrase(self) -> str:
        """`red stripes shirt`, `image_2`."""
        return self.handle or " ".join(filter(None, (self.colour, self.pattern, self.kind)))

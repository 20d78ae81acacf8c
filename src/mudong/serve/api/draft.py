"""`Draft`: a body understood before any file is touched: a request whose media are wishes. Pure, so tested so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mudong.serve.api.intake import Wish
from mudong.serve.api.models import Model
from mudong.serve.api.rules import MediaRules
from mudong.spec.request import Request

_WISH = "wish-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """request: its paths are wishes' names, or ids of assets. pictures: how many stills are wanted, 0 for a video."""

    product: str
    model: Model
    request: Request
    wishes: tuple[Wish, ...] = ()
    pictures: int = 0


class Wishes:
    """Collects the files that a body names, and gives each a name to stand in the request."""

    def __init__(self) -> None:
        self._all: list[Wish] = []

    def add(self, field: str, given: str, rules: MediaRules) -> Path:
        """The name of one more."""
        self._all.append(Wish(field=field, given=given, rules=rules))
        return Path(f"{_WISH}{len(self._all) - 1}")

    def all(self) -> tuple[Wish, ...]:
        """In the order in which they were named."""
        return tuple(self._all)


def wish_index(path: Path) -> int | None:
    """Which wish a path of a draft stands for; None for an asset's id."""
    name = str(path)
    return int(name.removeprefix(_WISH)) if name.startswith(_WISH) else None

"""`Product`: what one endpoint of `/v1` makes: its path, the body that it takes, and how that is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from mudong.serve.api.body import TaskBody
from mudong.serve.api.draft import Draft
from mudong.spec.conditions import Element

B = TypeVar("B", bound=TaskBody)


class Library(Protocol):
    """What a body may name besides files: things of the caller's that are here already."""

    def element(self, element_id: str, field: str) -> Element:
        """A named subject. Raises `NotFound`."""
        ...

    def clip(self, video_id: str, field: str) -> Path:
        """A video that this service made for the caller. Raises `NotFound`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Product(Generic[B]):
    """path: behind the host. read: raises what is wrong with the body."""

    path: str
    name: str
    body: type[B]
    read: Callable[[B, Library], Draft]

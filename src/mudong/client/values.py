"""What the server answers, as frozen values. Fields that a newer server adds are left aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self, TypeVar

V = TypeVar("V")
FINAL = ("succeeded", "failed", "cancelled")


def _known(kind: type[V], data: Mapping[str, Any]) -> dict[str, Any]:
    names = {each.name for each in fields(kind)}  # pyright: ignore[reportArgumentType]
    return {name: value for name, value in data.items() if name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file on the server. `url` opens it for a day; `id` is what other calls take."""

    id: str
    kind: str
    name: str
    media_type: str
    size_bytes: int | None
    width: int | None
    height: int | None
    duration_s: float | None
    url: str
    download_url: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From an answer."""
        return cls(**_known(cls, data))


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job. position: 1 is next, 0 runs or is over; eta_s: seconds until it is done; cost, charged: credits."""

    id: str
    external_id: str | None
    product: str
    model: str
    engine: str
    state: str
    stage: str
    progress: float
    position: int
    eta_s: float
    cost: str
    charged: str | None
    error: Mapping[str, Any] | None
    results: tuple[File, ...]
    previews: tuple[File, ...]
    report: Mapping[str, Any] | None
    created_ms: int

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From an answer."""
        made: dict[str, Any] = {name: tuple(File.of(each) for each in data[name]) for name in ("results", "previews")}
        return cls(**_known(cls, data) | made)

    @property
    def is_over(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in FINAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """price, available: credits. width, height, duration_s: of the clip at most."""

    price: str
    available: str
    enough: bool
    engine: str
    width: int
    height: int
    duration_s: float

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From an answer."""
        return cls(**_known(cls, data))


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A draft of a few seconds; report: what the reference checks found."""

    file: File
    report: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """available, held: credits."""

    plan: str
    available: str
    held: str
    used_bytes: int
    quota_bytes: int

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From an answer."""
        return cls(**_known(cls, data))


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent:
    """kind: `state`, `progress`, `preview` or `deleted`; data: what belongs to it."""

    id: int
    kind: str
    data: Mapping[str, Any]

"""What an executor and its worker process say to each other: one JSON object a line, each a frozen value here."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrder:
    """request_json: a `spec.Request` with paths of this machine. out: the file to write. language: of messages.

    previews: a folder for frames to look at meanwhile. slow_s: waits so long before each frame, to test cancelling.
    """

    request_json: str
    out: str
    previews: str
    language: str | None = None
    slow_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alive:
    """Said every second, whatever happens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped:
    """A stage of the line has got so far."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """A frame lies in the folder for previews (JPEG)."""

    name: str
    frame: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The clip is there. report: what the engine told."""

    width: int
    height: int
    duration_ms: int
    report: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Broke:
    """It ended with an error of the tree. message: in the user's language; machine: whether the machine is at fault."""

    code: str
    message: str
    machine: bool = False


Said = Alive | Stepped | Previewed | Finished | Broke
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in (Alive, Stepped, Previewed, Finished, Broke)}


def write_line(said: Said) -> str:
    """One line."""
    return json.dumps({"says": type(said).__name__, **asdict(said)}, ensure_ascii=False, default=str)


def read_line(line: str) -> Said | None:
    """What a line says; None for what is not ours, such as a library's remark."""
    try:
        fields = json.loads(line)
        return _KINDS[fields.pop("says")](**fields)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None

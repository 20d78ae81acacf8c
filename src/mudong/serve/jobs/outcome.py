"""`Outcome`: how an attempt at a job ended, as plain values that survive the process which made them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

OutcomeKind = Literal["succeeded", "failed", "cancelled", "again", "superseded"]
"""again: the machine failed, not the request; superseded: somebody else has the job now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that lies in the store already, to become the user's asset when the job ends."""

    kind: Literal["result", "frame"]
    name: str
    sha256: str
    size_bytes: int
    media_type: str
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """executor_id, attempt: whose it is. charged_cc: for what was really made. report: what the engine told, plain."""

    kind: OutcomeKind
    executor_id: str
    attempt: int
    made: tuple[Made, ...] = ()
    charged_cc: int = 0
    report: dict[str, Any] | None = None
    error_code: str | None = None
    error_message: str | None = None

    def to_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote."""
        fields = json.loads(text)
        return cls(**fields | {"made": tuple(Made(**each) for each in fields["made"])})

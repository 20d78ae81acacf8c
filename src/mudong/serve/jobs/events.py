"""What happened to jobs, a row each with an ever-growing id: who lost the line asks for all since the last id seen."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from mudong.serve.database import schema

_events = schema.job_events
Plain = dict[str, "str | int | float | bool | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent:
    """kind: `state`, `progress`, `preview` or `deleted`; data: what a client is told."""

    id: int
    job_id: str
    kind: str
    data: Plain
    created_ms: int


def tell(connection: Connection, user_id: str, job_id: str, kind: str, data: Plain, now_ms: int) -> None:
    """Add an event."""
    connection.execute(
        insert(_events).values(
            user_id=user_id, job_id=job_id, kind=kind, data_json=json.dumps(data, ensure_ascii=False),
            created_ms=now_ms,
        )
    )  # fmt: skip


def since(
    connection: Connection, user_id: str, last_id: int, *, job_id: str | None = None, limit: int = 200
) -> list[JobEvent]:
    """A user's events after `last_id`, oldest first."""
    query = select(_events).where(_events.c.user_id == user_id, _events.c.id > last_id)
    if job_id is not None:
        query = query.where(_events.c.job_id == job_id)
    return [_event(row) for row in connection.execute(query.order_by(_events.c.id).limit(limit))]


def since_all(connection: Connection, last_id: int, *, limit: int = 500) -> list[tuple[str, JobEvent]]:
    """Everybody's events after `last_id` with their users, oldest first: for whoever hands them round."""
    query = select(_events).where(_events.c.id > last_id).order_by(_events.c.id).limit(limit)
    return [(row.user_id, _event(row)) for row in connection.execute(query)]


def newest(connection: Connection) -> int:
    """The newest event's id of all, 0 without any."""
    return connection.execute(select(func.max(_events.c.id))).scalar() or 0


def last_id(connection: Connection, user_id: str) -> int:
    """The newest event's id, 0 without any: where a new listener starts."""
    return connection.execute(select(func.max(_events.c.id)).where(_events.c.user_id == user_id)).scalar() or 0


def forget(connection: Connection, job_id: str) -> None:
    """All of a deleted job's events."""
    connection.execute(delete(_events).where(_events.c.job_id == job_id))


def _event(row: Row[Any]) -> JobEvent:
    return JobEvent(
        id=row.id, job_id=row.job_id, kind=row.kind, data=json.loads(row.data_json), created_ms=row.created_ms
    )

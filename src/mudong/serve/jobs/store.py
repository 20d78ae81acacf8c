"""Reading and writing the table `jobs`. What a user asks for is scoped by the user: nobody finds another's job."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from mudong.serve.database import schema
from mudong.serve.errors import NotFound
from mudong.serve.jobs.job import OPEN, Job, JobState

_jobs = schema.jobs


def add(connection: Connection, job: Job) -> None:
    """A new row."""
    connection.execute(insert(_jobs).values(**asdict(job)))


def load(connection: Connection, job_id: str, *, lock: bool = False) -> Job | None:
    """Any user's job, for the machinery. lock: nobody else changes it until the transaction ends."""
    query = select(_jobs).where(_jobs.c.id == job_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return None if row is None else _job(row)


def find(connection: Connection, user_id: str, given_id: str) -> Job:
    """A user's job by its id or by the id that the client gave it. Raises `NotFound`."""
    named = (_jobs.c.id == given_id) | (_jobs.c.external_id == given_id)
    query = select(_jobs).where(_jobs.c.user_id == user_id, named, _jobs.c.deleted_ms.is_(None))
    rows = connection.execute(query).all()
    if not rows:
        raise NotFound("job.not_found", id=given_id[:80])
    # An external id may look like another job's own id: the own id wins.
    return next((job for job in map(_job, rows) if job.id == given_id), _job(rows[0]))


def by_external_id(connection: Connection, user_id: str, external_id: str) -> Job | None:
    """The user's job with that name of the client's, deleted or not."""
    row = connection.execute(
        select(_jobs).where(_jobs.c.user_id == user_id, _jobs.c.external_id == external_id)
    ).one_or_none()
    return None if row is None else _job(row)


def page(
    connection: Connection,
    user_id: str,
    *,
    products: Sequence[str] = (),
    states: Sequence[str] = (),
    since_ms: int | None = None,
    until_ms: int | None = None,
    before: tuple[int, str] | None = None,
    limit: int = 30,
    offset: int = 0,
) -> list[Job]:
    """A user's jobs, newest first. before: creation time and id of the last one already seen."""
    query = select(_jobs).where(_jobs.c.user_id == user_id, _jobs.c.deleted_ms.is_(None))
    if products:
        query = query.where(_jobs.c.product.in_(products))
    if states:
        query = query.where(_jobs.c.state.in_(states))
    if since_ms is not None:
        query = query.where(_jobs.c.created_ms >= since_ms)
    if until_ms is not None:
        query = query.where(_jobs.c.created_ms <= until_ms)
    if before is not None:
        query = query.where(
            (_jobs.c.created_ms < before[0]) | ((_jobs.c.created_ms == before[0]) & (_jobs.c.id < before[1]))
        )
    query = query.order_by(_jobs.c.created_ms.desc(), _jobs.c.id.desc()).limit(limit).offset(offset)
    return [_job(row) for row in connection.execute(query)]


def count_open(connection: Connection, user_id: str, *, released: bool | None = None) -> int:
    """How many of a user's jobs are not over. released: only those in the common queue or running, or only the rest."""
    conditions: list[ColumnElement[bool]] = [_jobs.c.user_id == user_id, _jobs.c.state.in_(OPEN)]
    if released is not None:
        conditions.append(_jobs.c.released_ms.is_not(None) if released else _jobs.c.released_ms.is_(None))
    return connection.execute(select(func.count()).select_from(_jobs).where(*conditions)).scalar_one()


def waiting(connection: Connection, user_id: str, limit: int) -> list[Job]:
    """A user's jobs that are not in the common queue yet, in the order of their deadlines."""
    query = (
        select(_jobs)
        .where(_jobs.c.user_id == user_id, _jobs.c.state == JobState.SUBMITTED, _jobs.c.released_ms.is_(None))
        .order_by(_jobs.c.deadline_ms, _jobs.c.id)
        .limit(limit)
    )
    return [_job(row) for row in connection.execute(query)]


def users_waiting(connection: Connection) -> list[str]:
    """Users with jobs that are not in the common queue yet."""
    query = select(_jobs.c.user_id).where(_jobs.c.state == JobState.SUBMITTED, _jobs.c.released_ms.is_(None))
    return list(connection.execute(query.distinct()).scalars())


def language_of(connection: Connection, user_id: str) -> str | None:
    """The language that a user is written to in."""
    return connection.execute(select(schema.users.c.language).where(schema.users.c.id == user_id)).scalar()


def change(connection: Connection, job_id: str, *, only: Iterable[ColumnElement[bool]] = (), **values: Any) -> bool:
    """Set columns of one job, where `only` still holds; whether it did."""
    done = connection.execute(update(_jobs).where(_jobs.c.id == job_id, *only).values(**values))
    return done.rowcount == 1


def held_by(executor_id: str, attempt: int) -> list[ColumnElement[bool]]:
    """That a job is still in the hands of this attempt: whoever was taken over writes nothing any more."""
    return [
        _jobs.c.state == JobState.PROCESSING, _jobs.c.executor_id == executor_id, _jobs.c.attempts == attempt,
    ]  # fmt: skip


def _job(row: Row[Any]) -> Job:
    values = dict(row._mapping)
    values["state"] = JobState(row.state)
    return Job(**values)

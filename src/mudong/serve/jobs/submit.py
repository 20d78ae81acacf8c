"""Submitting: the job, what it holds, its place in the queue and the note against repeating are one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from mudong.serve.database import schema
from mudong.serve.errors import BadParameter, Conflict, TooManyJobs
from mudong.serve.ids import new_job_id
from mudong.serve.jobs import store
from mudong.serve.jobs.job import Face, Job, JobState
from mudong.serve.jobs.lifecycle import Lifecycle
from mudong.serve.jobs.tariff import Tariff
from mudong.serve.ledger.holds import hold
from mudong.serve.ledger.posting import lock_user
from mudong.serve.ledger.prices import PriceFacts

_idempotency = schema.idempotency


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a client asks for, understood and allowed.

    request_json: a `spec.Request` with asset ids in place of paths. facts: what the price rests on. work: megapixels
    that have to be made. repeat_key: under which the client may send the same again and get the same job.
    """

    user_id: str
    product: str
    face: Face
    model_name: str
    engine: str
    request_json: str
    wire_json: str
    facts: PriceFacts
    work: float
    external_id: str | None = None
    callback_url: str | None = None
    repeat_key: str | None = None


def submit(connection: Connection, order: Order, tariff: Tariff, lifecycle: Lifecycle, now_ms: int) -> Job:
    """The new job, or the one that the same order made before.

    Raises `OutOfCredits`, `TooManyJobs`, `BadParameter` (`job.external_id`), `Conflict` (`job.repeat_differs`).
    """
    lock_user(connection, order.user_id)
    if (former := _repeated(connection, order)) is not None:
        return former
    if order.external_id is not None and store.by_external_id(connection, order.user_id, order.external_id) is not None:
        raise BadParameter("job.external_id", given=order.external_id[:80])
    plan = tariff.plan(connection, order.user_id, now_ms)
    if (have := store.count_open(connection, order.user_id)) >= plan.open:
        raise TooManyJobs("job.too_many", have=have, most=plan.open, plan=plan.name)
    tariff.refresh(connection, order.user_id, now_ms)
    price = tariff.price(order.facts)
    job = _new_job(order, cost_cc=price.amount_cc, deadline_ms=now_ms + plan.delay_ms, now_ms=now_ms)
    hold(connection, user_id=order.user_id, job_id=job.id, amount_cc=price.amount_cc, now_ms=now_ms)
    store.add(connection, job)
    if order.repeat_key is not None:
        connection.execute(
            insert(_idempotency).values(
                user_id=order.user_id, key=order.repeat_key, body_hash=_hash(order), job_id=job.id, created_ms=now_ms
            )
        )
    lifecycle.opened(connection, job, now_ms)
    return store.find(connection, order.user_id, job.id)


def _repeated(connection: Connection, order: Order) -> Job | None:
    if order.repeat_key is None:
        return None
    row = connection.execute(
        select(_idempotency).where(_idempotency.c.user_id == order.user_id, _idempotency.c.key == order.repeat_key)
    ).one_or_none()
    if row is None:
        return None
    if row.body_hash != _hash(order):
        raise Conflict("job.repeat_differs", key=order.repeat_key[:80])
    return store.find(connection, order.user_id, row.job_id)


def _hash(order: Order) -> str:
    return hashlib.sha256(f"{order.product}\n{order.wire_json}".encode()).hexdigest()


def _new_job(order: Order, *, cost_cc: int, deadline_ms: int, now_ms: int) -> Job:
    return Job(
        id=new_job_id(now_ms), user_id=order.user_id, external_id=order.external_id, product=order.product,
        face=order.face, model_name=order.model_name, engine=order.engine, request_json=order.request_json,
        wire_json=order.wire_json, state=JobState.SUBMITTED, stage="queued", progress=0.0, attempts=0,
        executor_id=None, deadline_ms=deadline_ms, released_ms=None, work=order.work, cost_cc=cost_cc,
        charged_cc=None, result_json=None, error_code=None, error_message=None, cancel_requested=False,
        callback_url=order.callback_url, created_ms=now_ms, updated_ms=now_ms, started_ms=None, ended_ms=None,
        deleted_ms=None,
    )  # fmt: skip

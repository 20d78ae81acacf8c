"""Which plan a user is on, and the credits that each month of it gives, once."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, or_, select, update

from mudong.serve.database import schema
from mudong.serve.errors import NotFound
from mudong.serve.ids import new_id
from mudong.serve.ledger.grants import Grant, expire, find_grant, grant
from mudong.serve.ledger.months import Period, period_at
from mudong.serve.ledger.plans import FREE, Plan, Plans
from mudong.serve.ledger.posting import lock_user


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The plan that runs now, and the month of it."""

    plan: Plan
    period: Period
    paid_until_ms: int | None


def term_of(connection: Connection, plans: Plans, user_id: str, now_ms: int) -> Term:
    """The paid term that began last and still runs, else the free plan counted from the user's first day.

    Raises `NotFound` for an unknown user.
    """
    table = schema.subscriptions
    query = (
        select(table.c.plan, table.c.anchor_ms, table.c.paid_until_ms)
        .where(table.c.user_id == user_id, table.c.anchor_ms <= now_ms, table.c.paid_until_ms > now_ms)
        .where(or_(table.c.ended_ms.is_(None), table.c.ended_ms > now_ms))
        .order_by(table.c.anchor_ms.desc(), table.c.created_ms.desc(), table.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    if row is not None:
        return Term(
            plan=plans[row.plan], period=period_at(row.anchor_ms, now_ms), paid_until_ms=row.paid_until_ms
        )  # fmt: skip
    first_ms = connection.scalar(select(schema.users.c.created_ms).where(schema.users.c.id == user_id))
    if first_ms is None:
        raise NotFound("serve.user_unknown", given=user_id)
    return Term(plan=plans[FREE], period=period_at(first_ms, now_ms), paid_until_ms=None)


def subscribe(
    connection: Connection, *, user_id: str, plan: Plan, start_ms: int, paid_until_ms: int, now_ms: int
) -> None:
    """Begin a paid term at `start_ms`. Buckets of the former plan stay until they expire by themselves."""
    lock_user(connection, user_id)
    connection.execute(
        insert(schema.subscriptions).values(
            id=new_id("term", now_ms), user_id=user_id, plan=plan.name, anchor_ms=start_ms,
            paid_until_ms=paid_until_ms, created_ms=now_ms,
        )
    )  # fmt: skip


def unsubscribe(connection: Connection, *, user_id: str, now_ms: int) -> None:
    """End all paid terms now, those to come too. Not to renew is no business of this one: a term ends by itself."""
    lock_user(connection, user_id)
    table = schema.subscriptions
    running = (table.c.user_id == user_id, table.c.ended_ms.is_(None), table.c.paid_until_ms > now_ms)
    connection.execute(update(table).where(*running).values(ended_ms=now_ms))


def renew(connection: Connection, plans: Plans, *, user_id: str, now_ms: int) -> Grant | None:
    """Let old buckets expire and give the present month's credits, once per user, plan and month.

    Call it before reading or holding; asked again it does nothing. None when the plan gives none.
    """
    expire(connection, user_id=user_id, now_ms=now_ms)
    term = term_of(connection, plans, user_id, now_ms)
    if not term.plan.monthly_cc:
        return None
    key = f"plan:{term.plan.name}:{term.period.start_ms}"
    return find_grant(connection, user_id, key) or grant(
        connection, user_id=user_id, key=key, amount_cc=term.plan.monthly_cc, category="plan",
        expires_ms=term.period.end_ms, now_ms=now_ms, reason=term.plan.name,
    )  # fmt: skip

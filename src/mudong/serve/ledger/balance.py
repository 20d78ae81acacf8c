"""What a user has: buckets that can be spent, and what open jobs hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, nulls_last, select

from mudong.serve.database import schema
from mudong.serve.ledger.account import held

_TABLE = schema.balances
_BUCKETS = (
    select(_TABLE.c.grant_id, _TABLE.c.amount_cc, _TABLE.c.expires_ms)
    .where(_TABLE.c.user_id == bindparam("user"), _TABLE.c.grant_id.is_not(None), _TABLE.c.amount_cc > 0)
    .order_by(nulls_last(_TABLE.c.expires_ms), _TABLE.c.grant_id)
)
_HELD = select(_TABLE.c.amount_cc).where(_TABLE.c.account == bindparam("held"))


@dataclass(frozen=True, slots=True)
class Bucket:
    """Credits of one grant; `expires_ms` None never expires."""

    grant_id: str
    amount_cc: int
    expires_ms: int | None

    def spendable(self, now_ms: int) -> bool:
        """Whether it holds anything that has not expired."""
        return self.amount_cc > 0 and (self.expires_ms is None or now_ms < self.expires_ms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What can be spent, soonest-expiring bucket first, and what is held."""

    buckets: tuple[Bucket, ...]
    held_cc: int

    @property
    def available_cc(self) -> int:
        """All that can be spent now."""
        return sum(bucket.amount_cc for bucket in self.buckets)


def balance(connection: Connection, user_id: str, now_ms: int) -> Balance:
    """The user's balance at `now_ms`; a user without any grant has an empty one."""
    held_cc = connection.scalar(_HELD, {"held": held(user_id)})
    buckets = tuple(bucket for bucket in buckets_of(connection, user_id) if bucket.spendable(now_ms))
    return Balance(buckets=buckets, held_cc=held_cc or 0)


def buckets_of(connection: Connection, user_id: str) -> list[Bucket]:
    """Every bucket that is not empty, soonest-expiring first."""
    return [Bucket(*row) for row in connection.execute(_BUCKETS, {"user": user_id})]


def split(buckets: Iterable[Bucket], amount_cc: int) -> list[tuple[str, int]] | None:
    """What to take from which bucket, in their order; None when they hold too little."""
    parts: list[tuple[str, int]] = []
    for bucket in buckets:
        part_cc = min(bucket.amount_cc, amount_cc)
        if part_cc > 0:
            parts.append((bucket.grant_id, part_cc))
            amount_cc -= part_cc
    return None if amount_cc else parts

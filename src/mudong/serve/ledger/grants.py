"""Credits come in buckets and go when a bucket expires, or when an operator takes them back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from sqlalchemy import Connection, func, insert, select

from mudong.serve.database import schema
from mudong.serve.errors import LedgerConflict, OutOfCredits
from mudong.serve.ids import new_id
from mudong.serve.ledger.account import EXPIRED, ISSUED, available
from mudong.serve.ledger.amounts import credits_of
from mudong.serve.ledger.balance import balance, buckets_of, split
from mudong.serve.ledger.posting import Entry, Transfer, lock_user, post

Category = Literal["plan", "purchase", "promotion", "adjustment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Credits given once; `key` says why, and the same key never gives twice."""

    id: str
    user_id: str
    key: str
    category: Category
    amount_cc: int
    expires_ms: int | None
    created_ms: int


def grant(
    connection: Connection,
    *,
    user_id: str,
    key: str,
    amount_cc: int,
    category: Category,
    expires_ms: int | None,
    now_ms: int,
    reason: str = "",
) -> Grant:
    """Give `amount_cc` > 0 under `key`; asked again with the same key it gives nothing more and tells the former grant.

    Raises `LedgerConflict` when the key stands for another amount, category or expiry.
    """
    lock_user(connection, user_id)
    former = find_grant(connection, user_id, key)
    if former is not None:
        if (former.amount_cc, former.category, former.expires_ms) != (amount_cc, category, expires_ms):
            raise LedgerConflict("serve.ledger_differs", what=f"grant {key}")
        return former
    made = Grant(
        id=new_id("grant", now_ms), user_id=user_id, key=key, category=category, amount_cc=amount_cc,
        expires_ms=expires_ms, created_ms=now_ms,
    )  # fmt: skip
    connection.execute(insert(schema.grants).values(asdict(made)))
    bucket = available(made.id)
    connection.execute(
        insert(schema.balances).values(
            account=bucket, user_id=user_id, grant_id=made.id, amount_cc=0, expires_ms=expires_ms, entries=0
        )
    )
    post(
        connection,
        Transfer(
            id=f"grant:{made.id}", kind="grant", user_id=user_id, entries=(Entry(ISSUED, bucket, amount_cc),),
            created_ms=now_ms, reason=reason,
        ),
    )  # fmt: skip
    return made


def find_grant(connection: Connection, user_id: str, key: str) -> Grant | None:
    """What was given under `key`."""
    table = schema.grants
    row = connection.execute(select(table).where(table.c.user_id == user_id, table.c.key == key)).one_or_none()
    return None if row is None else Grant(**row._mapping)


def expire(connection: Connection, *, user_id: str, now_ms: int) -> int:
    """Take what is left in buckets whose time has come, and tell how much it was. Held credits stay held."""
    lock_user(connection, user_id)
    gone_cc = 0
    for bucket in buckets_of(connection, user_id):
        if bucket.spendable(now_ms):
            continue
        account = available(bucket.grant_id)
        post(
            connection,
            Transfer(
                id=f"expire:{bucket.grant_id}:{_num_entries(connection, account)}", kind="expire", user_id=user_id,
                entries=(Entry(account, EXPIRED, bucket.amount_cc),), created_ms=now_ms,
            ),
        )  # fmt: skip
        gone_cc += bucket.amount_cc
    return gone_cc


def users_with_expired_buckets(connection: Connection, now_ms: int) -> list[str]:
    """Whom `expire` would take something from; expire them one transaction each."""
    table = schema.balances
    due = select(table.c.user_id).where(table.c.amount_cc > 0, table.c.expires_ms <= now_ms).distinct()
    return list(connection.scalars(due.order_by(table.c.user_id)))


def adjust(connection: Connection, *, user_id: str, key: str, amount_cc: int, reason: str, now_ms: int) -> None:
    """An operator's correction, once per `key`: give, in a bucket without end, or take, soonest-expiring first.

    Raises `OutOfCredits` when there is less than is to be taken, `LedgerConflict` when `key` stood for another amount.
    """
    if amount_cc > 0:
        grant(
            connection, user_id=user_id, key=f"adjust:{key}", amount_cc=amount_cc, category="adjustment",
            expires_ms=None, now_ms=now_ms, reason=reason,
        )  # fmt: skip
        return
    lock_user(connection, user_id)
    transfer_id = f"adjust:{user_id}:{key}"
    former_cc = connection.scalar(
        select(func.sum(schema.entries.c.amount_cc)).where(schema.entries.c.transfer_id == transfer_id)
    )
    if former_cc is not None:
        if former_cc != -amount_cc:
            raise LedgerConflict("serve.ledger_differs", what=f"adjustment {key}")
        return
    has = balance(connection, user_id, now_ms)
    parts = split(has.buckets, -amount_cc)
    if parts is None:
        raise out_of_credits(-amount_cc, has.available_cc)
    entries = tuple(Entry(available(grant_id), ISSUED, part_cc) for grant_id, part_cc in parts)
    post(
        connection,
        Transfer(
            id=transfer_id, kind="adjust", user_id=user_id, entries=entries, created_ms=now_ms, reason=reason
        ),
    )  # fmt: skip


def out_of_credits(needed_cc: int, available_cc: int) -> OutOfCredits:
    """The error that says how much is missing."""
    return OutOfCredits(
        "serve.out_of_credits", needed=credits_of(needed_cc), available=credits_of(available_cc)
    )  # fmt: skip


def _num_entries(connection: Connection, account: str) -> int:
    """How many entries an account has: names the expiry, which may happen again after a late release."""
    return connection.scalar(select(schema.balances.c.entries).where(schema.balances.c.account == account)) or 0

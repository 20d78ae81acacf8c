"""A job's price is held when it is submitted, and captured or released once when it ends.

A hold is named by its job and a transfer resolves a hold at most once, both by the database's own constraints:
whatever runs twice, nothing is charged twice. Only the job's state machine calls `capture` and `release`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from sqlalchemy import Connection, insert, select, update

from mudong.serve.clock import DAY_MS
from mudong.serve.database import schema
from mudong.serve.errors import LedgerConflict
from mudong.serve.ledger.account import AVAILABLE, REVENUE, available, grant_of, held, sort_of
from mudong.serve.ledger.balance import balance, split
from mudong.serve.ledger.grants import out_of_credits
from mudong.serve.ledger.posting import Entry, Transfer, entries_of, lock_user, post

GRACE_MS = DAY_MS
"""How long credits can still be spent that come back to a bucket after its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What a job holds; zero where jobs cost nothing."""

    job_id: str
    user_id: str
    amount_cc: int
    created_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How a hold ended: `captured_cc` was charged, the rest went back."""

    job_id: str
    kind: Literal["capture", "release"]
    captured_cc: int
    released_cc: int


def hold(connection: Connection, *, user_id: str, job_id: str, amount_cc: int, now_ms: int) -> Hold:
    """Hold `amount_cc` >= 0, from the soonest-expiring buckets first; asked again it holds nothing more.

    Raises `OutOfCredits` when there is less, `LedgerConflict` when the job already holds something else.
    """
    lock_user(connection, user_id)
    former = find_hold(connection, job_id)
    if former is not None:
        if (former.user_id, former.amount_cc) != (user_id, amount_cc):
            raise LedgerConflict("serve.ledger_differs", what=f"hold {job_id}")
        return former
    has = balance(connection, user_id, now_ms)
    parts = split(has.buckets, amount_cc)
    if parts is None:
        raise out_of_credits(amount_cc, has.available_cc)
    made = Hold(job_id=job_id, user_id=user_id, amount_cc=amount_cc, created_ms=now_ms)
    _open_held_account(connection, user_id)
    connection.execute(insert(schema.holds).values(asdict(made)))
    entries = tuple(Entry(available(grant_id), held(user_id), part_cc) for grant_id, part_cc in parts)
    post(
        connection, Transfer(id=f"hold:{job_id}", kind="hold", user_id=user_id, entries=entries, created_ms=now_ms)
    )  # fmt: skip
    return made


def capture(connection: Connection, *, job_id: str, amount_cc: int, now_ms: int) -> Resolution:
    """Charge `amount_cc` of what the job holds, soonest-expiring first, and give the rest back to its buckets.

    Asked again with the same amount it does nothing more. Raises `LedgerConflict` when the job holds nothing, holds
    less, was released, or was captured with another amount.
    """
    opened = _locked(connection, job_id)
    former = find_resolution(connection, opened)
    if former is not None:
        if (former.kind, former.captured_cc) != ("capture", amount_cc):
            raise LedgerConflict("serve.ledger_differs", what=f"{former.kind} {job_id}")
        return former
    if not 0 <= amount_cc <= opened.amount_cc:
        raise LedgerConflict("serve.ledger_capture", job=job_id, given=amount_cc, held=opened.amount_cc)
    account, left_cc, entries = held(opened.user_id), amount_cc, []
    for part in _parts(connection, job_id):
        taken_cc = min(part.amount_cc, left_cc)
        left_cc -= taken_cc
        if taken_cc:
            entries.append(Entry(account, REVENUE, taken_cc))
        if part.amount_cc > taken_cc:
            entries.append(Entry(account, part.debit, part.amount_cc - taken_cc))
    return _resolve(connection, opened, "capture", entries, now_ms)


def release(connection: Connection, *, job_id: str, now_ms: int, reason: str = "") -> Resolution:
    """Give everything that the job holds back to the buckets that it came from; asked again it does nothing more.

    Raises `LedgerConflict` when the job holds nothing or was captured.
    """
    opened = _locked(connection, job_id)
    former = find_resolution(connection, opened)
    if former is not None:
        if former.kind != "release":
            raise LedgerConflict("serve.ledger_differs", what=f"{former.kind} {job_id}")
        return former
    account = held(opened.user_id)
    entries = [Entry(account, part.debit, part.amount_cc) for part in _parts(connection, job_id)]
    return _resolve(connection, opened, "release", entries, now_ms, reason)


def find_hold(connection: Connection, job_id: str) -> Hold | None:
    """What the job holds or held."""
    row = connection.execute(select(schema.holds).where(schema.holds.c.job_id == job_id)).one_or_none()
    return None if row is None else Hold(**row._mapping)


def find_resolution(connection: Connection, opened: Hold) -> Resolution | None:
    """How the hold ended; None while it is open."""
    table = schema.transfers
    row = connection.execute(select(table.c.id, table.c.kind).where(table.c.resolves == opened.job_id)).one_or_none()
    return None if row is None else _resolution(opened, row.kind, entries_of(connection, row.id))


def _resolution(opened: Hold, kind: Literal["capture", "release"], entries: Iterable[Entry]) -> Resolution:
    captured_cc = sum(entry.amount_cc for entry in entries if entry.credit == REVENUE)
    return Resolution(
        job_id=opened.job_id, kind=kind, captured_cc=captured_cc, released_cc=opened.amount_cc - captured_cc
    )  # fmt: skip


def _locked(connection: Connection, job_id: str) -> Hold:
    opened = find_hold(connection, job_id)
    if opened is None:
        raise LedgerConflict("serve.ledger_no_hold", job=job_id)
    lock_user(connection, opened.user_id)
    return opened


def _parts(connection: Connection, job_id: str) -> list[Entry]:
    """What the hold took, bucket by bucket: the entries of its transfer."""
    return list(entries_of(connection, f"hold:{job_id}"))


def _resolve(
    connection: Connection,
    opened: Hold,
    kind: Literal["capture", "release"],
    entries: list[Entry],
    now_ms: int,
    reason: str = "",
) -> Resolution:
    post(
        connection,
        Transfer(
            id=f"{kind}:{opened.job_id}", kind=kind, user_id=opened.user_id, entries=tuple(entries),
            created_ms=now_ms, resolves=opened.job_id, reason=reason,
        ),
    )  # fmt: skip
    for entry in entries:
        if sort_of(entry.credit) == AVAILABLE:
            _keep_spendable(connection, grant_of(entry.credit), now_ms)
    return _resolution(opened, kind, entries)


def _keep_spendable(connection: Connection, grant_id: str, now_ms: int) -> None:
    """Whoever waited for a job that came to nothing does not lose credits by the waiting."""
    table = schema.balances
    connection.execute(
        update(table)
        .where(table.c.grant_id == grant_id, table.c.expires_ms <= now_ms)
        .values(expires_ms=now_ms + GRACE_MS)
    )


def _open_held_account(connection: Connection, user_id: str) -> None:
    table, account = schema.balances, held(user_id)
    if connection.scalar(select(table.c.account).where(table.c.account == account)) is None:
        connection.execute(
            insert(table).values(account=account, user_id=user_id, grant_id=None, amount_cc=0, entries=0)
        )  # fmt: skip

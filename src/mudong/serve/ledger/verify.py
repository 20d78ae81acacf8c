"""Derives the whole ledger again from its transfers and names every place where it does not agree.

Reads everything, trusts nothing: neither the cached balances nor that the constraints of the database were kept. That
all balances together are zero needs no check: an entry names both of its sides in one row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from mudong.serve.database import schema
from mudong.serve.ledger.account import AVAILABLE, EXPIRED, HELD, ISSUED, REVENUE, SYSTEM, grant_of, sort_of
from mudong.serve.ledger.account import available as bucket_account
from mudong.serve.ledger.account import held as held_account
from mudong.serve.ledger.holds import GRACE_MS
from mudong.serve.ledger.proof import Proof, Violation

_ROUTES = {
    "grant": {(ISSUED, AVAILABLE)},
    "hold": {(AVAILABLE, HELD)},
    "capture": {(HELD, REVENUE), (HELD, AVAILABLE)},
    "release": {(HELD, AVAILABLE)},
    "expire": {(AVAILABLE, EXPIRED)},
    "adjust": {(AVAILABLE, ISSUED)},
}
"""From where to where each kind of transfer may move credits."""
_ENDED = ("succeeded", "failed", "cancelled")


@dataclass(slots=True)
class _Books:
    """What the transfers add up to."""

    balance: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    entries: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    expires: dict[str, int | None] = field(default_factory=dict)
    granted: dict[str, int] = field(default_factory=dict)
    taken: dict[str, dict[str, int]] = field(default_factory=dict)
    captured: dict[str, int] = field(default_factory=dict)
    released: set[str] = field(default_factory=set)


def verify(connection: Connection) -> tuple[Violation, ...]:
    """Every violation, in a stable order; empty when the books are right."""
    return prove(connection).violations


def prove(connection: Connection) -> Proof:
    """Every violation, and the sums. Give it one moment of the database (`Database.reading`)."""
    books = _Books(expires={row.id: row.expires_ms for row in connection.execute(select(schema.grants))})
    found = [*_transfers(connection, books), *_grants(connection, books), *_holds(connection, books)]
    found += [*_cache(connection, books), *_jobs(connection, books)]
    return Proof(
        violations=tuple(found),
        transfers=connection.scalar(select(func.count()).select_from(schema.transfers)) or 0,
        issued_cc=-books.balance[ISSUED],
        held_cc=sum(amount_cc for account, amount_cc in books.balance.items() if sort_of(account) == HELD),
        revenue_cc=books.balance[REVENUE],
        expired_cc=books.balance[EXPIRED],
    )


def _transfers(connection: Connection, books: _Books) -> Iterator[Violation]:
    """Fold the transfers in the order of their writing. Routes, owners, holds' parts, nothing ever negative."""
    owners = _owners(connection)
    rows = _entries(connection)
    for transfer in connection.execute(select(schema.transfers).order_by(schema.transfers.c.serial)):
        entries = rows.pop(transfer.id, [])
        for entry in entries:
            yield from _entry(books, owners, transfer, entry)
        yield from _resolution(books, transfer, entries)
    for transfer_id in rows:
        yield Violation(rule="orphan", subject=transfer_id)


def _entry(books: _Books, owners: dict[str, str], transfer: Row[Any], entry: Row[Any]) -> Iterator[Violation]:
    where = f"{transfer.id}#{entry.position}"
    if (sort_of(entry.debit), sort_of(entry.credit)) not in _ROUTES.get(transfer.kind, set()):
        yield Violation(rule="route", subject=where, found=f"{entry.debit} > {entry.credit}", expected=transfer.kind)
    if entry.amount_cc <= 0:
        yield Violation(rule="amount", subject=where, found=entry.amount_cc, expected="> 0")
    for account, amount_cc in ((entry.debit, -entry.amount_cc), (entry.credit, entry.amount_cc)):
        if account not in SYSTEM and owners.get(account) != transfer.user_id:
            yield Violation(rule="owner", subject=where, found=account, expected=transfer.user_id)
        books.balance[account] += amount_cc
        books.entries[account] += 1
        if books.balance[account] < 0 and account != ISSUED:
            yield Violation(rule="negative", subject=account, found=books.balance[account], expected=where)


def _resolution(books: _Books, transfer: Row[Any], entries: list[Row[Any]]) -> Iterator[Violation]:
    """Remember what the transfer means for grants and holds; a resolution returns no more than the hold took."""
    if transfer.kind == "grant":
        books.granted[transfer.id.removeprefix("grant:")] = sum(e.amount_cc for e in entries)
    elif transfer.kind == "hold":
        books.taken[transfer.id.removeprefix("hold:")] = {e.debit: e.amount_cc for e in entries}
    elif transfer.kind in ("capture", "release"):
        job_id = transfer.resolves
        if transfer.id != f"{transfer.kind}:{job_id}" or job_id in books.captured or job_id in books.released:
            yield Violation(rule="resolved_twice", subject=str(job_id), found=transfer.id)
        taken = books.taken.get(job_id, {})
        back = {e.credit: e.amount_cc for e in entries if e.credit != REVENUE}
        captured_cc = sum(e.amount_cc for e in entries if e.credit == REVENUE)
        whole = captured_cc + sum(back.values()) == sum(taken.values())
        if not whole or any(amount_cc > taken.get(account, 0) for account, amount_cc in back.items()):
            yield Violation(rule="parts", subject=transfer.id, found=back | {REVENUE: captured_cc}, expected=taken)
        if transfer.kind == "capture":
            books.captured[job_id] = captured_cc
        else:
            books.released.add(job_id)
        for grant_id in map(grant_of, back):
            expires_ms = books.expires.get(grant_id)
            if expires_ms is not None and expires_ms <= transfer.created_ms:
                books.expires[grant_id] = transfer.created_ms + GRACE_MS


def _grants(connection: Connection, books: _Books) -> Iterator[Violation]:
    """Every grant has its transfer, and every such transfer its grant."""
    grants = {row.id: row.amount_cc for row in connection.execute(select(schema.grants))}
    for grant_id in sorted(grants.keys() | books.granted.keys()):
        found, expected = books.granted.get(grant_id), grants.get(grant_id)
        if found != expected:
            yield Violation(rule="grant", subject=grant_id, found=found, expected=expected)


def _holds(connection: Connection, books: _Books) -> Iterator[Violation]:
    """Every hold has its transfer, and a user's held account is the sum of the holds that are open."""
    open_cc: dict[str, int] = defaultdict(int)
    seen = set()
    for row in connection.execute(select(schema.holds).order_by(schema.holds.c.job_id)):
        seen.add(row.job_id)
        taken = books.taken.get(row.job_id)
        if taken is None or sum(taken.values()) != row.amount_cc:
            found = None if taken is None else sum(taken.values())
            yield Violation(rule="hold", subject=row.job_id, found=found, expected=row.amount_cc)
        if row.job_id not in books.captured and row.job_id not in books.released:
            open_cc[held_account(row.user_id)] += row.amount_cc
    for job_id in sorted((books.taken.keys() | books.captured.keys() | books.released) - seen):
        yield Violation(rule="hold", subject=job_id, found="transfer", expected=None)
    accounts = {account for account in books.balance if sort_of(account) == HELD} | open_cc.keys()
    for account in sorted(accounts):
        if books.balance[account] != open_cc[account]:
            yield Violation(rule="held", subject=account, found=books.balance[account], expected=open_cc[account])


def _cache(connection: Connection, books: _Books) -> Iterator[Violation]:
    """The cached balances are the fold: sum, number of entries, expiry."""
    cached = {row.account: row for row in connection.execute(select(schema.balances))}
    for account in sorted(cached.keys() | (books.balance.keys() - SYSTEM)):
        row = cached.get(account)
        found = None if row is None else (row.amount_cc, row.entries, row.expires_ms)
        expected = (books.balance[account], books.entries[account], books.expires.get(grant_of(account)))
        if found != expected:
            yield Violation(rule="cache", subject=account, found=found, expected=expected)


def _jobs(connection: Connection, books: _Books) -> Iterator[Violation]:
    """A job that has ended has its hold resolved, an open one has not; cost and charge are what the ledger says."""
    jobs, holds = schema.jobs, schema.holds
    query = select(jobs.c.id, jobs.c.state, jobs.c.cost_cc, jobs.c.charged_cc, holds.c.amount_cc)
    joined = query.join(holds, holds.c.job_id == jobs.c.id, isouter=True).order_by(jobs.c.id)
    for row in connection.execute(joined):
        if (row.amount_cc or 0) != row.cost_cc:
            yield Violation(rule="job_cost", subject=row.id, found=row.cost_cc, expected=row.amount_cc)
        resolved = row.id in books.captured or row.id in books.released
        if row.amount_cc is not None and resolved != (row.state in _ENDED):
            yield Violation(rule="job_state", subject=row.id, found=row.state, expected="ended" if resolved else "open")
        if (row.charged_cc or 0) != books.captured.get(row.id, 0):
            yield Violation(
                rule="job_charge", subject=row.id, found=row.charged_cc, expected=books.captured.get(row.id, 0)
            )


def _owners(connection: Connection) -> dict[str, str]:
    """Whose every user account is, from grants and users, not from the cache."""
    owners = {bucket_account(row.id): row.user_id for row in connection.execute(select(schema.grants))}
    return owners | {held_account(user_id): user_id for user_id in connection.scalars(select(schema.users.c.id))}


def _entries(connection: Connection) -> dict[str, list[Row[Any]]]:
    rows: dict[str, list[Row[Any]]] = defaultdict(list)
    query: Select[Any] = select(schema.entries).order_by(schema.entries.c.transfer_id, schema.entries.c.position)
    for row in connection.execute(query):
        rows[row.transfer_id].append(row)
    return rows

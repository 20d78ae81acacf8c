"""The one place that writes to the ledger: a transfer with its entries, and the cached balances with it.

Whoever posts has locked the user before reading what the decision rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, bindparam, insert, select, update

from mudong.serve.database import schema
from mudong.serve.errors import LedgerConflict, NotFound
from mudong.serve.ledger.account import SYSTEM

_LOCK = select(schema.users.c.id).where(schema.users.c.id == bindparam("user")).with_for_update(key_share=True)
"""Not FOR UPDATE: every row that refers to a user already holds a share of its key, so two that insert such a row and
lock afterwards would wait for each other.
"""
_MOVE = (
    update(schema.balances)
    .where(schema.balances.c.account == bindparam("moved"))
    .values(
        amount_cc=schema.balances.c.amount_cc + bindparam("by_cc"),
        entries=schema.balances.c.entries + bindparam("count"),
    )
)
_ENTRIES = (
    select(schema.entries.c.debit, schema.entries.c.credit, schema.entries.c.amount_cc)
    .where(schema.entries.c.transfer_id == bindparam("transfer"))
    .order_by(schema.entries.c.position)
)

Kind = Literal["grant", "hold", "capture", "release", "expire", "adjust"]


@dataclass(frozen=True, slots=True)
class Entry:
    """`amount_cc` > 0 goes from `debit` to `credit`."""

    debit: str
    credit: str
    amount_cc: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Entries that happen together. `id` is derived from the cause; `resolves` is the job whose hold this closes."""

    id: str
    kind: Kind
    user_id: str
    entries: tuple[Entry, ...]
    created_ms: int
    resolves: str | None = None
    reason: str = ""


def lock_user(connection: Connection, user_id: str) -> None:
    """Let nobody else touch this user's credits until the transaction ends. Raises `NotFound`."""
    if connection.scalar(_LOCK, {"user": user_id}) is None:
        raise NotFound("serve.user_unknown", given=user_id)


def post(connection: Connection, transfer: Transfer) -> None:
    """Write the transfer. The database itself refuses a second one of the same id, or a negative balance."""
    connection.execute(
        insert(schema.transfers).values(
            id=transfer.id, kind=transfer.kind, user_id=transfer.user_id, resolves=transfer.resolves,
            reason=transfer.reason, created_ms=transfer.created_ms,
        )
    )  # fmt: skip
    if not transfer.entries:
        return
    connection.execute(
        insert(schema.entries),
        [
            {"transfer_id": transfer.id, "position": i, "debit": e.debit, "credit": e.credit, "amount_cc": e.amount_cc}
            for i, e in enumerate(transfer.entries)
        ],
    )
    for account, (amount_cc, count) in sorted(changes(transfer.entries).items()):
        _move(connection, account, amount_cc, count)


def changes(entries: Iterable[Entry]) -> dict[str, tuple[int, int]]:
    """Per user account, what the entries add to it and how many they are. System accounts are not cached:
    nobody asks for them on the way, and one row that every user changes would make all of them wait.
    """
    sums: dict[str, tuple[int, int]] = {}
    for entry in entries:
        for account, amount_cc in ((entry.debit, -entry.amount_cc), (entry.credit, entry.amount_cc)):
            if account not in SYSTEM:
                former_cc, count = sums.get(account, (0, 0))
                sums[account] = (former_cc + amount_cc, count + 1)
    return sums


def entries_of(connection: Connection, transfer_id: str) -> Sequence[Entry]:
    """The entries of a transfer, in order."""
    return [Entry(*row) for row in connection.execute(_ENTRIES, {"transfer": transfer_id})]


def _move(connection: Connection, account: str, amount_cc: int, count: int) -> None:
    done = connection.execute(_MOVE, {"moved": account, "by_cc": amount_cc, "count": count})
    if done.rowcount != 1:
        raise LedgerConflict("serve.ledger_account", account=account)

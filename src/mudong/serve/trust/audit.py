"""The audit log: who did what to whom, each row hashed together with the one before it. Rows are only ever added.

A row that was changed, taken out or put between breaks the chain. Whoever may write the database could compute the
whole chain anew, and rows cut from its end leave no gap: against that the last hash has to be kept somewhere else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select, text

from mudong.serve.database import schema
from mudong.spec.messages import message

Action = Literal[
    "policy.refused", "consent.given", "key.created", "key.revoked", "payment.applied", "job.deleted", "asset.deleted",
    "takedown", "user.blocked",
]  # fmt: skip
START = "0" * 64
_LOCK = 7_150_417
_log = schema.audit_log


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What a check found. head: the hash of the last row; broken: ids of the rows that do not follow from theirs."""

    rows: int
    head: str
    broken: tuple[int, ...]

    def text(self, language: str | None = None) -> str:
        """The result in one line."""
        if self.broken:
            return message("trust.audit_wrong", language, count=len(self.broken), first=self.broken[0])
        return message("trust.audit_right", language, rows=self.rows, head=self.head[:16])


def record(
    connection: Connection,
    action: Action,
    *,
    actor: str,
    subject: str,
    now_ms: int,
    user_id: str | None = None,
    detail: Mapping[str, object] | None = None,
) -> str:
    """Add a row and tell its hash. actor: the key or the part of the service that acted; detail: no prompt, no secret.

    To be the last step of its transaction: on PostgreSQL whoever else records waits until it ends.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    last = connection.scalar(select(_log.c.hash).order_by(_log.c.id.desc()).limit(1))
    row = {
        "at_ms": now_ms, "actor": actor[:100], "user_id": user_id, "action": action, "subject": subject[:200],
        "detail_json": json.dumps(dict(detail or {}), ensure_ascii=False, sort_keys=True),
    }  # fmt: skip
    made = _hash(last or START, row)
    connection.execute(insert(_log).values(**row, previous_hash=last or START, hash=made))
    return made


def check_chain(connection: Connection) -> Chain:
    """Follow the whole chain from its start. Give it one moment of the database (`Database.reading`)."""
    head, rows, broken = START, 0, list[int]()
    for row in connection.execute(select(_log).order_by(_log.c.id)):
        rows += 1
        if row.previous_hash != head or row.hash != _hash(row.previous_hash, row._asdict()):
            broken.append(row.id)
        head = row.hash
    return Chain(rows=rows, head=head, broken=tuple(broken))


def rows_of(connection: Connection, user_id: str, *, limit: int = 100) -> list[Row[Any]]:
    """The latest rows about a user, newest first."""
    query = select(_log).where(_log.c.user_id == user_id).order_by(_log.c.id.desc()).limit(limit)
    return list(connection.execute(query))


def _hash(previous: str, row: Mapping[str, Any]) -> str:
    parts = [previous, *(row[name] for name in ("at_ms", "actor", "user_id", "action", "subject", "detail_json"))]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()

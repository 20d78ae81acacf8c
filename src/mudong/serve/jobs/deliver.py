"""Delivering callbacks: each status change is posted, signed, until the client takes it or hours have passed."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from mudong.serve.accounts.vault import Vault
from mudong.serve.callbacks.secrets import secrets_of
from mudong.serve.callbacks.signature import signed_headers
from mudong.serve.clock import HOUR_MS, MINUTE_MS, SECOND_MS, Clock
from mudong.serve.database import schema
from mudong.serve.database.connect import Database
from mudong.serve.fetch.fetch import post
from mudong.serve.fetch.guard import Guard
from mudong.spec.errors import InvalidInput

_callbacks = schema.callbacks
DELAYS_MS = (5 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS)
"""Between tries; after the last it is given up. Clients can always ask."""
_CLAIM_MS = MINUTE_MS
_AT_ONCE = 8
_TIMEOUT_S = 10.0


def deliver_due(database: Database, vault: Vault, guard: Guard, clock: Clock) -> int:
    """Try what is due, a few at a time; gives how many were tried. Several executors may do so at once."""
    with database.transaction() as connection:
        claimed = _claim(connection, clock.now_ms())
    for callback_id, user_id, url, body, attempts in claimed:
        with database.reading() as connection:
            signing = secrets_of(connection, vault, user_id, clock.now_ms())
        status, error = _send(callback_id, url, body, signing, guard, clock)
        with database.transaction() as connection:
            _note(connection, callback_id, status, error, attempts + 1, clock.now_ms())
    return len(claimed)


def _claim(connection: Connection, now_ms: int) -> Sequence[tuple[str, str, str, str, int]]:
    """Due callbacks, put off for a minute so that nobody else sends them meanwhile."""
    query = (
        select(_callbacks.c.id, _callbacks.c.user_id, _callbacks.c.url, _callbacks.c.body, _callbacks.c.attempts)
        .where(_callbacks.c.state == "waiting", _callbacks.c.next_ms <= now_ms)
        .order_by(_callbacks.c.next_ms, _callbacks.c.id)
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    rows = [tuple(row) for row in connection.execute(query)]
    ids = [row[0] for row in rows]
    connection.execute(update(_callbacks).where(_callbacks.c.id.in_(ids)).values(next_ms=now_ms + _CLAIM_MS))
    return rows  # pyright: ignore[reportReturnType]


def _send(
    callback_id: str, url: str, body: str, signing: Sequence[str], guard: Guard, clock: Clock
) -> tuple[int, str | None]:
    raw = body.encode()
    headers = {"Content-Type": "application/json"}
    if signing:
        headers |= signed_headers(callback_id, clock.now_ms() // SECOND_MS, raw, signing)
    try:
        status = post(url, headers, raw, guard, timeout_s=_TIMEOUT_S)
    except InvalidInput as error:
        return 0, json.dumps({"code": error.code})
    return status, None


def _note(connection: Connection, callback_id: str, status: int, error: str | None, attempts: int, now_ms: int) -> None:
    values: dict[str, object] = {"attempts": attempts, "last_status": status or None, "last_error": error}
    if 200 <= status < 300:
        values |= {"state": "delivered", "delivered_ms": now_ms}
    elif attempts > len(DELAYS_MS):
        values |= {"state": "given_up"}
    else:
        values |= {"next_ms": now_ms + DELAYS_MS[attempts - 1]}
    connection.execute(update(_callbacks).where(_callbacks.c.id == callback_id).values(**values))

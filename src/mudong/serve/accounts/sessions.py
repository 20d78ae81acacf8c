"""Sessions of browsers: the cookie holds a random token, the database its hash. HTTP knows how cookies are set."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, delete, insert, select

from mudong.serve.accounts.keys import hash_secret
from mudong.serve.accounts.principal import Principal
from mudong.serve.clock import DAY_MS
from mudong.serve.database import schema

SESSION_LIFE_MS = 30 * DAY_MS


def open_session(connection: Connection, *, user_id: str, now_ms: int) -> str:
    """A new token for the cookie; sessions that are over are cleared away with it."""
    token = secrets.token_urlsafe(32)
    connection.execute(delete(schema.sessions).where(schema.sessions.c.expires_ms <= now_ms))
    connection.execute(
        insert(schema.sessions).values(
            hash=hash_secret(token), user_id=user_id, created_ms=now_ms, expires_ms=now_ms + SESSION_LIFE_MS
        )
    )
    return token


def session_principal(connection: Connection, token: str, now_ms: int) -> Principal | None:
    """Whose session it is; None when it is over or was never opened."""
    table, mark = schema.sessions, hash_secret(token)
    user_id = connection.scalar(select(table.c.user_id).where(table.c.hash == mark, table.c.expires_ms > now_ms))
    return None if user_id is None else Principal(user_id=user_id, key_id=f"session:{mark[:12]}", kind="session")


def close_session(connection: Connection, token: str) -> None:
    """Sign out."""
    connection.execute(delete(schema.sessions).where(schema.sessions.c.hash == hash_secret(token)))

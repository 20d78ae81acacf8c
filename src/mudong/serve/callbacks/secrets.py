"""Users' webhook secrets, sealed at rest. A rotated one keeps signing for a week, so that receivers can follow."""

from __future__ import annotations

from sqlalchemy import Connection, insert, or_, select, update

from mudong.serve.accounts.vault import Vault
from mudong.serve.callbacks.signature import new_secret
from mudong.serve.clock import DAY_MS
from mudong.serve.database import schema
from mudong.serve.ids import new_id

_secrets = schema.webhook_secrets
OVERLAP_MS = 7 * DAY_MS


def secrets_of(connection: Connection, vault: Vault, user_id: str, now_ms: int) -> list[str]:
    """What callbacks of the user are signed with now, newest first; none until the user asks for one."""
    query = (
        select(_secrets.c.id, _secrets.c.sealed_secret)
        .where(_secrets.c.user_id == user_id, or_(_secrets.c.retires_ms.is_(None), _secrets.c.retires_ms > now_ms))
        .order_by(_secrets.c.created_ms.desc(), _secrets.c.id.desc())
    )
    return [vault.unseal(row.sealed_secret, _purpose(row.id)) for row in connection.execute(query)]


def rotate_secret(connection: Connection, vault: Vault, user_id: str, now_ms: int) -> str:
    """A new secret, shown once; the former ones sign along for a week."""
    former = (_secrets.c.user_id == user_id) & _secrets.c.retires_ms.is_(None)
    connection.execute(update(_secrets).where(former).values(retires_ms=now_ms + OVERLAP_MS))
    secret, ident = new_secret(), new_id("webhook", now_ms)
    connection.execute(
        insert(_secrets).values(
            id=ident, user_id=user_id, sealed_secret=vault.seal(secret, _purpose(ident)), created_ms=now_ms
        )
    )
    return secret


def _purpose(ident: str) -> str:
    return f"webhook secret {ident}"

"""The first start of a server with accounts: one user with a key pair and an API key, to be printed once."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from mudong.serve.accounts.keys import ApiKey, KeyPair, create_api_key, create_key_pair
from mudong.serve.accounts.users import LOCAL_USER, User, create_user
from mudong.serve.accounts.vault import Vault
from mudong.serve.database import schema


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstUser:
    """Everything that a new server tells its operator, and never again."""

    user: User
    pair: KeyPair
    api_key: ApiKey


def make_first_user(connection: Connection, vault: Vault, now_ms: int) -> FirstUser | None:
    """A user with keys, if there is none yet; the local user of a server without accounts does not count."""
    others = select(schema.users.c.id).where(schema.users.c.id != LOCAL_USER).limit(1)
    if connection.scalar(others) is not None:
        return None
    user = create_user(connection, name="admin", now_ms=now_ms)
    pair = create_key_pair(connection, vault, user_id=user.id, name="first", now_ms=now_ms)
    api_key = create_api_key(connection, user_id=user.id, name="first", now_ms=now_ms)
    return FirstUser(user=user, pair=pair, api_key=api_key)

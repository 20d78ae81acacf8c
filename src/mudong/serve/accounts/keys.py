"""Users' keys: pairs of access and secret key that sign tokens, and plain API keys. A secret is shown once."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from mudong.serve.accounts.vault import Vault
from mudong.serve.database import schema
from mudong.serve.errors import NotFound
from mudong.serve.ids import new_id

API_KEY_PREFIX = "mdk_"
_SECRET_BYTES = 32
_HINT_CHARS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPair:
    """`secret_key` signs tokens; it is None wherever pairs are only listed."""

    access_key: str
    user_id: str
    name: str
    created_ms: int
    secret_key: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """`key` goes into the header as it is; it is None wherever keys are only listed. `hint` is how it ends."""

    id: str
    user_id: str
    name: str
    hint: str
    created_ms: int
    key: str | None = field(default=None, repr=False)


def create_key_pair(connection: Connection, vault: Vault, *, user_id: str, name: str, now_ms: int) -> KeyPair:
    """A new pair. The only time that anybody sees the secret; the database has it sealed."""
    access_key = base64.b32encode(secrets.token_bytes(20)).decode().lower()
    secret_key = base64.urlsafe_b64encode(secrets.token_bytes(_SECRET_BYTES)).decode().rstrip("=")
    connection.execute(
        insert(schema.key_pairs).values(
            access_key=access_key, user_id=user_id, sealed_secret=vault.seal(secret_key, access_key), name=name,
            created_ms=now_ms,
        )
    )  # fmt: skip
    return KeyPair(access_key=access_key, user_id=user_id, name=name, created_ms=now_ms, secret_key=secret_key)


def find_key_pair(connection: Connection, vault: Vault, access_key: str) -> KeyPair | None:
    """The pair with its secret, unless it was revoked."""
    table = schema.key_pairs
    query = select(table).where(table.c.access_key == access_key, table.c.revoked_ms.is_(None))
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    secret_key = vault.unseal(row.sealed_secret, row.access_key)
    return KeyPair(
        access_key=row.access_key, user_id=row.user_id, name=row.name, created_ms=row.created_ms, secret_key=secret_key
    )


def create_api_key(connection: Connection, *, user_id: str, name: str, now_ms: int) -> ApiKey:
    """A new API key. The only time that anybody sees it; the database has its hash."""
    key = API_KEY_PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
    made = ApiKey(
        id=new_id("key", now_ms), user_id=user_id, name=name, hint=key[-_HINT_CHARS:], created_ms=now_ms, key=key
    )
    connection.execute(
        insert(schema.api_keys).values(
            id=made.id, user_id=user_id, hash=hash_secret(key), hint=made.hint, name=name, created_ms=now_ms
        )
    )
    return made


def find_api_key(connection: Connection, key: str) -> ApiKey | None:
    """What `key` opens, unless it was revoked."""
    table = schema.api_keys
    query = select(table).where(table.c.hash == hash_secret(key), table.c.revoked_ms.is_(None))
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return ApiKey(id=row.id, user_id=row.user_id, name=row.name, hint=row.hint, created_ms=row.created_ms)


def key_pairs_of(connection: Connection, user_id: str) -> Sequence[KeyPair]:
    """The user's pairs that work, oldest first, without their secrets."""
    table = schema.key_pairs
    query = select(table.c.access_key, table.c.user_id, table.c.name, table.c.created_ms)
    mine = query.where(table.c.user_id == user_id, table.c.revoked_ms.is_(None)).order_by(table.c.created_ms)
    return [KeyPair(**row._mapping) for row in connection.execute(mine)]


def api_keys_of(connection: Connection, user_id: str) -> Sequence[ApiKey]:
    """The user's API keys that work, oldest first, by their hints."""
    table = schema.api_keys
    query = select(table.c.id, table.c.user_id, table.c.name, table.c.hint, table.c.created_ms)
    mine = query.where(table.c.user_id == user_id, table.c.revoked_ms.is_(None)).order_by(table.c.created_ms)
    return [ApiKey(**row._mapping) for row in connection.execute(mine)]


def revoke_key(connection: Connection, *, user_id: str, key_id: str, now_ms: int) -> None:
    """End an access key or an API key, by its id; from now on it opens nothing. Raises `NotFound`."""
    ended = 0
    pairs, keys = schema.key_pairs, schema.api_keys
    for table, column in ((pairs, pairs.c.access_key), (keys, keys.c.id)):
        mine: tuple[ColumnElement[bool], ...] = (table.c.user_id == user_id, table.c.revoked_ms.is_(None))
        ended += connection.execute(update(table).where(column == key_id, *mine).values(revoked_ms=now_ms)).rowcount
    if not ended:
        raise NotFound("serve.key_unknown", given=key_id)


def hash_secret(secret: str) -> str:
    """SHA-256 is enough for 32 random bytes: there is nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()

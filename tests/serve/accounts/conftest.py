"""A user with both kinds of keys, on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from mudong.serve.accounts.keys import ApiKey, KeyPair, create_api_key, create_key_pair
from mudong.serve.accounts.users import User, create_user
from mudong.serve.accounts.vault import Vault
from mudong.serve.clock import ManualClock
from mudong.serve.database.connect import Database


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault.open(tmp_path / "keys" / "master.key")


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.transaction() as opened:
        yield opened


@pytest.fixture
def user(connection: Connection, clock: ManualClock) -> User:
    return create_user(connection, name="one", now_ms=clock.now_ms())


@pytest.fixture
def pair(connection: Connection, vault: Vault, user: User, clock: ManualClock) -> KeyPair:
    return create_key_pair(connection, vault, user_id=user.id, name="pair", now_ms=clock.now_ms())


@pytest.fixture
def api_key(connection: Connection, user: User, clock: ManualClock) -> ApiKey:
    return create_api_key(connection, user_id=user.id, name="plain", now_ms=clock.now_ms())

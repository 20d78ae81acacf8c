"""Keys open what is theirs until they are revoked, and the database alone gives no secret away."""

import base64

import pytest
from sqlalchemy import Connection, select

from mudong.serve.accounts.first import make_first_user
from mudong.serve.accounts.keys import (
    ApiKey,
    KeyPair,
    api_keys_of,
    create_key_pair,
    find_api_key,
    find_key_pair,
    key_pairs_of,
    revoke_key,
)
from mudong.serve.accounts.users import User, create_user, ensure_local_user, find_user
from mudong.serve.accounts.vault import Vault
from mudong.serve.clock import ManualClock
from mudong.serve.database import schema
from mudong.serve.errors import Conflict, NotFound
from mudong.serve.ledger.plans import Plans
from mudong.serve.ledger.subscriptions import term_of


def test_the_database_holds_no_secret(connection: Connection, vault: Vault, pair: KeyPair, api_key: ApiKey):
    rows = [*connection.execute(select(schema.key_pairs)), *connection.execute(select(schema.api_keys))]
    dump = repr(rows)
    assert pair.access_key in dump
    for secret in (pair.secret_key, api_key.key):
        assert secret
        assert secret not in dump
        assert secret not in repr((pair, api_key)), "nor does a log of the values"
    assert find_key_pair(connection, vault, pair.access_key) == pair


def test_a_secret_key_has_32_random_bytes(connection: Connection, vault: Vault, user: User):
    pairs = [create_key_pair(connection, vault, user_id=user.id, name="", now_ms=0) for _ in range(20)]
    secrets = {base64.urlsafe_b64decode(pair.secret_key + "=") for pair in pairs if pair.secret_key}
    assert {len(secret) for secret in secrets} == {32}
    assert len(secrets) == 20 == len({pair.access_key for pair in pairs})


def test_a_sealed_secret_moved_to_another_pair_does_not_open(connection: Connection, vault: Vault, pair: KeyPair):
    """Who can write to the database cannot make a known secret open somebody else's account."""
    other = create_key_pair(connection, vault, user_id=pair.user_id, name="", now_ms=0)
    table = schema.key_pairs
    sealed = connection.scalar(select(table.c.sealed_secret).where(table.c.access_key == other.access_key))
    connection.execute(table.update().where(table.c.access_key == pair.access_key).values(sealed_secret=sealed))
    with pytest.raises(Exception, match="master key"):
        find_key_pair(connection, vault, pair.access_key)


def test_keys_are_listed_without_secrets_and_work_until_they_are_revoked(
    connection: Connection, vault: Vault, user: User, pair: KeyPair, api_key: ApiKey
):
    assert [p.secret_key for p in key_pairs_of(connection, user.id)] == [None]
    assert [(k.key, k.hint) for k in api_keys_of(connection, user.id)] == [(None, (api_key.key or "")[-4:])]
    for key_id in (pair.access_key, api_key.id):
        revoke_key(connection, user_id=user.id, key_id=key_id, now_ms=1)
    assert find_key_pair(connection, vault, pair.access_key) is None
    assert find_api_key(connection, api_key.key or "") is None
    assert [*key_pairs_of(connection, user.id), *api_keys_of(connection, user.id)] == []


def test_nobody_revokes_or_sees_the_keys_of_others(connection: Connection, pair: KeyPair, api_key: ApiKey):
    other = create_user(connection, name="two", now_ms=0)
    for key_id in (pair.access_key, api_key.id, "none"):
        with pytest.raises(NotFound):
            revoke_key(connection, user_id=other.id, key_id=key_id, now_ms=1)
    assert [*key_pairs_of(connection, other.id), *api_keys_of(connection, other.id)] == []
    assert find_api_key(connection, api_key.key or "") is not None


def test_the_first_user_is_made_once_and_the_local_user_does_not_count(
    connection: Connection, vault: Vault, clock: ManualClock
):
    plans = Plans.load()
    local = ensure_local_user(connection, plans, clock.now_ms())
    assert ensure_local_user(connection, plans, clock.now_ms()) == local
    assert term_of(connection, plans, local.id, clock.now_ms() + 10**12).plan.name == "local"
    first = make_first_user(connection, vault, clock.now_ms())
    assert first
    assert find_user(connection, first.user.id) == first.user
    assert make_first_user(connection, vault, clock.now_ms()) is None


def test_an_address_belongs_to_one_user(connection: Connection):
    create_user(connection, name="a", email="A@example.com ", now_ms=0)
    with pytest.raises(Conflict):
        create_user(connection, name="b", email="a@EXAMPLE.com", now_ms=0)

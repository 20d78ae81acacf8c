"""Who is asking, by the codes of the Kling API: 1000 failed, 1001 missing, 1002 invalid, 1003 early, 1004 late."""

import base64
import hashlib
import hmac
import json
from typing import Any

import jwt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from mudong.serve.accounts.auth import Credentials, authenticate
from mudong.serve.accounts.keys import ApiKey, KeyPair, create_key_pair, revoke_key
from mudong.serve.accounts.principal import Principal
from mudong.serve.accounts.sessions import SESSION_LIFE_MS, close_session, open_session
from mudong.serve.accounts.tokens import sign_token
from mudong.serve.accounts.users import User, block_user, create_user
from mudong.serve.accounts.vault import Vault
from mudong.serve.clock import ManualClock
from mudong.serve.errors import AccountBlocked, AuthenticationFailed, ServeError, wire_of

HEADER = {"alg": "HS256", "typ": "JWT"}


def _code(connection: Connection, vault: Vault, clock: ManualClock, **carried: str | None) -> int:
    """0, or the code of the Kling API that the request is refused with; always 401."""
    try:
        authenticate(connection, vault, Credentials(**carried), clock.now_ms())
    except AuthenticationFailed as error:
        wire = wire_of(error)
        return wire.kling_code if wire.status == wire.kling_status == 401 else -1
    return 0


def _token(pair: KeyPair, clock: ManualClock, header: dict[str, Any] | None = None, **claims: Any) -> str:
    """A token with right signature over whatever is asked for; a claim of `...` is left out."""
    now_s = clock.now_ms() // 1000
    body = {"iss": pair.access_key, "exp": now_s + 1800, "nbf": now_s - 5} | claims
    body = {name: value for name, value in body.items() if value is not ...}
    parts = [_part(json.dumps(part).encode()) for part in (HEADER if header is None else header, body)]
    signature = hmac.digest((pair.secret_key or "").encode(), ".".join(parts).encode(), hashlib.sha256)
    return ".".join([*parts, _part(signature)])


def _part(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def test_the_token_of_the_reference_is_welcome(connection: Connection, vault: Vault, pair: KeyPair, clock: ManualClock):
    """Made as the public examples make it, with another library's defaults."""
    now_s = clock.now_ms() // 1000
    claims = {"iss": pair.access_key, "exp": now_s + 1800, "nbf": now_s - 5}
    made = jwt.encode(claims, pair.secret_key or "", headers=HEADER)
    for token in (made, _token(pair, clock), sign_token(pair, clock.now_ms())):
        principal = authenticate(connection, vault, Credentials(authorization=f"Bearer {token}"), clock.now_ms())
        assert principal == Principal(user_id=pair.user_id, key_id=pair.access_key, kind="key_pair")


def test_times_are_checked_by_our_clock(connection: Connection, vault: Vault, pair: KeyPair, clock: ManualClock):
    now_s = clock.now_ms() // 1000
    for claims, code in (
        ({"exp": now_s + 1}, 0), ({"exp": now_s}, 1004), ({"exp": now_s - 100}, 1004), ({"exp": now_s + 1860}, 0),
        ({"exp": now_s + 1861}, 1002), ({"exp": ...}, 1002), ({"exp": "soon"}, 1002), ({"exp": True}, 1002),
        ({"exp": float("nan")}, 1002), ({"exp": float("inf")}, 1002), ({"exp": 10**400}, 1002), ({"exp": None}, 1002),
        ({"exp": now_s + 0.5}, 0), ({"nbf": now_s + 60}, 0), ({"nbf": now_s + 61}, 1003), ({"nbf": ...}, 0),
        ({"nbf": float("nan")}, 1002), ({"nbf": "now"}, 1002), ({"iat": now_s + 9999}, 0), ({"aud": "x"}, 0),
        ({"sub": 7}, 0), ({"iss": ...}, 1002), ({"iss": 7}, 1002), ({"iss": "nobody"}, 1000),
    ):  # fmt: skip
        assert _code(connection, vault, clock, authorization=f"Bearer {_token(pair, clock, **claims)}") == code, claims


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none", "typ": "JWT"}, {"alg": "HS512", "typ": "JWT"}, {"alg": "RS256"}, {"typ": "JWT"}, {},
        {**HEADER, "kid": "../../dev/null"}, {**HEADER, "jku": "https://example.com"}, {**HEADER, "jwk": {}},
        {**HEADER, "x5u": ""}, {**HEADER, "crit": ["exp"]}, {**HEADER, "zip": "DEF"}, {"alg": ["HS256"]}, [], "HS256",
    ],
)  # fmt: skip
def test_a_token_does_not_choose_how_it_is_checked(
    connection: Connection, vault: Vault, pair: KeyPair, clock: ManualClock, header: Any
):
    assert _code(connection, vault, clock, authorization=f"Bearer {_token(pair, clock, header)}") == 1002


def test_only_the_secret_of_the_issuer_signs(
    connection: Connection, vault: Vault, pair: KeyPair, user: User, clock: ManualClock
):
    other = create_key_pair(connection, vault, user_id=user.id, name="", now_ms=0)
    good = _token(pair, clock)
    unsigned = good.rsplit(".", 1)[0]
    for token in (_token(other, clock, iss=pair.access_key), f"{unsigned}.", f"{unsigned}.AAAA", good[:-2] + "xx"):
        assert _code(connection, vault, clock, authorization=f"Bearer {token}") == 1000
    revoke_key(connection, user_id=user.id, key_id=pair.access_key, now_ms=1)
    assert _code(connection, vault, clock, authorization=f"Bearer {good}") == 1000


@pytest.mark.parametrize(
    ("authorization", "code"),
    [
        (None, 1001), ("", 1001), ("  ", 1001), ("Bearer", 1002), ("Bearer ", 1002), ("Bearer  two", 1002),
        ("Basic dTpw", 1002), ("Bearer a b", 1002), ("Bearer word", 1002), ("Bearer mdk_wrong", 1000),
        ("Bearer a.b", 1002), ("Bearer a.b.c", 1002), ("Bearer ..", 1002), ("Bearer é.é.é", 1002),
        ("Bearer " + "a" * 9000 + ".b.c", 1002), ("Bearer e30.e30.e30.e30", 1002), ("token", 1002),
    ],
)  # fmt: skip
def test_headers_of_another_form(
    connection: Connection, vault: Vault, clock: ManualClock, authorization: str | None, code: int
):
    assert _code(connection, vault, clock, authorization=authorization) == code


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="abcABC019-_.=", max_size=60))
def test_nothing_made_up_gets_in_or_breaks_anything(connection: Connection, vault: Vault, made_up: str):
    for authorization in (made_up, f"Bearer {made_up}"):
        with pytest.raises(ServeError):
            authenticate(connection, vault, Credentials(authorization=authorization, api_key=made_up), 0)


def test_an_api_key_opens_by_either_header_as_it_is(
    connection: Connection, vault: Vault, api_key: ApiKey, clock: ManualClock
):
    expected = Principal(user_id=api_key.user_id, key_id=api_key.id, kind="api_key")
    for carried in ({"authorization": f"Bearer {api_key.key}"}, {"api_key": api_key.key}):
        assert authenticate(connection, vault, Credentials(**carried), clock.now_ms()) == expected
    assert _code(connection, vault, clock, api_key="mdk_" + "x" * 43) == 1000
    assert _code(connection, vault, clock, api_key=(api_key.key or "").upper()) == 1002
    assert _code(connection, vault, clock, authorization="Bearer mdk_wrong", api_key=api_key.key) == 1000


def test_a_session_lasts_its_time_and_until_it_is_closed(
    connection: Connection, vault: Vault, user: User, clock: ManualClock
):
    cookie = open_session(connection, user_id=user.id, now_ms=clock.now_ms())
    assert _code(connection, vault, clock, session=cookie) == 0
    assert _code(connection, vault, clock, session=cookie + "x") == 1000
    clock.advance(SESSION_LIFE_MS - 1)
    assert _code(connection, vault, clock, session=cookie) == 0
    clock.advance(1)
    assert _code(connection, vault, clock, session=cookie) == 1000
    again = open_session(connection, user_id=user.id, now_ms=clock.now_ms())
    close_session(connection, again)
    assert _code(connection, vault, clock, session=again) == 1000


def test_a_blocked_user_is_told_so_by_every_way_in_and_can_be_let_in_again(
    connection: Connection, vault: Vault, pair: KeyPair, api_key: ApiKey, clock: ManualClock
):
    cookie = open_session(connection, user_id=pair.user_id, now_ms=clock.now_ms())
    ways = ({"authorization": f"Bearer {_token(pair, clock)}"}, {"api_key": api_key.key}, {"session": cookie})
    block_user(connection, pair.user_id)
    for way in ways:
        with pytest.raises(AccountBlocked) as caught:
            authenticate(connection, vault, Credentials(**way), clock.now_ms())
        assert wire_of(caught.value).kling_code == 1100
    block_user(connection, pair.user_id, blocked=False)
    assert [_code(connection, vault, clock, **way) for way in ways] == [0, 0, 0]


def test_keys_lead_to_their_own_user(connection: Connection, vault: Vault, pair: KeyPair, clock: ManualClock):
    other = create_user(connection, name="two", now_ms=0)
    theirs = create_key_pair(connection, vault, user_id=other.id, name="", now_ms=0)
    for key in (pair, theirs):
        credentials = Credentials(authorization=f"Bearer {_token(key, clock)}")
        assert authenticate(connection, vault, credentials, clock.now_ms()).user_id == key.user_id


def test_credentials_do_not_show_in_logs():
    assert "secret" not in repr(Credentials(authorization="Bearer secret", api_key="secret", session="secret"))

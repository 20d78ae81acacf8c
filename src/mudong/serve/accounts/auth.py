"""From what a request carries to who is asking. Knows the values of headers and cookies, not where they came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection

from mudong.serve.accounts.keys import API_KEY_PREFIX, find_api_key
from mudong.serve.accounts.principal import Principal
from mudong.serve.accounts.sessions import session_principal
from mudong.serve.accounts.tokens import verify_token
from mudong.serve.accounts.users import find_user
from mudong.serve.accounts.vault import Vault
from mudong.serve.errors import AccountBlocked, AuthenticationFailed, AuthorizationInvalid, AuthorizationMissing

_SCHEME = "bearer "


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a request may carry: `Authorization`, `X-API-KEY`, the session cookie. The first that is there decides."""

    authorization: str | None = field(default=None, repr=False)
    api_key: str | None = field(default=None, repr=False)
    session: str | None = field(default=None, repr=False)


def authenticate(connection: Connection, vault: Vault, credentials: Credentials, now_ms: int) -> Principal:
    """Who is asking.

    Raises `AuthorizationMissing` (1001), `AuthorizationInvalid` (1002), `AuthenticationFailed` (1000),
    `TokenNotYetValid` (1003), `TokenExpired` (1004), `AccountBlocked` (1100).
    """
    principal = _principal(connection, vault, credentials, now_ms)
    if find_user(connection, principal.user_id).state == "blocked":
        raise AccountBlocked("serve.account_blocked")
    return principal


def _principal(connection: Connection, vault: Vault, credentials: Credentials, now_ms: int) -> Principal:
    if credentials.authorization and credentials.authorization.strip():
        bearer = _bearer(credentials.authorization)
        if "." not in bearer:
            return _by_api_key(connection, bearer)
        pair = verify_token(connection, vault, bearer, now_ms)
        return Principal(user_id=pair.user_id, key_id=pair.access_key, kind="key_pair")
    if credentials.api_key:
        return _by_api_key(connection, credentials.api_key)
    if credentials.session:
        principal = session_principal(connection, credentials.session, now_ms)
        if principal is None:
            raise AuthenticationFailed("serve.session_over")
        return principal
    raise AuthorizationMissing("serve.authorization_missing")


def _bearer(authorization: str) -> str:
    """What stands behind `Bearer` and one space."""
    value = authorization.strip()
    bearer = value[len(_SCHEME) :]
    if not value.lower().startswith(_SCHEME) or not bearer or bearer.split() != [bearer]:
        raise AuthorizationInvalid("serve.authorization_invalid")
    return bearer


def _by_api_key(connection: Connection, key: str) -> Principal:
    """API keys hold no dot, tokens hold two."""
    if not key.startswith(API_KEY_PREFIX):
        raise AuthorizationInvalid("serve.authorization_invalid")
    found = find_api_key(connection, key)
    if found is None:
        raise AuthenticationFailed("serve.authentication_failed")
    return Principal(user_id=found.user_id, key_id=found.id, kind="api_key")

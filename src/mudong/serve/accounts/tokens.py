"""Tokens that clients of the Kling API sign themselves: JWT, HS256, `iss` the access key, `exp` within 30 minutes.

Nothing in a token chooses how it is checked: the algorithm is fixed, the key is found by `iss` alone, and any header
beside `alg` and `typ` is refused.
"""

from __future__ import annotations

import binascii
import json
import math
from collections.abc import Mapping

import jwt
from jwt.utils import base64url_decode
from sqlalchemy import Connection

from mudong.serve.accounts.keys import KeyPair, find_key_pair
from mudong.serve.accounts.vault import Vault
from mudong.serve.clock import MINUTE_MS, SECOND_MS
from mudong.serve.errors import AuthenticationFailed, AuthorizationInvalid, TokenExpired, TokenNotYetValid

MAX_LIFE_MS = 30 * MINUTE_MS
LEEWAY_MS = MINUTE_MS
"""How far a client's clock may be ahead of ours."""
_ALGORITHM = "HS256"
_MAX_CHARS = 4096
_PARTS = 3


def sign_token(pair: KeyPair, now_ms: int, life_ms: int = MAX_LIFE_MS) -> str:
    """The token that a client makes: valid from five seconds ago for `life_ms`."""
    if pair.secret_key is None:
        raise ValueError("the pair comes from a list, without its secret")
    now_s = now_ms // SECOND_MS
    claims = {"iss": pair.access_key, "exp": now_s + life_ms // SECOND_MS, "nbf": now_s - 5}
    return jwt.encode(claims, pair.secret_key, algorithm=_ALGORITHM)


def verify_token(connection: Connection, vault: Vault, token: str, now_ms: int) -> KeyPair:
    """The key pair that signed `token`.

    Raises `AuthorizationInvalid` (1002) for a token of another form, `AuthenticationFailed` (1000) for an unknown key
    or a wrong signature, `TokenNotYetValid` (1003), `TokenExpired` (1004).
    """
    claims = _read(token)
    issuer = claims.get("iss")
    if not isinstance(issuer, str):
        raise AuthorizationInvalid("serve.token_claim", claim="iss")
    pair = find_key_pair(connection, vault, issuer)
    if pair is None or not _signed(token, pair):
        raise AuthenticationFailed("serve.authentication_failed")
    _check_times(claims, now_ms)
    return pair


def _read(token: str) -> Mapping[str, object]:
    """The claims, before anything is proved."""
    parts = token.split(".")
    if len(parts) != _PARTS or len(token) > _MAX_CHARS:
        raise AuthorizationInvalid("serve.token_form")
    header, claims = _object(parts[0]), _object(parts[1])
    if header.get("alg") != _ALGORITHM or header.keys() - {"alg", "typ"}:
        raise AuthorizationInvalid("serve.token_header", expected=_ALGORITHM)
    return claims


def _object(part: str) -> dict[str, object]:
    try:
        data = json.loads(base64url_decode(part))
    except (ValueError, binascii.Error, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise AuthorizationInvalid("serve.token_form")
    return data


def _signed(token: str, pair: KeyPair) -> bool:
    """Whether the pair's secret made the signature. Times are checked apart, against the clock that is passed in."""
    unchecked = {f"verify_{name}": False for name in ("exp", "nbf", "iat", "aud", "iss", "sub", "jti")}
    try:
        jwt.decode(token, pair.secret_key or "", algorithms=[_ALGORITHM], options=unchecked)  # type: ignore[arg-type]
    except jwt.PyJWTError:
        return False
    return True


def _check_times(claims: Mapping[str, object], now_ms: int) -> None:
    expires_ms = _time_ms(claims, "exp")
    if expires_ms is None or expires_ms > now_ms + MAX_LIFE_MS + LEEWAY_MS:
        raise AuthorizationInvalid("serve.token_claim", claim="exp")
    if (_time_ms(claims, "nbf") or 0) > now_ms + LEEWAY_MS:
        raise TokenNotYetValid("serve.token_not_yet_valid")
    if expires_ms <= now_ms:
        raise TokenExpired("serve.token_expired")


def _time_ms(claims: Mapping[str, object], name: str) -> float | None:
    """A time claim in seconds, as ms; None when it is absent. JSON as Python reads it also knows NaN and true."""
    value = claims.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e12 or math.isnan(value):
        raise AuthorizationInvalid("serve.token_claim", claim=name)
    return value * SECOND_MS

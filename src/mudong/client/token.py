"""The token that a pair of access and secret key signs: JWT, HS256, half an hour."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time

_LIFE_S = 1800


def signed_token(access_key: str, secret_key: str, now_s: float | None = None) -> str:
    """A new token, valid from five seconds ago."""
    now = int(time.time() if now_s is None else now_s)
    parts = ({"alg": "HS256", "typ": "JWT"}, {"iss": access_key, "exp": now + _LIFE_S, "nbf": now - 5})
    text = b".".join(_base64(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    return (text + b"." + _base64(hmac.digest(secret_key.encode(), text, hashlib.sha256))).decode()


def _base64(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")

"""Standard Webhooks signatures: whoever has the secret can tell that a callback is ours, whole and fresh.

Source: the Standard Webhooks specification, symmetric scheme `v1`; the test vector is the Kling API's.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Sequence

_PREFIX = "whsec_"
TOLERANCE_S = 300
"""Receivers refuse callbacks whose time is farther off: five minutes."""


def new_secret() -> str:
    """A secret of 32 random bytes, as receivers want it."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signed_headers(message_id: str, timestamp_s: int, body: bytes, signing: Sequence[str]) -> dict[str, str]:
    """The three headers of a callback; of a rotated secret both sign. Raises `ValueError` for a broken one."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp_s),
        "webhook-signature": " ".join(_sign(message_id, timestamp_s, body, each) for each in signing),
    }


def is_ours(headers: dict[str, str], body: bytes, secret: str, now_s: int) -> bool:
    """What a receiver does: any of the signatures is right and the time is near. For tests and for our own client."""
    try:
        timestamp_s = int(headers["webhook-timestamp"])
        expected = _sign(headers["webhook-id"], timestamp_s, body, secret)
        given = headers["webhook-signature"].split()
    except (KeyError, ValueError):
        return False
    near = abs(now_s - timestamp_s) <= TOLERANCE_S
    return near and any(hmac.compare_digest(expected.encode(), each.encode()) for each in given)


def _sign(message_id: str, timestamp_s: int, body: bytes, secret: str) -> str:
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("a webhook secret is base64 behind whsec_") from error
    signed = b".".join((message_id.encode(), str(timestamp_s).encode(), body))
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()

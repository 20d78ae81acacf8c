"""Who is asking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mudong.serve.accounts.users import LOCAL_USER


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """The user, and the key that proved it: what rate limits count by and the audit log names."""

    user_id: str
    key_id: str
    kind: Literal["key_pair", "api_key", "session", "local"]


LOCAL_PRINCIPAL = Principal(user_id=LOCAL_USER, key_id=LOCAL_USER, kind="local")
"""Everybody, on a server without accounts."""

"""Who uses the service, and how they prove it. Secrets are here only sealed or hashed."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, String, Table, UniqueConstraint

from mudong.serve.database.schema.metadata import Id, ident, metadata, moment, owner, text, word

users = Table(
    "users",
    metadata,
    ident(),
    Column("name", String(200), nullable=False),
    Column("email", String(320)),
    word("language"),
    word("state"),
    moment("created_ms"),
    UniqueConstraint("email"),
    CheckConstraint("state IN ('active', 'blocked')", name="state"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    ident(),
    owner(),
    word("plan"),
    moment("anchor_ms"),
    moment("paid_until_ms"),
    moment("ended_ms", nullable=True),
    moment("created_ms"),
    Index(None, "user_id", "anchor_ms"),
    CheckConstraint("paid_until_ms > anchor_ms", name="paid"),
)
"""One paid term a row; who has none running is on the free plan. Months are counted from `anchor_ms`."""

key_pairs = Table(
    "key_pairs",
    metadata,
    Column("access_key", Id, primary_key=True),
    owner(),
    text("sealed_secret"),
    Column("name", String(200), nullable=False),
    moment("created_ms"),
    moment("revoked_ms", nullable=True),
    Index(None, "user_id"),
)
"""Access and secret key. The secret signs tokens, so it cannot be hashed: it is sealed under the master key."""

api_keys = Table(
    "api_keys",
    metadata,
    ident(),
    owner(),
    Column("hash", String(64), nullable=False, unique=True),
    Column("hint", String(16), nullable=False),
    Column("name", String(200), nullable=False),
    moment("created_ms"),
    moment("revoked_ms", nullable=True),
    Index(None, "user_id"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("hash", String(64), primary_key=True),
    owner(),
    moment("created_ms"),
    moment("expires_ms"),
    Index(None, "user_id"),
)
"""Browser sessions; the cookie holds the token, the row its hash."""

webhook_secrets = Table(
    "webhook_secrets",
    metadata,
    ident(),
    owner(),
    text("sealed_secret"),
    moment("created_ms"),
    moment("retires_ms", nullable=True),
    Index(None, "user_id"),
)
"""What callbacks are signed with; a rotated secret keeps signing until `retires_ms`."""

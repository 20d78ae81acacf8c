"""What people stated and what was done: consents and the audit log. Both are only ever added to."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table

from mudong.serve.database.schema.metadata import Id, Serial, ident, metadata, moment, owner, text, word

consents = Table(
    "consents",
    metadata,
    ident(),
    owner(),
    Column("job_id", Id, ForeignKey("jobs.id")),
    Column("sha256", String(64), nullable=False),
    word("statement"),
    text("detail_json"),
    moment("created_ms"),
    Index(None, "user_id", "sha256"),
    Index(None, "job_id"),
)
"""A user's statement about a picture of a real person: which picture, which wording."""

audit_log = Table(
    "audit_log",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    moment("at_ms"),
    Column("actor", String(100), nullable=False),
    Column("user_id", Id),
    Column("action", String(100), nullable=False),
    Column("subject", String(200), nullable=False),
    text("detail_json"),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Index(None, "user_id"),
    sqlite_autoincrement=True,
)
"""Each row's hash covers the one before it, so that a row taken out or changed shows."""

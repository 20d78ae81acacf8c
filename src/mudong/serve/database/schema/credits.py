"""The ledger's tables. Grants, holds, transfers and entries are only ever added; `balances` is a checked cache of them.

An entry moves `amount_cc` from the account `debit` to the account `credit`. An account is a bucket of credits
(`available:<grant>`), what a user's open jobs hold (`held:<user>`), or the system's `issued`, `revenue`, `expired`.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, UniqueConstraint

from mudong.serve.database.schema.metadata import Id, Serial, ident, metadata, moment, owner, text, whole, word

Account = String(96)

grants = Table(
    "grants",
    metadata,
    ident(),
    owner(),
    Column("key", String(200), nullable=False),
    word("category"),
    whole("amount_cc"),
    moment("expires_ms", nullable=True),
    moment("created_ms"),
    UniqueConstraint("user_id", "key"),
    CheckConstraint("amount_cc > 0", name="amount"),
    CheckConstraint("category IN ('plan', 'purchase', 'promotion', 'adjustment')", name="category"),
    CheckConstraint("expires_ms IS NULL OR expires_ms > created_ms", name="expires"),
)

holds = Table(
    "holds",
    metadata,
    Column("job_id", Id, primary_key=True),
    owner(),
    whole("amount_cc"),
    moment("created_ms"),
    Index(None, "user_id"),
    CheckConstraint("amount_cc >= 0", name="amount"),
)
"""One a job; open until a transfer resolves it."""

transfers = Table(
    "transfers",
    metadata,
    Column("serial", Serial, primary_key=True, autoincrement=True),
    Column("id", String(160), nullable=False, unique=True),
    word("kind"),
    owner(),
    Column("resolves", Id, ForeignKey("holds.job_id"), unique=True),
    text("reason"),
    moment("created_ms"),
    Index(None, "user_id"),
    CheckConstraint("kind IN ('grant', 'hold', 'capture', 'release', 'expire', 'adjust')", name="kind"),
    CheckConstraint("(kind IN ('capture', 'release')) = (resolves IS NOT NULL)", name="resolves"),
    sqlite_autoincrement=True,
)
"""Its `id` is derived from its cause, so that the same cause cannot act twice; at most one `resolves` a hold."""

entries = Table(
    "entries",
    metadata,
    Column("transfer_id", String(160), ForeignKey("transfers.id"), primary_key=True),
    Column("position", Serial, primary_key=True, autoincrement=False),
    Column("debit", Account, nullable=False),
    Column("credit", Account, nullable=False),
    whole("amount_cc"),
    CheckConstraint("amount_cc > 0", name="amount"),
    CheckConstraint("debit <> credit", name="accounts"),
)

balances = Table(
    "balances",
    metadata,
    Column("account", Account, primary_key=True),
    owner(),
    Column("grant_id", Id, ForeignKey("grants.id"), unique=True),
    whole("amount_cc"),
    moment("expires_ms", nullable=True),
    whole("entries"),
    Index(None, "user_id"),
    CheckConstraint("amount_cc >= 0", name="amount"),
)
"""Cache of the users' accounts: the sum and the number of their entries, and until when a bucket can be spent."""

payments = Table(
    "payments",
    metadata,
    Column("id", String(200), primary_key=True),
    owner(),
    word("kind"),
    text("event_json"),
    moment("applied_ms"),
    Index(None, "user_id"),
)
"""Events of the payment vendor that were applied, by the vendor's own id."""

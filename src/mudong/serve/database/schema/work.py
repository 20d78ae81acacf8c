"""Jobs and what surrounds them: their events, the executors that run them, what clients repeat, whom to call back."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from mudong.serve.database.schema.metadata import Id, Serial, ident, metadata, moment, owner, text, whole, word

jobs = Table(
    "jobs",
    metadata,
    ident(),
    owner(),
    Column("external_id", String(200)),
    word("product"),
    word("face"),
    Column("model_name", String(100), nullable=False),
    word("engine"),
    text("request_json"),
    text("wire_json"),
    word("state"),
    word("stage"),
    Column("progress", Float, nullable=False, default=0.0, server_default="0"),
    whole("attempts", default=0),
    Column("executor_id", Id),
    moment("deadline_ms"),
    moment("released_ms", nullable=True),
    Column("work", Float, nullable=False, default=0.0, server_default="0"),
    whole("cost_cc"),
    whole("charged_cc", nullable=True),
    text("result_json", nullable=True),
    Column("error_code", String(100)),
    text("error_message", nullable=True),
    Column("cancel_requested", Boolean, nullable=False, default=False),
    Column("callback_url", Text),
    moment("created_ms"),
    moment("updated_ms"),
    moment("started_ms", nullable=True),
    moment("ended_ms", nullable=True),
    moment("deleted_ms", nullable=True),
    UniqueConstraint("user_id", "external_id"),
    Index(None, "user_id", "created_ms"),
    Index(None, "state", "deadline_ms"),
    Index(None, "executor_id", "state"),
    CheckConstraint("state IN ('submitted', 'processing', 'succeeded', 'failed', 'cancelled')", name="state"),
    CheckConstraint("progress BETWEEN 0 AND 1", name="progress"),
    CheckConstraint("cost_cc >= 0", name="cost"),
    CheckConstraint("charged_cc IS NULL OR charged_cc BETWEEN 0 AND cost_cc", name="charged"),
    CheckConstraint("(ended_ms IS NOT NULL) = (state IN ('succeeded', 'failed', 'cancelled'))", name="ended"),
)
"""`request_json` is a `spec.Request` with asset ids in place of paths; `wire_json` is the body as it came.

`cost_cc` is what is held, `charged_cc` what was captured. `deadline_ms` is virtual and gives the queue's order;
`released_ms` is when it came into the common queue: before, its user had enough there. `work` is what its shape takes,
to tell how long it will be.
"""

job_events = Table(
    "job_events",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    owner(),
    Column("job_id", Id, ForeignKey("jobs.id"), nullable=False),
    word("kind"),
    text("data_json"),
    moment("created_ms"),
    Index(None, "job_id", "id"),
    Index(None, "user_id", "id"),
    sqlite_autoincrement=True,
)

executors = Table(
    "executors",
    metadata,
    ident(),
    Column("host", String(255), nullable=False),
    whole("pid"),
    Column("version", String(40), nullable=False),
    whole("slots"),
    moment("started_ms"),
    moment("heartbeat_ms"),
    moment("stopped_ms", nullable=True),
    Index(None, "heartbeat_ms"),
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("body_hash", String(64), nullable=False),
    Column("job_id", Id, ForeignKey("jobs.id"), nullable=False),
    moment("created_ms"),
    Index(None, "created_ms"),
)
"""What a client sent before: the same key with the same body is the same job."""

callbacks = Table(
    "callbacks",
    metadata,
    ident(),
    owner(),
    Column("job_id", Id, ForeignKey("jobs.id"), nullable=False),
    text("url"),
    text("body"),
    word("state"),
    whole("attempts", default=0),
    moment("next_ms"),
    whole("last_status", nullable=True),
    text("last_error", nullable=True),
    moment("created_ms"),
    moment("delivered_ms", nullable=True),
    Index(None, "state", "next_ms"),
    Index(None, "job_id"),
    CheckConstraint("state IN ('waiting', 'delivered', 'given_up')", name="state"),
)
"""One delivery a row: the exact body, when to try next, what came back."""

"""Bytes by their content, the users' names for them, and elements made of them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, UniqueConstraint

from mudong.serve.database.schema.metadata import Id, ident, metadata, moment, owner, text, whole, word

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", String(64), primary_key=True),
    whole("size_bytes"),
    Column("media_type", String(100), nullable=False),
    moment("created_ms"),
)

assets = Table(
    "assets",
    metadata,
    ident(),
    owner(),
    Column("sha256", String(64), ForeignKey("blobs.sha256")),
    word("kind"),
    Column("name", String(255), nullable=False),
    Column("media_type", String(100), nullable=False),
    whole("size_bytes", nullable=True),
    whole("width", nullable=True),
    whole("height", nullable=True),
    whole("duration_ms", nullable=True),
    Column("job_id", Id, ForeignKey("jobs.id")),
    moment("created_ms"),
    moment("deleted_ms", nullable=True),
    Index(None, "user_id", "created_ms"),
    Index(None, "sha256"),
    Index(None, "job_id"),
    CheckConstraint("kind IN ('upload', 'fetched', 'result', 'preview', 'frame')", name="kind"),
)
"""A user's file. Without `sha256` it is announced and not here yet, or deleted."""

elements = Table(
    "elements",
    metadata,
    ident(),
    owner(),
    Column("task_id", Id, nullable=False, unique=True),
    Column("external_id", String(200)),
    Column("name", String(100), nullable=False),
    Column("description", String(500), nullable=False),
    word("reference_type"),
    text("asset_ids_json"),
    text("tags_json"),
    word("state"),
    Column("error_code", String(100)),
    text("error_message", nullable=True),
    moment("created_ms"),
    moment("updated_ms"),
    moment("deleted_ms", nullable=True),
    UniqueConstraint("user_id", "external_id"),
    Index(None, "user_id", "created_ms"),
    CheckConstraint("reference_type IN ('image_refer', 'video_refer')", name="reference_type"),
    CheckConstraint("state IN ('submitted', 'processing', 'succeeded', 'failed', 'deleted')", name="state"),
)
"""Named subjects: one to four pictures, or a clip. The frontal picture comes first."""

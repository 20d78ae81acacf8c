"""Every table of the service. Sits at the bottom of `serve`; knows nothing of what is done with them."""

from mudong.serve.database.schema.credits import balances, entries, grants, holds, payments, transfers
from mudong.serve.database.schema.files import assets, blobs, elements
from mudong.serve.database.schema.metadata import metadata
from mudong.serve.database.schema.people import api_keys, key_pairs, sessions, subscriptions, users, webhook_secrets
from mudong.serve.database.schema.trust import audit_log, consents
from mudong.serve.database.schema.work import callbacks, executors, idempotency, job_events, jobs

__all__ = [
    "api_keys",
    "assets",
    "audit_log",
    "balances",
    "blobs",
    "callbacks",
    "consents",
    "elements",
    "entries",
    "executors",
    "grants",
    "holds",
    "idempotency",
    "job_events",
    "jobs",
    "key_pairs",
    "metadata",
    "payments",
    "sessions",
    "subscriptions",
    "transfers",
    "users",
    "webhook_secrets",
]

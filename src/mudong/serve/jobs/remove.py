"""Deleting a job that is over: its files, what was fetched for it, its body, its events. What was paid stays booked."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, delete, func, select

from mudong.serve.database import schema
from mudong.serve.errors import Conflict
from mudong.serve.jobs import events, store
from mudong.serve.jobs.job import Job
from mudong.serve.storage.assets import Asset, any_asset, assets_of_job, delete_assets
from mudong.serve.storage.blob import BlobStore
from mudong.spec.request import Request

_jobs, _callbacks = schema.jobs, schema.callbacks


def remove(connection: Connection, blobs: BlobStore, user_id: str, given_id: str, now_ms: int) -> Job:
    """Delete the user's job for good. Raises `NotFound`, `Conflict` (`job.open`) while it is not over."""
    job = store.find(connection, user_id, given_id)
    if not job.state.is_final:
        raise Conflict("job.open", id=job.id)
    # The row stays as what its hold points to, without anything that was said or made.
    store.change(
        connection, job.id, deleted_ms=now_ms, wire_json="{}", request_json="{}", result_json=None, callback_url=None,
        error_message=None,
    )  # fmt: skip
    delete_assets(connection, blobs, [*assets_of_job(connection, job.id), *_inputs(connection, job)], now_ms)
    connection.execute(delete(_callbacks).where(_callbacks.c.job_id == job.id))
    events.forget(connection, job.id)
    events.tell(connection, user_id, job.id, "deleted", {}, now_ms)
    return job


def _inputs(connection: Connection, job: Job) -> list[Asset]:
    """What was fetched for this job alone: uploads stay, and what another job of the user names."""
    named: list[str] = []

    def note(path: Path) -> Path:
        named.append(str(path))
        return path

    Request.from_json(job.request_json).with_paths(note)
    found = [any_asset(connection, each) for each in dict.fromkeys(named)]
    return [a for a in found if a is not None and a.kind == "fetched" and not _is_named(connection, job, a.id)]


def _is_named(connection: Connection, job: Job, asset_id: str) -> bool:
    others = (_jobs.c.user_id == job.user_id) & (_jobs.c.id != job.id) & _jobs.c.deleted_ms.is_(None)
    query = select(func.count()).select_from(_jobs).where(others, _jobs.c.request_json.contains(asset_id))
    return connection.execute(query).scalar_one() > 0

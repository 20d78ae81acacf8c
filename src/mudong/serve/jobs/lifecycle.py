"""The state machine of jobs: the only place that changes a job's state, and the only one that resolves what it holds.

Every step is one transaction of the caller's: state, credits, event, callback and the queue change together or not at
all. A step that comes twice, or from an attempt that was taken over, changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert

from mudong.serve.database import schema
from mudong.serve.errors import Conflict
from mudong.serve.ids import new_id
from mudong.serve.jobs import events, store
from mudong.serve.jobs.job import LEGAL, Job, JobState
from mudong.serve.jobs.outcome import Outcome
from mudong.serve.jobs.release import Release
from mudong.serve.ledger.holds import capture, release
from mudong.serve.ledger.posting import lock_user
from mudong.serve.storage.assets import Media, add_asset
from mudong.serve.storage.blob import Blob, BlobStore
from mudong.spec.messages import message

CallbackBody = Callable[[Connection, Job], str]
"""A job as the face that it came through writes it."""


class Superseded(Exception):
    """Another executor has taken the job over; what this one still does counts for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """bodies: how each face writes a callback. max_attempts: after so many, a job has failed."""

    release: Release
    blobs: BlobStore
    bodies: Mapping[str, CallbackBody]
    max_attempts: int

    def opened(self, connection: Connection, job: Job, now_ms: int) -> None:
        """A job has just been added, its price held: tell it, and let it queue."""
        self._announce(connection, job, now_ms)
        self.release.next_of(connection, job.user_id, now_ms)

    def begin(self, connection: Connection, job_id: str, executor_id: str, now_ms: int) -> Job | None:
        """An attempt starts; None where there is nothing to do any more."""
        job = _locked(connection, job_id)
        if job is None or job.state.is_final:
            return None
        if job.cancel_requested:
            self._close(connection, job, JobState.CANCELLED, now_ms)
            return None
        if job.attempts >= self.max_attempts:
            self._fail(connection, job, "job.attempts", now_ms, attempts=job.attempts)
            return None
        return self._move(
            connection, job, JobState.PROCESSING, now_ms, executor_id=executor_id, attempts=job.attempts + 1,
            stage="starting", progress=0.0, started_ms=job.started_ms or now_ms,
        )  # fmt: skip

    def progressed(self, connection: Connection, job: Job, stage: str, progress: float, now_ms: int) -> bool:
        """How far it is; gives whether its user wants it stopped. Raises `Superseded`."""
        progress = round(min(max(progress, 0.0), 1.0), 4)
        mine = store.held_by(job.executor_id or "", job.attempts)
        if not store.change(connection, job.id, only=mine, stage=stage, progress=progress, updated_ms=now_ms):
            raise Superseded
        events.tell(connection, job.user_id, job.id, "progress", {"stage": stage, "progress": progress}, now_ms)
        now = store.load(connection, job.id)
        return now is not None and now.cancel_requested

    def end(self, connection: Connection, job_id: str, outcome: Outcome, now_ms: int) -> None:
        """An attempt has ended. Nothing happens where the job is over or in other hands."""
        job = _locked(connection, job_id)
        if (
            job is None
            or job.state.is_final
            or (job.executor_id, job.attempts) != (outcome.executor_id, outcome.attempt)
        ):
            return
        if job.cancel_requested or outcome.kind == "cancelled":
            self._close(connection, job, JobState.CANCELLED, now_ms)
        elif outcome.kind == "succeeded":
            self._succeed(connection, job, outcome, now_ms)
        elif outcome.kind == "failed":
            self._close(
                connection, job, JobState.FAILED, now_ms, error_code=outcome.error_code,
                error_message=outcome.error_message,
            )  # fmt: skip
        elif outcome.kind == "again" and job.attempts >= self.max_attempts:
            self._fail(connection, job, "job.attempts", now_ms, attempts=job.attempts)

    def cancel(self, connection: Connection, user_id: str, given_id: str, now_ms: int) -> Job:
        """Its user wants it stopped: at once if it waits, within moments if it runs. Raises `NotFound`, `Conflict`."""
        job = _locked(connection, store.find(connection, user_id, given_id).id)
        assert job is not None
        if job.state is JobState.CANCELLED:
            return job
        if job.state.is_final:
            raise Conflict("job.over", id=job.id, state=str(job.state))
        if job.state is JobState.SUBMITTED:
            return self._close(connection, job, JobState.CANCELLED, now_ms)
        store.change(connection, job.id, cancel_requested=True, updated_ms=now_ms)
        return store.find(connection, user_id, job.id)

    def _succeed(self, connection: Connection, job: Job, outcome: Outcome, now_ms: int) -> None:
        assets = [
            add_asset(
                connection, self.blobs, user_id=job.user_id, kind=each.kind, name=each.name,
                blob=Blob(each.sha256, each.size_bytes), job_id=job.id, now_ms=now_ms,
                media=Media(
                    media_type=each.media_type, width=each.width, height=each.height, duration_ms=each.duration_ms
                ),
            )
            for each in outcome.made
        ]  # fmt: skip
        result = {"assets": [asset.id for asset in assets], "report": outcome.report or {}}
        self._close(
            connection, job, JobState.SUCCEEDED, now_ms, charged_cc=min(outcome.charged_cc, job.cost_cc),
            result_json=json.dumps(result, ensure_ascii=False), progress=1.0,
        )  # fmt: skip

    def _fail(self, connection: Connection, job: Job, code: str, now_ms: int, **params: object) -> None:
        language = store.language_of(connection, job.user_id)
        self._close(
            connection, job, JobState.FAILED, now_ms, error_code=code, error_message=message(code, language, **params)
        )

    def _close(self, connection: Connection, job: Job, state: JobState, now_ms: int, **values: Any) -> Job:
        """Over: what it holds is resolved in the same breath, and the user's next job may queue."""
        if state is JobState.SUCCEEDED:
            capture(connection, job_id=job.id, amount_cc=values["charged_cc"], now_ms=now_ms)
        else:
            release(connection, job_id=job.id, now_ms=now_ms, reason=str(state))
            values["charged_cc"] = 0
        over = self._move(connection, job, state, now_ms, ended_ms=now_ms, stage=str(state), **values)
        self.release.next_of(connection, job.user_id, now_ms)
        return over

    def _move(self, connection: Connection, job: Job, state: JobState, now_ms: int, **values: Any) -> Job:
        if state not in LEGAL[job.state]:
            raise AssertionError(f"a job never goes from {job.state} to {state}")
        store.change(connection, job.id, state=str(state), updated_ms=now_ms, **values)
        moved = store.load(connection, job.id)
        assert moved is not None
        if state is not job.state:
            self._announce(connection, moved, now_ms)
        return moved

    def _announce(self, connection: Connection, job: Job, now_ms: int) -> None:
        data: events.Plain = {"state": str(job.state), "error_code": job.error_code, "message": job.error_message}
        events.tell(connection, job.user_id, job.id, "state", data, now_ms)
        if job.callback_url:
            connection.execute(
                insert(schema.callbacks).values(
                    id=new_id("callback", now_ms), user_id=job.user_id, job_id=job.id, url=job.callback_url,
                    body=self.bodies[job.face](connection, job), state="waiting", next_ms=now_ms, created_ms=now_ms,
                )
            )  # fmt: skip


def _locked(connection: Connection, job_id: str) -> Job | None:
    """The job, nobody else's to change: its user first, as `submit` does, so that two never wait for each other."""
    job = store.load(connection, job_id)
    if job is None:
        return None
    lock_user(connection, job.user_id)
    return store.load(connection, job_id, lock=True)

"""`Attempts`: one try at a job, from taking it to knowing how it ended. All that it leaves is in the outcome."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from mudong.serve.clock import Clock
from mudong.serve.database.connect import Database
from mudong.serve.jobs import store
from mudong.serve.jobs.job import Job
from mudong.serve.jobs.lifecycle import Lifecycle, Superseded
from mudong.serve.jobs.materials import at_hand
from mudong.serve.jobs.outcome import Made, Outcome
from mudong.serve.jobs.previews import Previews
from mudong.serve.jobs.runner import Ending, Lost, RunLimits, run_worker
from mudong.serve.jobs.tariff import Tariff
from mudong.serve.jobs.wire import Finished, Previewed, Said, Stepped, WorkOrder
from mudong.serve.ledger.prices import PriceFacts
from mudong.serve.storage.blob import BlobStore
from mudong.serve.storage.incoming import Incoming
from mudong.spec.errors import MudongError
from mudong.spec.messages import message
from mudong.spec.request import Request

_MAX_RESULT_BYTES = 4 * 2**30
_TELL_EVERY_MS = 500
_STAGES = {"read": (0.0, 0.02), "pose": (0.02, 0.45), "cut": (0.45, 0.5), "render": (0.5, 1.0)}
"""Which share of a job each stage of the line is, roughly."""


class Publisher(Protocol):
    """What has to happen to a finished file before anybody gets it."""

    def publish(self, file: Path, job: Job, report: dict[str, object]) -> None:
        """Mark the file in place. Raises `MudongError` where it must not get out."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """Runs on one executor."""

    executor_id: str
    database: Database
    lifecycle: Lifecycle
    blobs: BlobStore
    tariff: Tariff
    publisher: Publisher
    scratch: Path
    clock: Clock
    limits: RunLimits = field(default_factory=RunLimits)

    def attempt(self, job_id: str) -> Outcome | None:
        """Take the job and do it. None where there was nothing to do."""
        with self.database.transaction() as connection:
            job = self.lifecycle.begin(connection, job_id, self.executor_id, self.clock.now_ms())
            language = None if job is None else store.language_of(connection, job.user_id)
        if job is None:
            return None
        folder = self.scratch / f"{job.id}-{job.attempts}"
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "previews").mkdir(parents=True)
        try:
            return self._done(job, folder, language)
        except Superseded:
            return self._outcome(job, kind="superseded")
        except MudongError as error:
            return self._outcome(job, kind="failed", error_code=error.code, error_message=error.text(language))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def conclude(self, job_id: str, outcome: Outcome) -> None:
        """Let the state machine know."""
        with self.database.transaction() as connection:
            self.lifecycle.end(connection, job_id, outcome, self.clock.now_ms())

    def _done(self, job: Job, folder: Path, language: str | None) -> Outcome:
        request = Request.from_json(job.request_json)
        clip = folder / f"clip{'.webm' if request.output.background == 'transparent' else '.mp4'}"
        watch = _Watch(self, job, folder)
        with at_hand(request, job.user_id, folder, self.database, self.blobs) as local:
            order = WorkOrder(
                request_json=local.to_json(), out=str(clip), previews=str(folder / "previews"), language=language
            )
            ending = run_worker(order, watch.hear, watch.wants_stop, self.limits)
        if isinstance(ending, Finished):
            return self._made(job, request, clip, ending)
        return self._unmade(job, ending, language)

    def _made(self, job: Job, request: Request, clip: Path, ending: Finished) -> Outcome:
        self.publisher.publish(clip, job, ending.report)
        with Incoming(self.scratch, max_bytes=_MAX_RESULT_BYTES) as incoming, clip.open("rb") as file:
            shutil.copyfileobj(file, incoming, 2**20)
            blob = incoming.keep(self.blobs)
        facts = PriceFacts(
            engine=job.engine, short_side=min(ending.width, ending.height), duration_ms=ending.duration_ms,
            draft=request.output.draft,
        )  # fmt: skip
        made = Made(
            kind="result", name=f"{job.id}{clip.suffix}", sha256=blob.sha256, size_bytes=blob.size_bytes,
            media_type="video/webm" if clip.suffix == ".webm" else "video/mp4", width=ending.width,
            height=ending.height, duration_ms=ending.duration_ms,
        )  # fmt: skip
        return self._outcome(
            job, kind="succeeded", made=(made,), charged_cc=self.tariff.price(facts).amount_cc, report=ending.report
        )

    def _unmade(self, job: Job, ending: Ending, language: str | None) -> Outcome:
        if isinstance(ending, Lost):
            if ending.why == "stopped":
                return self._outcome(job, kind="cancelled")
            if ending.why == "late":
                text = message("job.late", language, most_s=self.limits.wall_s)
                return self._outcome(job, kind="failed", error_code="job.late", error_message=text)
            return self._outcome(
                job, kind="again", error_code=f"job.worker_{ending.why}", error_message=ending.last_words
            )
        assert not isinstance(ending, Finished)
        kind = "again" if ending.machine else "failed"
        return self._outcome(job, kind=kind, error_code=ending.code, error_message=ending.message)

    def _outcome(self, job: Job, **values: object) -> Outcome:
        return Outcome(executor_id=self.executor_id, attempt=job.attempts, **values)  # pyright: ignore[reportArgumentType]


class _Watch:
    """Carries the worker's news into the database, thinned out, and the user's wish to stop back."""

    def __init__(self, attempts: Attempts, job: Job, folder: Path) -> None:
        self._attempts, self._job = attempts, job
        self._previews = Previews(attempts.database, attempts.blobs, job, folder / "previews")
        self._stage, self._told_ms, self._stop = "", 0, False

    def hear(self, said: Said) -> None:
        """News from the worker."""
        now_ms = self._attempts.clock.now_ms()
        if isinstance(said, Previewed):
            self._previews.add(said, now_ms)
        if isinstance(said, Stepped) and (said.stage != self._stage or now_ms - self._told_ms >= _TELL_EVERY_MS):
            self._stage, self._told_ms = said.stage, now_ms
            first, last = _STAGES.get(said.stage, (0.0, 1.0))
            share = first + (last - first) * said.done / max(said.total, 1)
            with self._attempts.database.transaction() as connection:
                self._stop = self._attempts.lifecycle.progressed(connection, self._job, said.stage, share, now_ms)

    def wants_stop(self) -> bool:
        """Whether the user wants it stopped; looked up twice a second. Raises `Superseded`."""
        now_ms = self._attempts.clock.now_ms()
        if not self._stop and now_ms - self._told_ms >= _TELL_EVERY_MS:
            self._told_ms = now_ms
            with self._attempts.database.reading() as connection:
                job = store.load(connection, self._job.id)
            if job is None or (job.executor_id, job.attempts) != (self._job.executor_id, self._job.attempts):
                raise Superseded
            self._stop = job.cancel_requested
        return self._stop

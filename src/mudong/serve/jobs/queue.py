"""Where a job stands in the queue and when it will be done, from how long jobs have taken lately."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from mudong.serve.clock import SECOND_MS
from mudong.serve.database import schema
from mudong.serve.jobs.job import Job, JobState

_jobs, _executors = schema.jobs, schema.executors
_LATELY = 50
_SETUP_MS = 6 * SECOND_MS
_PER_WORK_MS = 30.0
"""Before anything was measured: a laptop's seconds to start, and milliseconds for a megapixel of frames."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long a job takes here: so much each, and so much for a unit of work."""

    setup_ms: float
    per_work_ms: float

    def duration_ms(self, work: float) -> float:
        """Of a job."""
        return self.setup_ms + self.per_work_ms * work


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """position: 1 is next, 0 runs already or is over. eta_ms: from now until it is done, 0 when it is over."""

    position: int
    eta_ms: int


def standing(connection: Connection, job: Job, now_ms: int, *, alive_ms: int) -> Standing:
    """alive_ms: executors that were silent for longer do not count."""
    if job.state.is_final:
        return Standing(position=0, eta_ms=0)
    own_ms = pace(connection, job.engine).duration_ms(job.work)
    if job.state is JobState.PROCESSING:
        spent_ms = now_ms - (job.started_ms or now_ms)
        return Standing(position=0, eta_ms=round(_left(own_ms, spent_ms, job.progress)))
    query = select(_jobs.c.engine, _jobs.c.work, _jobs.c.state, _jobs.c.started_ms, _jobs.c.progress).where(
        (_jobs.c.state == JobState.PROCESSING) | ((_jobs.c.state == JobState.SUBMITTED) & _before(job))
    )
    paces: dict[str, Pace] = {}
    ahead_ms, position = 0.0, 1
    for row in connection.execute(query):
        if row.engine not in paces:
            paces[row.engine] = pace(connection, row.engine)
        whole_ms = paces[row.engine].duration_ms(row.work)
        if row.state == JobState.SUBMITTED:
            position += 1
            ahead_ms += whole_ms
        else:
            ahead_ms += _left(whole_ms, now_ms - (row.started_ms or now_ms), row.progress)
    return Standing(position=position, eta_ms=round(ahead_ms / _slots(connection, now_ms - alive_ms) + own_ms))


def pace(connection: Connection, engine: str) -> Pace:
    """From the jobs of this engine that succeeded lately: time over work, after what each takes to begin with."""
    lately = (
        select(_jobs.c.started_ms, _jobs.c.ended_ms, _jobs.c.work)
        .where(_jobs.c.engine == engine, _jobs.c.state == JobState.SUCCEEDED, _jobs.c.attempts == 1)
        .order_by(_jobs.c.ended_ms.desc())
        .limit(_LATELY)
    )
    rows = connection.execute(lately).all()
    work = sum(row.work for row in rows)
    if not work:
        return Pace(setup_ms=_SETUP_MS, per_work_ms=_PER_WORK_MS)
    times_ms = [float(row.ended_ms - row.started_ms) for row in rows]
    setup_ms = min(_SETUP_MS, *times_ms)
    return Pace(setup_ms=setup_ms, per_work_ms=sum(time_ms - setup_ms for time_ms in times_ms) / work)


def _before(job: Job) -> ColumnElement[bool]:
    """Jobs whose virtual deadline is earlier; of equal ones the older comes first."""
    return (_jobs.c.deadline_ms < job.deadline_ms) | ((_jobs.c.deadline_ms == job.deadline_ms) & (_jobs.c.id < job.id))


def _left(whole_ms: float, spent_ms: int, progress: float) -> float:
    """What is left of a running job: by its progress once that says something, by its pace before."""
    by_progress_ms = spent_ms * (1 - progress) / progress if progress > 0.2 else whole_ms - spent_ms
    return max(by_progress_ms, SECOND_MS)


def _slots(connection: Connection, alive_since_ms: int) -> int:
    living = _executors.c.stopped_ms.is_(None) & (_executors.c.heartbeat_ms >= alive_since_ms)
    query = select(func.coalesce(func.sum(_executors.c.slots), 0)).where(living)
    return max(1, connection.execute(query).scalar_one())

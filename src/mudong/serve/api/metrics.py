"""What is counted: requests as they are answered, and the state of the service whenever somebody asks."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import Connection, func, select

from mudong.serve.clock import SECOND_MS
from mudong.serve.database import schema
from mudong.serve.jobs.job import JobState

_jobs, _executors = schema.jobs, schema.executors
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10, 30)
_ALIVE_MS = 30 * SECOND_MS


class Meters:
    """Of one web process. What the database knows is asked for when it is read, so that every process says the same."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "mudong_requests", "Requests answered", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "mudong_request_seconds", "Time to answer", ("route",), buckets=_BUCKETS, registry=self._registry
        )
        self._by_state = Gauge("mudong_jobs", "Jobs by state", ("state",), registry=self._registry)
        self._executors = Gauge("mudong_executors_alive", "Executors that show life", registry=self._registry)
        self._oldest = Gauge(
            "mudong_oldest_waiting_seconds", "How long the longest waiting job has waited", registry=self._registry
        )
        self._holds = Gauge("mudong_open_hold_credits", "Credits held by open jobs", registry=self._registry)

    def answered(self, method: str, route: str, status: int, took_s: float) -> None:
        """Count one request. route: the pattern, so that ids make no new rows."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(took_s)

    def page(self, connection: Connection, now_ms: int) -> bytes:
        """The text that Prometheus reads."""
        counts = dict.fromkeys(map(str, JobState), 0)
        for row in connection.execute(select(_jobs.c.state, func.count().label("count")).group_by(_jobs.c.state)):
            counts[row.state] = row._mapping["count"]
        for state, count in counts.items():
            self._by_state.labels(state).set(count)
        self._executors.set(executors_alive(connection, now_ms))
        waiting = _jobs.c.state == JobState.SUBMITTED
        oldest_ms = connection.scalar(select(func.min(_jobs.c.created_ms)).where(waiting))
        self._oldest.set(0 if oldest_ms is None else (now_ms - oldest_ms) / SECOND_MS)
        is_open = _jobs.c.state.in_((JobState.SUBMITTED, JobState.PROCESSING))
        self._holds.set((connection.scalar(select(func.sum(_jobs.c.cost_cc)).where(is_open)) or 0) / 100)
        return generate_latest(self._registry)


def executors_alive(connection: Connection, now_ms: int) -> int:
    """How many executors have shown life lately."""
    living = _executors.c.stopped_ms.is_(None) & (_executors.c.heartbeat_ms >= now_ms - _ALIVE_MS)
    return connection.scalar(select(func.count()).select_from(_executors).where(living)) or 0

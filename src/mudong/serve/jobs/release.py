"""Into the common queue: each user has as many jobs there as the plan lets run, so that no one fills it alone.

The queue itself is DBOS's. It lies in the same database, so that a job and its place in the queue are one transaction.
"""

from __future__ import annotations

from dbos import DBOS, DBOSClient
from sqlalchemy import Connection

from mudong.serve.clock import SECOND_MS
from mudong.serve.jobs import store
from mudong.serve.jobs.job import Job
from mudong.serve.jobs.tariff import Tariff
from mudong.serve.ledger.posting import lock_user

QUEUE = "generation"
WORKFLOW = "run_job"
_PRIORITY_EPOCH_S = 1_700_000_000
"""DBOS orders by a number below 2^31: deadlines are counted in seconds from here, good until 2091."""


class Release:
    """Knows how to enqueue; made once for a process."""

    def __init__(self, database_url: str, tariff: Tariff) -> None:
        """Makes the queue's tables in the database where they are missing."""
        DBOS.migrate(system_database_url=database_url)
        self._client = DBOSClient(system_database_url=database_url)
        self._tariff = tariff

    def next_of(self, connection: Connection, user_id: str, now_ms: int) -> None:
        """Enqueue what the user's plan leaves room for, by deadline. Asked again it adds nothing."""
        lock_user(connection, user_id)
        room = self._tariff.plan(connection, user_id, now_ms).running
        room -= store.count_open(connection, user_id, released=True)
        for job in store.waiting(connection, user_id, max(0, room)):
            self._enqueue(connection, job)
            store.change(connection, job.id, released_ms=now_ms)

    def close(self) -> None:
        """Give connections back."""
        self._client.destroy()

    def _enqueue(self, connection: Connection, job: Job) -> None:
        self._client.enqueue_in_transaction(
            connection,
            {
                "workflow_name": WORKFLOW,
                "queue_name": QUEUE,
                "workflow_id": job.id,
                "priority": max(1, job.deadline_ms // SECOND_MS - _PRIORITY_EPOCH_S),
            },
            job.id,
        )

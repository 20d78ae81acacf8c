"""`Executor`: a process that takes jobs from the queue. It shows that it lives, and takes over from those that do not.

DBOS runs the workflow durably; heartbeats say who is dead, and DBOS's recovery by executor id puts the dead one's jobs
back into the queue, where exactly one of the living takes each.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

from dbos import DBOS
from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError

from mudong.serve.clock import SECOND_MS
from mudong.serve.database import schema
from mudong.serve.ids import new_id
from mudong.serve.jobs import store
from mudong.serve.jobs.attempt import Attempts
from mudong.serve.jobs.outcome import Outcome
from mudong.serve.jobs.release import QUEUE, WORKFLOW

_executors = schema.executors
_log = logging.getLogger("mudong.serve")
PROTOCOL = "1"
"""Executors of one protocol may finish each other's jobs; raise it when the workflow's steps change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """heartbeat_s: how often it shows that it lives; takeover_s: silent for so long, it is dead to the others."""

    heartbeat_s: float
    takeover_s: float


def new_executor_id(now_ms: int) -> str:
    """A new one for each start of a process: what a former process had running is somebody else's now."""
    return new_id("executor", now_ms)


class Executor:
    """Starts with `start`; there is one in a process, because DBOS is one in a process."""

    def __init__(
        self, attempts: Attempts, pulse: Pulse, *, slots: int, version: str, chores: Callable[[], object] | None = None
    ) -> None:
        """chores: what else has to be done now and then, such as delivering callbacks."""
        self._attempts, self._pulse, self._slots, self._version = attempts, pulse, slots, version
        self._chores = chores
        self._stopping = threading.Event()
        self.id = attempts.executor_id

    def start(self, database_url: str) -> None:
        """Register, launch DBOS, and beat. Returns at once; `wait` lasts as long as it works."""
        self._register()
        DBOS(
            config={
                "name": "mudong", "system_database_url": database_url, "executor_id": self.id,
                "application_version": PROTOCOL, "log_level": "WARNING",
            }
        )  # fmt: skip
        _declare(self._attempts)
        DBOS.launch()
        DBOS.register_queue(
            QUEUE, worker_concurrency=self._slots, polling_interval_sec=min(1.0, self._pulse.heartbeat_s)
        )
        threading.Thread(target=self._for_ever, args=(self.beat,), daemon=True, name="heartbeat").start()
        if self._chores is not None:
            # Apart from the heartbeat: a chore that hangs must not make this executor look dead.
            threading.Thread(target=self._for_ever, args=(self._chores,), daemon=True, name="chores").start()

    def wait(self) -> None:
        """Until it is told to stop."""
        self._stopping.wait()

    def stop(self) -> None:
        """Let the others have its jobs at once. What runs is lost with this process and begins anew elsewhere."""
        self._stopping.set()
        with self._attempts.database.transaction() as connection:
            connection.execute(update(_executors).where(_executors.c.id == self.id).values(heartbeat_ms=0))

    def beat(self) -> None:
        """Show that it lives, look for the dead, and see that nobody's jobs were forgotten."""
        now_ms = self._attempts.clock.now_ms()
        with self._attempts.database.transaction() as connection:
            mine = (_executors.c.id == self.id) & _executors.c.stopped_ms.is_(None)
            if connection.execute(update(_executors).where(mine).values(heartbeat_ms=now_ms)).rowcount == 0:
                _log.error("this executor was taken for dead; its jobs are in other hands", extra={"executor": self.id})
                os._exit(os.EX_TEMPFAIL)
        for dead in self._dead(now_ms):
            # First the jobs, then the note that they are taken care of: both may happen twice, neither never.
            DBOS._recover_pending_workflows([dead])
            with self._attempts.database.transaction() as connection:
                connection.execute(update(_executors).where(_executors.c.id == dead).values(stopped_ms=now_ms))
            _log.warning("took over from a dead executor", extra={"executor": dead})
        self._release_forgotten(now_ms)

    def _dead(self, now_ms: int) -> list[str]:
        limit_ms = now_ms - round(self._pulse.takeover_s * SECOND_MS)
        query = select(_executors.c.id, _executors.c.host, _executors.c.pid, _executors.c.heartbeat_ms).where(
            _executors.c.stopped_ms.is_(None), _executors.c.id != self.id
        )
        with self._attempts.database.reading() as connection:
            others = connection.execute(query).all()
        return [other.id for other in others if other.heartbeat_ms < limit_ms or _is_gone(other.host, other.pid)]

    def _release_forgotten(self, now_ms: int) -> None:
        with self._attempts.database.reading() as connection:
            users = store.users_waiting(connection)
        for user_id in users:
            with self._attempts.database.transaction() as connection:
                self._attempts.lifecycle.release.next_of(connection, user_id, now_ms)

    def _register(self) -> None:
        now_ms = self._attempts.clock.now_ms()
        with self._attempts.database.transaction() as connection:
            connection.execute(
                insert(_executors).values(
                    id=self.id, host=socket.gethostname(), pid=os.getpid(), version=self._version, slots=self._slots,
                    started_ms=now_ms, heartbeat_ms=now_ms,
                )
            )  # fmt: skip

    def _for_ever(self, act: Callable[[], object]) -> None:
        while not self._stopping.wait(self._pulse.heartbeat_s):
            try:
                act()
            except DBAPIError:
                _log.exception("the database did not answer")


def _is_gone(host: str, pid: int) -> bool:
    """Whether a process of this very machine has ended: no need to wait for its silence."""
    if host != socket.gethostname():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False


def _declare(attempts: Attempts) -> None:
    """The workflow: tries until a try ends otherwise than by the machine's fault; each try is one step."""

    @DBOS.step(name="attempt")
    def attempt(job_id: str) -> str | None:
        outcome = attempts.attempt(job_id)
        return None if outcome is None else outcome.to_json()

    @DBOS.step(name="conclude")
    def conclude(job_id: str, told: str) -> None:
        attempts.conclude(job_id, Outcome.from_json(told))

    @DBOS.workflow(name=WORKFLOW)
    def run_job(job_id: str) -> None:
        while (told := attempt(job_id)) is not None:
            conclude(job_id, told)
            if Outcome.from_json(told).kind != "again":
                return

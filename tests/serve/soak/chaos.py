"""Kills processes of a real server at seeded moments, and counts what is left: jobs, captures, holds, files.

The executors are those of `mudong serve`, signed clips and all; the client is a process that submits as the web process
does. Every run is one job and one kill; at the end everything is counted, not sampled.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from sqlalchemy import func, select
from tests.serve.jobs.conftest import Server

from mudong.serve.clock import DAY_MS
from mudong.serve.database import schema
from mudong.serve.jobs.job import Job, JobState
from mudong.serve.ledger.subscriptions import subscribe
from mudong.serve.ledger.verify import verify
from mudong.serve.storage.blob import Blob
from mudong.serve.trust.audit import check_chain
from mudong.serve.trust.authority import Authority
from mudong.serve.trust.c2pa import FOLDER
from mudong.serve.trust.verify import verify as verify_file

ROOT = Path(__file__).parents[3]
KINDS = ("executor", "worker", "both", "silent", "client")
"""Whom the signal meets: the executor, its worker, both at once; an executor that stops without dying (SIGSTOP, killed
only after others took over: what a machine that drops off the network looks like); the process that submits."""
_PATIENCE_S = 120.0


@dataclass(kw_only=True)
class Count:
    """What was found. Times in seconds from the signal to the moment that a living executor had the job."""

    database: str
    seed: int
    heartbeat_s: float
    takeover_s: float
    runs: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)
    retried: int = 0
    ended_by_themselves: int = 0
    lost: int = 0
    failed: int = 0
    double_captures: int = 0
    doubled_orders: int = 0
    open_holds: int = 0
    results_missing: int = 0
    unsigned: int = 0
    ledger_violations: int = 0
    audit_breaks: int = 0
    takeovers_s: list[float] = field(default_factory=list)
    silent_takeovers_s: list[float] = field(default_factory=list)
    wall_s: float = 0.0

    @property
    def wrong(self) -> dict[str, int]:
        """Everything that must be zero and is not."""
        names = (
            "lost", "failed", "double_captures", "doubled_orders", "open_holds", "results_missing", "unsigned",
            "ledger_violations", "audit_breaks",
        )  # fmt: skip
        return {name: getattr(self, name) for name in names if getattr(self, name)}

    def to_plain(self) -> dict[str, object]:
        """For the report."""
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        return plain | {"kinds": dict(self.kinds), "stages": dict(self.stages)}


class Chaos:
    """A server, two executors, a client, and the killer."""

    def __init__(self, server: Server, *, seed: int) -> None:
        self.server, self.random = server, random.Random(seed)
        settings = server.service.settings
        kind = "sqlite" if server.service.database.is_sqlite else "postgresql"
        self.count = Count(
            database=kind, seed=seed, heartbeat_s=settings.heartbeat_s, takeover_s=settings.takeover_s
        )  # fmt: skip
        self.environment = {**os.environ, **settings.to_environment(), "OMP_NUM_THREADS": "1"}
        self.executors: list[subprocess.Popen[bytes]] = []
        self.jobs: dict[str, str] = {}
        self.usual_s = 3.0
        with server.service.database.transaction() as connection:
            now_ms = server.service.clock.now_ms()
            subscribe(
                connection, user_id=server.user_id, plan=server.service.tariff.plans["premier"], start_ms=now_ms,
                paid_until_ms=now_ms + 30 * DAY_MS, now_ms=now_ms,
            )  # fmt: skip

    def run(self, runs: int) -> Count:
        """So many kills, then the count."""
        started_s = time.monotonic()
        try:
            self.executors = [self._start(), self._start()]
            self._client = self._start_client()
            self._learn_the_usual()
            for n in range(runs):
                kind = KINDS[n % len(KINDS)] if n < len(KINDS) else self.random.choice(KINDS)
                self._one(f"order {n}", kind)
            for job_id in self.jobs.values():
                self._wait(job_id)
        finally:
            self._end()
        self._take_stock()
        self.count.wall_s = round(time.monotonic() - started_s, 1)
        return self.count

    def _one(self, key: str, kind: str) -> None:
        self.count.runs += 1
        self.count.kinds[kind] += 1
        if kind == "client":
            self._kill_the_client(key)
            return
        job = self._submit(key)
        running = self._wait(job.id, until=(JobState.PROCESSING,))
        running = self._at_a_moment(running)
        self.count.stages[running.stage if not running.state.is_final else "over"] += 1
        began_s = time.monotonic()
        with self._signalled(running, kind):
            if not running.state.is_final:
                self._note_takeover(running, kind, began_s)
        self._wait(job.id)

    def _at_a_moment(self, job: Job) -> Job:
        """One third anywhere from its first moment to a little after its last; the rest about its end, where rendering,
        signing, storing and charging follow each other within moments.
        """
        if self.random.random() < 1 / 3:
            time.sleep(self.random.uniform(0.0, 1.1) * self.usual_s)
            return self.server.job(job.id)
        deadline_s = time.monotonic() + _PATIENCE_S
        while job.stage != "render" and not job.state.is_final and time.monotonic() < deadline_s:
            time.sleep(0.01)
            job = self.server.job(job.id)
        time.sleep(self.random.uniform(0.0, 0.3))
        return self.server.job(job.id)

    def _learn_the_usual(self) -> None:
        """How long a job takes here when nobody kills anything."""
        done = self._wait(self._submit("undisturbed").id)
        assert done.started_ms is not None
        assert done.ended_ms is not None
        self.usual_s = (done.ended_ms - done.started_ms) / 1000

    @contextmanager
    def _signalled(self, job: Job, kind: str) -> Iterator[None]:
        executor = self._executor_of(job)
        workers = [] if executor is None else _children(executor.pid)
        if kind in ("worker", "both"):
            for pid in workers:
                _signal(pid, signal.SIGKILL)
        if executor is not None and kind in ("executor", "both"):
            _signal(executor.pid, signal.SIGKILL)
            executor.wait()
        if executor is not None and kind == "silent":
            _signal(executor.pid, signal.SIGSTOP)
        if executor is not None and kind != "worker":
            self.executors.remove(executor)
            self.executors.append(self._start())
        yield
        if executor is not None and kind == "silent":
            _signal(executor.pid, signal.SIGKILL)
            executor.wait()

    def _note_takeover(self, before: Job, kind: str, began_s: float) -> None:
        """Until the next attempt begins, or until it turns out that the first one had ended in time."""
        while time.monotonic() - began_s < _PATIENCE_S:
            self._tend()
            now = self.server.job(before.id)
            if now.attempts > before.attempts:
                times = self.count.silent_takeovers_s if kind == "silent" else self.count.takeovers_s
                times.append(round(time.monotonic() - began_s, 2))
                self.count.retried += 1
                return
            if now.state.is_final:
                return
            time.sleep(0.05)

    def _kill_the_client(self, key: str) -> None:
        """In the middle of submitting, then the same order again, as a client repeats that heard no answer."""
        self._say(key)
        time.sleep(self.random.uniform(0.0, 0.08))
        self._client.kill()
        self._client.wait()
        self._client = self._start_client()
        self._submit(key)

    def _submit(self, key: str) -> Job:
        self._say(key)
        assert self._client.stdout is not None
        job_id = self._client.stdout.readline().strip()
        assert job_id, "the client died by itself"
        self.jobs[key] = job_id
        return self.server.job(job_id)

    def _say(self, key: str) -> None:
        order = self.server.order(repeat_key=key)
        assert self._client.stdin is not None
        self._client.stdin.write(json.dumps(asdict(order)) + "\n")
        self._client.stdin.flush()

    def _wait(self, job_id: str, until: tuple[JobState, ...] = ()) -> Job:
        deadline_s = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline_s:
            self._tend()
            job = self.server.job(job_id)
            if job.state.is_final or job.state in until:
                return job
            time.sleep(0.05)
        return self.server.job(job_id)

    def _executor_of(self, job: Job) -> subprocess.Popen[bytes] | None:
        table = schema.executors
        with self.server.service.database.reading() as connection:
            pid = connection.scalar(select(table.c.pid).where(table.c.id == job.executor_id))
        return next((each for each in self.executors if each.pid == pid), None)

    def _tend(self) -> None:
        """As the supervisor does: whoever ended by itself, taken for dead on a busy machine, is started again."""
        for executor in [each for each in self.executors if each.poll() is not None]:
            self.executors.remove(executor)
            self.executors.append(self._start())
            self.count.ended_by_themselves += 1

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "mudong.serve.command.executor"], stdin=subprocess.PIPE, env=self.environment,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def _start_client(self) -> subprocess.Popen[str]:
        client = subprocess.Popen(
            [sys.executable, "-m", "tests.serve.soak.client"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=self.environment, cwd=ROOT, start_new_session=True,
        )  # fmt: skip
        assert client.stdout is not None
        assert client.stdout.readline().strip() == "ready"
        return client

    def _end(self) -> None:
        for process in (*self.executors, self._client):
            process.kill()
            process.wait()

    def _take_stock(self) -> None:
        """Count over everything that is in the database and in the store."""
        jobs, transfers, holds, assets = schema.jobs, schema.transfers, schema.holds, schema.assets
        service, count = self.server.service, self.count
        with service.database.reading() as connection:
            rows = connection.execute(select(jobs.c.id, jobs.c.state)).all()
            states = Counter(JobState(row.state) for row in rows)
            count.lost = sum(n for state, n in states.items() if not state.is_final)
            count.lost += len(set(self.jobs.values()) - {row.id for row in rows})
            count.failed = states[JobState.FAILED] + states[JobState.CANCELLED]
            count.doubled_orders = len(rows) - len(self.jobs)
            captured = connection.execute(
                select(transfers.c.resolves, func.count()).where(transfers.c.kind == "capture").group_by("resolves")
            ).all()
            count.double_captures = sum(n - 1 for _, n in captured) + abs(len(captured) - states[JobState.SUCCEEDED])
            resolved = select(transfers.c.resolves).where(transfers.c.resolves.is_not(None))
            count.open_holds = connection.scalar(
                select(func.count()).select_from(holds).where(holds.c.job_id.not_in(resolved))
            )  # fmt: skip
            results = connection.execute(
                select(assets.c.job_id, assets.c.sha256, assets.c.size_bytes).where(assets.c.kind == "result")
            ).all()
            count.ledger_violations = len(verify(connection))
            count.audit_breaks = len(check_chain(connection).broken)
        blobs = {row.job_id: Blob(row.sha256, row.size_bytes) for row in results}
        whole = {job_id for job_id, blob in blobs.items() if service.blobs.holds(blob)}
        count.unsigned = sum(not self._is_signed(blobs[job_id]) for job_id in whole)
        count.results_missing = abs(len(results) - len(whole)) + states[JobState.SUCCEEDED] - len(whole)

    def _is_signed(self, blob: Blob) -> bool:
        service = self.server.service
        anchor = Authority.open(service.settings.data_dir / FOLDER).anchor
        with service.blobs.at_hand(blob) as file:
            return verify_file(file, anchor).verdict == "ours"


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [
            int(each)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for each in (task / "children").read_text().split()
        ]
    return []


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)

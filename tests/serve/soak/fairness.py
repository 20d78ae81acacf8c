"""A day of a busy server in simulated time: real submitting, plans and queue; only the work is not done.

Users of four plans order by chance, three times as much as the machine can make. Who comes next is decided by the
claim of DBOS itself, over the priorities that `Release` gave.
"""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import mean, median
from types import SimpleNamespace

from sqlalchemy import event, insert

from mudong.serve.clock import DAY_MS, HOUR_MS, SECOND_MS, ManualClock
from mudong.serve.database import schema
from mudong.serve.database.connect import Database
from mudong.serve.errors import TooManyJobs
from mudong.serve.jobs.job import Job
from mudong.serve.jobs.lifecycle import Lifecycle
from mudong.serve.jobs.outcome import Outcome
from mudong.serve.jobs.release import QUEUE, Release
from mudong.serve.jobs.submit import Order, submit
from mudong.serve.jobs.tariff import Tariff
from mudong.serve.ledger.plans import Plans
from mudong.serve.ledger.prices import PriceFacts, Prices
from mudong.serve.ledger.subscriptions import subscribe

USERS: Mapping[str, int] = {"free": 40, "standard": 12, "pro": 5, "premier": 2}
SHARE: Mapping[str, float] = {"free": 0.45, "standard": 0.25, "pro": 0.2, "premier": 0.1}
"""Of the orders."""
_EXECUTOR = "simulated"


@dataclass(kw_only=True)
class Day:
    """What came of it. waits_s: from submission to start, by plan and by the hour of submission; overtaken: how often
    somebody with a later virtual deadline went before a job that stood in the common queue.
    """

    hours: float
    overload: float
    work_s: float
    orders: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    waits_s: dict[str, dict[int, list[float]]] = field(default_factory=lambda: {plan: {} for plan in USERS})
    overtaken: int = 0

    def waited(self, plan: str) -> list[float]:
        """All waits of a plan."""
        return [wait_s for waits in self.waits_s[plan].values() for wait_s in waits]

    def by_hour(self) -> dict[str, float]:
        """Mean wait by plan, from the hours in which every plan had orders taken, each hour of equal weight.

        Plans are only comparable so: who may have fewer open jobs is refused more often just when waits are long.
        """
        hours = set.intersection(*(set(waits) for waits in self.waits_s.values()))
        return {plan: mean(mean(waits[hour]) for hour in hours) for plan, waits in self.waits_s.items()}

    def free_bound_s(self) -> float:
        """No Free job can wait longer: before it come at most those that are open when it is ordered, and of what is
        ordered in the hour of head start only as many as were done in it, because others find no room under the caps.
        """
        plans = Plans.load()
        most = sum(count * plans[name].open for name, count in USERS.items())
        return most * self.work_s + plans["free"].delay_ms / SECOND_MS

    def to_plain(self) -> dict[str, object]:
        """For the report; waits in seconds."""
        return {
            "hours": self.hours, "overload": self.overload, "work_s": self.work_s, "overtaken": self.overtaken,
            "free_bound_s": self.free_bound_s(),
            "plans": {
                plan: {
                    "users": USERS[plan], "orders": self.orders[plan], "refused": self.refused[plan],
                    "median_s": round(median(self.waited(plan))), "longest_s": round(max(self.waited(plan))),
                    "by_hour_s": round(self.by_hour()[plan]),
                }
                for plan in USERS
            },
        }  # fmt: skip


class Simulation:
    """One machine with one place, a database, and a clock that jumps from event to event."""

    def __init__(self, url: str, *, seed: int, work_s: float) -> None:
        self.random, self.work_ms = random.Random(seed), round(work_s * SECOND_MS)
        self.clock, self.database = ManualClock(), Database.connect(url)
        if self.database.is_sqlite:
            event.listen(self.database.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous = OFF"))
        self.tariff = Tariff(plans=Plans.load(), prices=Prices.nothing())
        self.release = Release(url, self.tariff)
        self.lifecycle = Lifecycle(release=self.release, blobs=None, bodies={}, max_attempts=3)  # type: ignore[arg-type]
        self.queue = SimpleNamespace(
            name=QUEUE, _concurrency=None, _partition_concurrency=None, _limiter=None, _partition_limiter=None,
            _worker_concurrency=1, _partition_worker_concurrency=None,
        )  # fmt: skip
        self.plan_of: dict[str, str] = {}
        self.standing: dict[str, Job] = {}
        self.began_ms = 0
        self._enroll()

    def run(self, *, hours: float, overload: float) -> Day:
        """That many hours of orders, and as long as it takes to do what was taken."""
        start_ms = self.began_ms = self.clock.now_ms()
        end_ms = start_ms + round(hours * HOUR_MS)
        day = Day(hours=hours, overload=overload, work_s=self.work_ms / SECOND_MS)
        happenings = [(at_ms, 1, user) for at_ms, user in self._orders(start_ms, end_ms, overload)]
        heapq.heapify(happenings)
        free_ms = start_ms
        while happenings:
            at_ms, what, who = heapq.heappop(happenings)
            self.clock.advance(at_ms - self.clock.now_ms())
            if what == 1:
                self._order(who, day)
            else:
                self._finish(who)
            if self.clock.now_ms() >= free_ms and (job := self._next(day)) is not None:
                free_ms = self.clock.now_ms() + self.work_ms
                heapq.heappush(happenings, (free_ms, 0, job.id))
        assert not self.standing, "nobody waits for ever"
        return day

    def close(self) -> None:
        """Give connections back."""
        self.release.close()
        self.database.close()

    def _enroll(self) -> None:
        now_ms = self.clock.now_ms()
        with self.database.transaction() as connection:
            for plan, count in USERS.items():
                for n in range(count):
                    user_id = f"{plan}_{n}"
                    self.plan_of[user_id] = plan
                    connection.execute(
                        insert(schema.users).values(
                            id=user_id, name=user_id, language="en", state="active", created_ms=now_ms
                        )
                    )
                    if plan != "free":
                        subscribe(
                            connection, user_id=user_id, plan=self.tariff.plans[plan], start_ms=now_ms,
                            paid_until_ms=now_ms + 30 * DAY_MS, now_ms=now_ms,
                        )  # fmt: skip

    def _orders(self, start_ms: int, end_ms: int, overload: float) -> list[tuple[int, str]]:
        """Poisson arrivals, `overload` times what one place can make."""
        found, at_ms = [], float(start_ms)
        while (at_ms := at_ms + self.random.expovariate(overload / self.work_ms)) < end_ms:
            plan = self.random.choices(list(SHARE), weights=list(SHARE.values()))[0]
            found.append((round(at_ms), f"{plan}_{self.random.randrange(USERS[plan])}"))
        return found

    def _order(self, user_id: str, day: Day) -> None:
        plan = self.plan_of[user_id]
        day.orders[plan] += 1
        order = Order(
            user_id=user_id, product="motion_control", face="mudong", model_name="m", engine="puppet",
            request_json="{}", wire_json="{}", facts=PriceFacts(engine="puppet", short_side=720, duration_ms=5000),
            work=1.0,
        )  # fmt: skip
        try:
            with self.database.transaction() as connection:
                job = submit(connection, order, self.tariff, self.lifecycle, self.clock.now_ms())
        except TooManyJobs:
            day.refused[plan] += 1
            return
        self.standing[job.id] = job

    def _next(self, day: Day) -> Job | None:
        claimed, _ = self.release._client._sys_db.start_queued_workflows(self.queue, _EXECUTOR, "1", None)  # type: ignore[arg-type]
        if not claimed:
            return None
        with self.database.transaction() as connection:
            job = self.lifecycle.begin(connection, claimed[0], _EXECUTOR, self.clock.now_ms())
        assert job is not None
        del self.standing[job.id]
        hour = (job.created_ms - self.began_ms) // HOUR_MS
        waits_s = day.waits_s[self.plan_of[job.user_id]].setdefault(hour, [])
        waits_s.append((self.clock.now_ms() - job.created_ms) / SECOND_MS)
        # Deadlines count in whole seconds there.
        day.overtaken += sum(
            each.deadline_ms // SECOND_MS < job.deadline_ms // SECOND_MS for each in self._in_common_queue()
        )
        return job

    def _in_common_queue(self) -> list[Job]:
        from mudong.serve.jobs import store

        with self.database.reading() as connection:
            return [
                job
                for user_id in {job.user_id for job in self.standing.values()}
                for job in store.page(connection, user_id, states=("submitted",), limit=60)
                if job.released_ms is not None
            ]

    def _finish(self, job_id: str) -> None:
        outcome = Outcome(kind="failed", executor_id=_EXECUTOR, attempt=1, error_code="job.late", error_message="")
        with self.database.transaction() as connection:
            self.lifecycle.end(connection, job_id, outcome, self.clock.now_ms())

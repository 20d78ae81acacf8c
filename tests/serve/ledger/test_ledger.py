"""The ledger against a pure model of it: any order of grants, holds, captures, releases, expiries, plan changes,
crashes, repetitions and races gives the same balances, and the books always prove themselves.
"""

import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, event, insert, select, update
from tests.serve.soak.report import note

from mudong.serve.clock import DAY_MS, ManualClock
from mudong.serve.database import schema
from mudong.serve.database.connect import Database
from mudong.serve.errors import LedgerConflict, OutOfCredits
from mudong.serve.ledger.balance import balance
from mudong.serve.ledger.grants import adjust, expire, grant
from mudong.serve.ledger.holds import GRACE_MS, capture, find_hold, hold, release
from mudong.serve.ledger.months import Period, period_at
from mudong.serve.ledger.payments import PaymentEvent, apply_payment
from mudong.serve.ledger.plans import Plans
from mudong.serve.ledger.subscriptions import renew
from mudong.serve.ledger.verify import verify

T = TypeVar("T")
PLANS = Plans.load()
USERS = ("user_1", "user_2")
AMOUNTS = st.integers(1, 2_000)
LIVES = st.sampled_from([None, 1, DAY_MS, 40 * DAY_MS])
FAULTS = st.one_of(st.none(), st.none(), st.just(0), st.integers(1, 12))
"""Nothing goes wrong; the client does not hear the answer and repeats (0); the n-th statement fails."""


class Crash(Exception):
    """The process dies here."""


class Killer:
    """Lets the statement after `left` - 1 others never reach the database; 0 lets all pass."""

    def __init__(self, database: Database) -> None:
        self.left = 0
        event.listen(database.engine, "before_cursor_execute", self._see)

    def _see(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            raise Crash


@dataclass
class Bucket:
    """One bucket of the model."""

    grant_id: str
    amount: int
    expires: int | None

    def alive(self, now: int) -> bool:
        return self.expires is None or now < self.expires


@dataclass
class Account:
    """What the model knows of a user."""

    buckets: list[Bucket] = field(default_factory=list)
    months: set[tuple[str, int]] = field(default_factory=set)
    terms: list[tuple[int, int, str]] = field(default_factory=list)

    def spendable(self, now: int) -> list[Bucket]:
        alive = [b for b in self.buckets if b.amount and b.alive(now)]
        return sorted(alive, key=lambda b: (b.expires is None, b.expires or 0, b.grant_id))

    def take(self, amount: int, now: int) -> list[tuple[Bucket, int]] | None:
        parts = []
        for bucket in self.spendable(now):
            part = min(bucket.amount, amount)
            parts.append((bucket, part))
            amount -= part
            if not amount:
                break
        if amount:
            return None
        for bucket, part in parts:
            bucket.amount -= part
        return parts

    def expire(self, now: int) -> None:
        for bucket in self.buckets:
            if not bucket.alive(now):
                bucket.amount = 0

    def plan(self, now: int, first: int) -> tuple[str, Period]:
        running = [term for term in self.terms if term[0] <= now < term[1]]
        start, _, name = max(running, default=(first, 0, "free"))
        return name, period_at(start, now)


@dataclass
class Job:
    """One job of the model: what it holds from where, and how it ended."""

    user: str
    cost: int
    parts: list[tuple[Bucket, int]]
    state: str = "submitted"
    charged: int = 0


class LedgerMachine(RuleBasedStateMachine):
    """`database`, `killer` and `reset` are set by the test that runs it."""

    database: Database
    killer: Killer
    reset: Callable[[], None]
    num_steps = 0

    @initialize()
    def start(self) -> None:
        type(self).reset()
        self.clock = ManualClock()
        self.first = self.clock.now_ms()
        self.accounts = {user: Account() for user in USERS}
        self.jobs: dict[str, Job] = {}
        self.keys = 0
        with self.database.transaction() as connection:
            rows = [{"id": u, "name": u, "language": "en", "state": "active", "created_ms": self.first} for u in USERS]
            connection.execute(insert(schema.users), rows)

    @rule(duration=st.sampled_from([1, DAY_MS // 3, 2 * DAY_MS, 33 * DAY_MS]))
    def time_passes(self, duration: int) -> None:
        self.clock.advance(duration)

    @rule(user=st.sampled_from(USERS), amount=AMOUNTS, life=LIVES, fault=FAULTS)
    def give(self, user: str, amount: int, life: int | None, fault: int | None) -> None:
        now, key = self.clock.now_ms(), self._key()
        expires = None if life is None else now + life
        made = self._run(
            lambda c: grant(
                c, user_id=user, key=key, amount_cc=amount, category="promotion", expires_ms=expires, now_ms=now
            ),
            fault,
        )
        self.accounts[user].buckets.append(Bucket(made.id, amount, expires))

    @rule(user=st.sampled_from(USERS), amount=AMOUNTS, fault=FAULTS)
    def take_back(self, user: str, amount: int, fault: int | None) -> None:
        now, key = self.clock.now_ms(), self._key()
        parts = self.accounts[user].take(amount, now)
        work = lambda c: adjust(c, user_id=user, key=key, amount_cc=-amount, reason="test", now_ms=now)  # noqa: E731
        if parts is None:
            with pytest.raises(OutOfCredits):
                self._run(work, fault)
        else:
            self._run(work, fault)

    @rule(user=st.sampled_from(USERS), fault=FAULTS)
    def month_begins(self, user: str, fault: int | None) -> None:
        now = self.clock.now_ms()
        made = self._run(lambda c: renew(c, PLANS, user_id=user, now_ms=now), fault)
        assert made is not None
        self._renewed(user, made.id)

    @rule(user=st.sampled_from(USERS), plan=st.sampled_from(["standard", "pro"]), days=st.sampled_from([31, 90]),
          fault=FAULTS)  # fmt: skip
    def plan_is_paid(self, user: str, plan: str, days: int, fault: int | None) -> None:
        now = self.clock.advance(1)
        event_ = PaymentEvent(
            id=self._key(), kind="plan_paid", user_id=user, plan=plan, start_ms=now, end_ms=now + days * DAY_MS
        )
        self._run(lambda c: apply_payment(c, PLANS, event_, now), fault, same=False)
        self.accounts[user].terms.append((now, now + days * DAY_MS, plan))
        made = self._run(lambda c: renew(c, PLANS, user_id=user, now_ms=now), None)
        assert made is not None
        self._renewed(user, made.id)

    @rule(user=st.sampled_from(USERS), fault=FAULTS)
    def plan_ends(self, user: str, fault: int | None) -> None:
        now = self.clock.now_ms()
        event_ = PaymentEvent(id=self._key(), kind="plan_ended", user_id=user)
        self._run(lambda c: apply_payment(c, PLANS, event_, now), fault, same=False)
        account = self.accounts[user]
        account.terms = [(start, min(end, now), plan) for start, end, plan in account.terms]

    @rule(user=st.sampled_from(USERS), fault=FAULTS)
    def buckets_expire(self, user: str, fault: int | None) -> None:
        now = self.clock.now_ms()
        self._run(lambda c: expire(c, user_id=user, now_ms=now), fault, same=False)
        self.accounts[user].expire(now)

    @rule(user=st.sampled_from(USERS), cost=st.integers(0, 1_500), fault=FAULTS)
    def submit(self, user: str, cost: int, fault: int | None) -> None:
        now, job_id = self.clock.now_ms(), self._key()
        parts = self.accounts[user].take(cost, now) if cost else []
        if parts is None:
            with pytest.raises(OutOfCredits):
                self._run(lambda c: _submit(c, user, job_id, cost, now), fault)
            return
        self._run(lambda c: _submit(c, user, job_id, cost, now), fault)
        self.jobs[job_id] = Job(user, cost, parts)

    @precondition(lambda self: self._open())
    @rule(data=st.data(), share=st.integers(0, 100), fault=FAULTS)
    def succeed(self, data: st.DataObject, share: int, fault: int | None) -> None:
        now, job_id = self.clock.now_ms(), data.draw(st.sampled_from(self._open()))
        job = self.jobs[job_id]
        charged = job.cost * share // 100
        with pytest.raises(LedgerConflict), self.database.transaction() as connection:
            capture(connection, job_id=job_id, amount_cc=job.cost + 1, now_ms=now)
        self._run(lambda c: _succeed(c, job_id, charged, now), fault)
        self._ended(job, "succeeded", charged)

    @precondition(lambda self: self._open())
    @rule(data=st.data(), fault=FAULTS)
    def fail(self, data: st.DataObject, fault: int | None) -> None:
        now, job_id = self.clock.now_ms(), data.draw(st.sampled_from(self._open()))
        self._run(lambda c: _fail(c, job_id, now), fault)
        self._ended(self.jobs[job_id], "failed", 0)

    @precondition(lambda self: self._closed())
    @rule(data=st.data())
    def resolve_again(self, data: st.DataObject) -> None:
        """What has ended stays as it ended, whatever is tried."""
        now, job_id = self.clock.now_ms(), data.draw(st.sampled_from(self._closed()))
        job = self.jobs[job_id]
        wrong = [lambda c: capture(c, job_id=job_id, amount_cc=job.charged + 1, now_ms=now)]
        if job.state == "succeeded":
            wrong.append(lambda c: release(c, job_id=job_id, now_ms=now))
        for attempt in wrong:
            with pytest.raises(LedgerConflict):
                self._run(attempt, None)

    @precondition(lambda self: self._open())
    @rule(data=st.data())
    def race_to_resolve(self, data: st.DataObject) -> None:
        """Two workers end the same job differently at once: one of them does."""
        now, job_id = self.clock.now_ms(), data.draw(st.sampled_from(self._open()))
        job = self.jobs[job_id]
        done = _at_once(
            self.database,
            lambda c: _succeed(c, job_id, job.cost, now),
            lambda c: _fail(c, job_id, now),
        )
        assert {type(d) for d in done} == {LedgerConflict, type(None)}
        won = done.index(None) == 0
        self._ended(job, "succeeded" if won else "failed", job.cost if won else 0)

    @rule(user=st.sampled_from(USERS), cost=st.integers(1, 800))
    def race_to_hold(self, user: str, cost: int) -> None:
        """Two jobs at once never hold more than there is."""
        now, ids = self.clock.now_ms(), [self._key(), self._key()]
        done = _at_once(self.database, *[lambda c, i=i: _submit(c, user, i, cost, now) for i in ids])
        fits = min(2, sum(b.amount for b in self.accounts[user].spendable(now)) // cost)
        assert [type(d) for d in done].count(type(None)) == fits
        assert {type(d) for d in done} <= {type(None), OutOfCredits}
        held = sorted((i for i, d in zip(ids, done, strict=True) if d is None), key=self._order_of_holds)
        for job_id in held:
            parts = self.accounts[user].take(cost, now)
            assert parts is not None
            self.jobs[job_id] = Job(user, cost, parts)

    @invariant()
    def books_agree_with_the_model(self) -> None:
        type(self).num_steps += 1
        if not hasattr(self, "clock"):
            return
        assert self._seen() == self._expected()
        if self.num_steps % 20 == 0:
            self._prove()

    def teardown(self) -> None:
        if hasattr(self, "clock"):
            self._prove()

    def _prove(self) -> None:
        with self.database.reading() as connection:
            assert verify(connection) == ()
            now = self.clock.now_ms()
            for user, account in self.accounts.items():
                seen = balance(connection, user, now)
                assert seen.available_cc == sum(b.amount for b in account.spendable(now))
                assert [b.grant_id for b in seen.buckets] == [b.grant_id for b in account.spendable(now)]

    def _run(self, work: Callable[[Connection], T], fault: int | None, *, same: bool = True) -> T:
        """One transaction; with a fault the work is done again, after the crash or because the answer was lost.

        `same`: the second answer equals the first, instead of telling that there was nothing left to do.
        """
        if fault is None:
            with self.database.transaction() as connection:
                return work(connection)
        before = self._seen()
        self.killer.left = fault
        try:
            with self.database.transaction() as connection:
                first = work(connection)
        except Crash:
            assert self._seen() == before, "a crash leaves nothing behind"
            return self._run(work, None)
        finally:
            self.killer.left = 0
        again = self._run(work, None)
        assert again == first or not same, "doing it again gives the same answer"
        return first

    def _seen(self) -> dict[str, tuple[int, int | None]]:
        with self.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT account, amount_cc, expires_ms FROM balances WHERE amount_cc > 0")
            return {row[0]: (row[1], row[2]) for row in rows}

    def _expected(self) -> dict[str, tuple[int, int | None]]:
        buckets = [b for account in self.accounts.values() for b in account.buckets]
        seen: dict[str, tuple[int, int | None]] = {f"available:{b.grant_id}": (b.amount, b.expires) for b in buckets}
        for user in USERS:
            jobs = [job for job in self.jobs.values() if job.user == user]
            seen[f"held:{user}"] = (sum(job.cost for job in jobs if job.state == "submitted"), None)
        return {account: value for account, value in seen.items() if value[0]}

    def _renewed(self, user: str, grant_id: str) -> None:
        now, account = self.clock.now_ms(), self.accounts[user]
        account.expire(now)
        plan, period = account.plan(now, self.first)
        if (plan, period.start_ms) not in account.months:
            account.months.add((plan, period.start_ms))
            account.buckets.append(Bucket(grant_id, PLANS[plan].monthly_cc, period.end_ms))

    def _ended(self, job: Job, state: str, charged: int) -> None:
        now = self.clock.now_ms()
        job.state, job.charged = state, charged
        for bucket, part in job.parts:
            kept = min(part, charged)
            charged -= kept
            bucket.amount += part - kept
            if part > kept and not bucket.alive(now):
                bucket.expires = now + GRACE_MS

    def _order_of_holds(self, job_id: str) -> int:
        with self.database.reading() as connection:
            serial = select(schema.transfers.c.serial).where(schema.transfers.c.id == f"hold:{job_id}")
            return connection.scalar(serial) or 0

    def _open(self) -> list[str]:
        return [job_id for job_id, job in getattr(self, "jobs", {}).items() if job.state == "submitted"]

    def _closed(self) -> list[str]:
        return [job_id for job_id, job in getattr(self, "jobs", {}).items() if job.state != "submitted"]

    def _key(self) -> str:
        self.keys += 1
        return f"key_{self.keys}"


def _submit(connection: Connection, user: str, job_id: str, cost: int, now: int) -> None:
    """What submitting does to the ledger: the job and its hold in one transaction."""
    if find_hold(connection, job_id) is None:
        connection.execute(insert(schema.jobs).values(_JOB | {"id": job_id, "user_id": user, "cost_cc": cost}))
    hold(connection, user_id=user, job_id=job_id, amount_cc=cost, now_ms=now)


def _succeed(connection: Connection, job_id: str, charged: int, now: int) -> None:
    capture(connection, job_id=job_id, amount_cc=charged, now_ms=now)
    _end(connection, job_id, "succeeded", charged)


def _fail(connection: Connection, job_id: str, now: int) -> None:
    release(connection, job_id=job_id, now_ms=now)
    _end(connection, job_id, "failed", 0)


def _end(connection: Connection, job_id: str, state: str, charged: int) -> None:
    ended = {"state": state, "charged_cc": charged, "ended_ms": 1}
    connection.execute(update(schema.jobs).where(schema.jobs.c.id == job_id).values(ended))


_JOB = {
    "product": "text2video", "face": "kling_v1", "model_name": "m", "engine": "omni", "request_json": "{}",
    "wire_json": "{}", "state": "submitted", "stage": "", "deadline_ms": 0, "created_ms": 0, "updated_ms": 0,
}  # fmt: skip


def _at_once(database: Database, *works: Callable[[Connection], None]) -> list[Exception | None]:
    """Each work in its own thread and transaction, all let go together; what each raised."""
    gate, done = threading.Barrier(len(works)), [None] * len(works)

    def run(index: int, work: Callable[[Connection], None]) -> None:
        gate.wait()
        try:
            with database.transaction() as connection:
                work(connection)
        except Exception as error:
            done[index] = error

    threads = [threading.Thread(target=run, args=(i, work)) for i, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def _explore(database: Database, reset: Callable[[], None], examples: int, steps: int, *, fixed: bool) -> int:
    """Run the machine and tell how many steps it took."""
    fields = {"database": database, "killer": Killer(database), "reset": staticmethod(reset), "num_steps": 0}
    machine = type("Machine", (LedgerMachine,), fields)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=fixed, database=None,
            suppress_health_check=list(HealthCheck), phases=(Phase.generate,),
        ),
    )  # fmt: skip
    return machine.num_steps


def _fresh_copy(database: Database, template: Path, path: Path) -> Callable[[], None]:
    def reset() -> None:
        database.close()
        for leftover in path.parent.glob(path.name + "*"):
            leftover.unlink()
        shutil.copy(template, path)

    return reset


def _fast(raw: Any, _record: object) -> None:
    raw.execute("PRAGMA synchronous = OFF")


def _explore_sqlite(template: Path, folder: Path, examples: int, steps: int, *, fixed: bool) -> int:
    path = folder / "machine.db"
    database = Database.connect(f"sqlite:///{path}")
    event.listen(database.engine, "connect", _fast)
    return _explore(database, _fresh_copy(database, template, path), examples, steps, fixed=fixed)


def test_ten_thousand_steps_keep_the_books(sqlite_template: Path, tmp_path: Path):
    assert _explore_sqlite(sqlite_template, tmp_path, examples=115, steps=100, fixed=True) >= 10_000


def _explored(database: str, explore: Callable[[], int], *, least: int) -> None:
    """Explore, and note what it came to."""
    start_s = time.monotonic()
    steps = explore()
    note("ledger", {"database": database, "steps": steps, "wall_s": round(time.monotonic() - start_s)})
    assert steps >= least


@pytest.mark.slow
def test_thousands_of_steps_keep_the_books_on_postgresql(postgres_url: str):
    database = Database.connect(postgres_url)
    tables = ", ".join(schema.metadata.tables)

    def reset() -> None:
        with database.transaction() as connection:
            connection.exec_driver_sql(f"TRUNCATE {tables} CASCADE")

    _explored("postgresql", lambda: _explore(database, reset, examples=60, steps=100, fixed=False), least=5_000)


@pytest.mark.slow
def test_a_hundred_thousand_steps_keep_the_books(sqlite_template: Path, tmp_path: Path):
    def explore() -> int:
        return _explore_sqlite(sqlite_template, tmp_path, examples=1_100, steps=100, fixed=False)

    _explored("sqlite", explore, least=100_000)

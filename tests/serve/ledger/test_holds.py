"""Holds on both databases: in their order, once, and never more than there is, however many ask at once."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, insert

from mudong.serve.clock import DAY_MS, ManualClock
from mudong.serve.database import schema
from mudong.serve.database.connect import Database
from mudong.serve.errors import LedgerConflict, OutOfCredits, wire_of
from mudong.serve.ledger.balance import Balance, balance
from mudong.serve.ledger.grants import expire, grant
from mudong.serve.ledger.holds import GRACE_MS, Resolution, capture, hold, release
from mudong.serve.ledger.verify import verify
from mudong.spec.errors import MudongError

USER = "user_1"


@pytest.fixture
def buckets(any_database: Database, user_id: str, clock: ManualClock) -> Database:
    """10 credits that last two days, 10 that last one day, 10 that last for ever."""
    with any_database.transaction() as connection:
        for key, life_ms in (("two", 2 * DAY_MS), ("one", DAY_MS), ("ever", None)):
            grant(
                connection, user_id=user_id, key=key, amount_cc=1000, category="promotion", now_ms=clock.now_ms(),
                expires_ms=None if life_ms is None else clock.now_ms() + life_ms,
            )  # fmt: skip
    return any_database


def _balance(database: Database, now_ms: int) -> Balance:
    with database.reading() as connection:
        assert verify(connection) == ()
        return balance(connection, USER, now_ms)


def _amounts(database: Database, now_ms: int) -> list[int]:
    return [bucket.amount_cc for bucket in _balance(database, now_ms).buckets]


def test_what_expires_first_is_spent_first_and_what_comes_back_is_what_expires_last(
    buckets: Database, clock: ManualClock
):
    now = clock.now_ms()
    with buckets.transaction() as connection:
        hold(connection, user_id=USER, job_id="1", amount_cc=2500, now_ms=now)
    assert _amounts(buckets, now) == [500]
    with buckets.transaction() as connection:
        done = capture(connection, job_id="1", amount_cc=1200, now_ms=now)
    assert done == Resolution(job_id="1", kind="capture", captured_cc=1200, released_cc=1300)
    assert _amounts(buckets, now) == [800, 1000]


def test_a_release_puts_everything_back_where_it_was(buckets: Database, clock: ManualClock):
    before = _balance(buckets, clock.now_ms())
    with buckets.transaction() as connection:
        hold(connection, user_id=USER, job_id="1", amount_cc=2500, now_ms=clock.now_ms())
        release(connection, job_id="1", now_ms=clock.now_ms())
    assert _balance(buckets, clock.now_ms()) == before


def test_credits_that_expire_while_a_job_waits_come_back_for_a_day(buckets: Database, clock: ManualClock):
    with buckets.transaction() as connection:
        hold(connection, user_id=USER, job_id="1", amount_cc=1000, now_ms=clock.now_ms())
    late = clock.advance(3 * DAY_MS)
    with buckets.transaction() as connection:
        assert expire(connection, user_id=USER, now_ms=late) == 1000
        release(connection, job_id="1", now_ms=late)
    assert _amounts(buckets, late + GRACE_MS - 1) == [1000, 1000]
    with buckets.transaction() as connection:
        assert expire(connection, user_id=USER, now_ms=late + GRACE_MS - 1) == 0
        assert expire(connection, user_id=USER, now_ms=late + GRACE_MS) == 1000
    assert _amounts(buckets, late + GRACE_MS) == [1000]


@pytest.mark.parametrize(("after_ms", "lasts_ms"), [(DAY_MS - 1, 1), (DAY_MS, GRACE_MS)])
def test_the_day_of_grace_begins_with_the_moment_of_expiry(
    buckets: Database, clock: ManualClock, after_ms: int, lasts_ms: int
):
    with buckets.transaction() as connection:
        hold(connection, user_id=USER, job_id="1", amount_cc=1000, now_ms=clock.now_ms())
        release(connection, job_id="1", now_ms=clock.advance(after_ms))
    soonest = _balance(buckets, clock.now_ms()).buckets[0]
    assert soonest.expires_ms == clock.now_ms() + lasts_ms


def test_who_has_too_little_is_told_how_much_and_nothing_is_held(buckets: Database, clock: ManualClock):
    with pytest.raises(OutOfCredits) as caught, buckets.transaction() as connection:
        hold(connection, user_id=USER, job_id="1", amount_cc=3001, now_ms=clock.now_ms())
    assert caught.value.params == {"needed": "30.01", "available": "30"}
    assert (wire_of(caught.value).status, wire_of(caught.value).kling_code) == (402, 1102)
    assert _balance(buckets, clock.now_ms()).held_cc == 0


def test_a_job_that_costs_nothing_holds_nothing_and_ends_like_every_other(
    any_database: Database, user_id: str, clock: ManualClock
):
    with any_database.transaction() as connection:
        hold(connection, user_id=user_id, job_id="1", amount_cc=0, now_ms=clock.now_ms())
        capture(connection, job_id="1", amount_cc=0, now_ms=clock.now_ms())
        with pytest.raises(LedgerConflict):
            release(connection, job_id="1", now_ms=clock.now_ms())
    assert _balance(any_database, clock.now_ms()) == Balance(buckets=(), held_cc=0)


@pytest.mark.parametrize(
    "second",
    [
        lambda c, now: hold(c, user_id=USER, job_id="1", amount_cc=501, now_ms=now),
        lambda c, now: hold(c, user_id="user_2", job_id="1", amount_cc=500, now_ms=now),
        lambda c, now: capture(c, job_id="1", amount_cc=501, now_ms=now),
        lambda c, now: capture(c, job_id="1", amount_cc=-1, now_ms=now),
        lambda c, now: capture(c, job_id="2", amount_cc=1, now_ms=now),
        lambda c, now: release(c, job_id="2", now_ms=now),
    ],
)
def test_the_same_job_cannot_mean_two_things(
    buckets: Database, clock: ManualClock, second: Callable[[Connection, int], object]
):
    with buckets.transaction() as connection:
        hold(connection, user_id=USER, job_id="1", amount_cc=500, now_ms=clock.now_ms())
    with pytest.raises(MudongError) as caught, buckets.transaction() as connection:
        second(connection, clock.now_ms())
    assert wire_of(caught.value).status in (404, 500)
    assert _balance(buckets, clock.now_ms()).held_cc == 500


def test_many_at_once_hold_all_there_is_and_no_more(buckets: Database, clock: ManualClock):
    """Twelve threads want 7 credits each of 30, every one of them twice: four get them, once."""
    now, refused, gate = clock.now_ms(), [], threading.Barrier(12)

    def ask(job_id: str) -> None:
        gate.wait()
        for _ in range(2):
            try:
                with buckets.transaction() as connection:
                    hold(connection, user_id=USER, job_id=job_id, amount_cc=700, now_ms=now)
            except OutOfCredits:
                refused.append(job_id)

    _together(ask, [str(number) for number in range(12)])
    held = _balance(buckets, now)
    assert (held.available_cc, held.held_cc) == (200, 2800)
    assert len(refused) == 2 * (12 - 4)


def test_of_many_that_end_a_job_at_once_one_does(buckets: Database, clock: ManualClock):
    now, ended, late, gate = clock.now_ms(), [], [], threading.Barrier(8)
    with buckets.transaction() as connection:
        hold(connection, user_id=USER, job_id="1", amount_cc=1500, now_ms=now)

    def end(amount: str) -> None:
        gate.wait()
        try:
            with buckets.transaction() as connection:
                if amount == "0":
                    ended.append(release(connection, job_id="1", now_ms=now))
                else:
                    ended.append(capture(connection, job_id="1", amount_cc=int(amount), now_ms=now))
        except LedgerConflict:
            late.append(amount)

    _together(end, ["0", "1", "2", "3", "4", "5", "6", "7"])
    assert (len(ended), len(late)) == (1, 7)
    seen = _balance(buckets, now)
    assert (seen.held_cc, seen.available_cc) == (0, 3000 - ended[0].captured_cc)


def test_who_comes_while_another_ends_the_job_waits_and_is_told_so(buckets: Database, clock: ManualClock):
    now, told = clock.now_ms(), []

    def end_too() -> None:
        try:
            with buckets.transaction() as connection:
                release(connection, job_id="1", now_ms=now)
        except Exception as error:
            told.append(type(error))

    with buckets.transaction() as connection:
        hold(connection, user_id=USER, job_id="1", amount_cc=1500, now_ms=now)
    late = threading.Thread(target=end_too)
    with buckets.transaction() as connection:
        capture(connection, job_id="1", amount_cc=1500, now_ms=now)
        late.start()
        late.join(timeout=0.3)
        assert late.is_alive(), "it waits for the answer"
    late.join()
    assert told == [LedgerConflict]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_who_writes_a_row_of_the_user_first_does_not_wait_in_a_ring(buckets: Database, clock: ManualClock):
    """On PostgreSQL a row that refers to the user shares its key; both threads do so before either locks the user."""
    now, gate, held = clock.now_ms(), threading.Barrier(2), []

    def submit(job_id: str) -> None:
        with buckets.transaction() as connection:
            row = {"id": job_id, "user_id": USER, "hash": job_id, "hint": "", "name": "", "created_ms": now}
            connection.execute(insert(schema.api_keys).values(row))
            gate.wait()
            held.append(hold(connection, user_id=USER, job_id=job_id, amount_cc=1, now_ms=now))

    _together(submit, ["1", "2"])
    assert len(held) == 2


def _together(work: Callable[[str], None], names: list[str]) -> None:
    threads = [threading.Thread(target=work, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

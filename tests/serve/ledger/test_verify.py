"""Whatever is changed in the books behind the ledger's back, `verify` finds it and names it; right books are right."""

import inspect
import re
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import insert, text, update

from mudong.serve.clock import DAY_MS, ManualClock
from mudong.serve.database import schema
from mudong.serve.database.connect import Database
from mudong.serve.ledger import verify as module
from mudong.serve.ledger.grants import adjust, expire, grant
from mudong.serve.ledger.holds import capture, hold, release
from mudong.serve.ledger.verify import verify
from mudong.spec.messages import LANGUAGES, catalogue

JOB = {
    "user_id": "user_1", "product": "text2video", "face": "kling_v1", "model_name": "m", "engine": "omni",
    "request_json": "{}", "wire_json": "{}", "stage": "", "deadline_ms": 0, "created_ms": 0, "updated_ms": 0,
}  # fmt: skip


@pytest.fixture
def books(any_database: Database, clock: ManualClock) -> Database:
    """One of everything: two grants, a job that succeeded in part, one that failed, one that runs."""
    with any_database.transaction() as connection:
        for user_id in ("user_1", "user_2"):
            row = {"id": user_id, "name": user_id, "language": "en", "state": "active", "created_ms": 0}
            connection.execute(insert(schema.users).values(row))
        now = clock.now_ms()
        for key, expires in (("a", now + DAY_MS), ("b", None)):
            grant(
                connection, user_id="user_1", key=key, amount_cc=1000, category="purchase", expires_ms=expires,
                now_ms=now,
            )  # fmt: skip
        adjust(connection, user_id="user_1", key="c", amount_cc=-50, reason="test", now_ms=now)
        for job_id, cost in (("1", 1200), ("2", 300), ("3", 200)):
            connection.execute(insert(schema.jobs).values(JOB | {"id": job_id, "cost_cc": cost, "state": "submitted"}))
            hold(connection, user_id="user_1", job_id=job_id, amount_cc=cost, now_ms=now)
        capture(connection, job_id="1", amount_cc=700, now_ms=now)
        release(connection, job_id="2", now_ms=now)
        jobs = schema.jobs
        succeeded = {"state": "succeeded", "charged_cc": 700, "ended_ms": now}
        connection.execute(update(jobs).where(jobs.c.id == "1").values(succeeded))
        connection.execute(update(jobs).where(jobs.c.id == "2").values(state="failed", ended_ms=now))
        expire(connection, user_id="user_1", now_ms=clock.advance(2 * DAY_MS))
    return any_database


def test_right_books_are_right(books: Database):
    with books.reading() as connection:
        assert verify(connection) == ()
        kinds = set(connection.scalars(text("SELECT DISTINCT kind FROM transfers")))
    assert kinds == set(module._ROUTES), "the example has a transfer of every kind"


CORRUPTIONS = {
    "cache": "UPDATE balances SET amount_cc = amount_cc + 1 WHERE account = 'held:user_1'",
    "cache missing": "DELETE FROM balances WHERE account = 'held:user_1'",
    "cache expiry": "UPDATE balances SET expires_ms = 7 WHERE expires_ms IS NOT NULL",
    "cache entries": "UPDATE balances SET entries = entries + 1",
    "amount": "UPDATE entries SET amount_cc = -amount_cc WHERE transfer_id = 'hold:3'",
    "parts": "UPDATE entries SET amount_cc = amount_cc - 1 WHERE transfer_id = 'release:2'",
    "hold": "UPDATE holds SET amount_cc = amount_cc + 1 WHERE job_id = '3'",
    "hold gone": "DELETE FROM holds WHERE job_id = '3'",
    "held": "DELETE FROM entries WHERE transfer_id = 'release:2'",
    "grant": "UPDATE grants SET amount_cc = amount_cc + 1",
    "route": "UPDATE entries SET credit = 'revenue' WHERE transfer_id = 'release:2'",
    "owner": "UPDATE transfers SET user_id = 'user_2' WHERE id = 'hold:3'",
    "negative": "DELETE FROM entries WHERE transfer_id LIKE 'grant:%'",
    "orphan": "DELETE FROM transfers WHERE id = 'release:2'",
    "resolved_twice": "UPDATE transfers SET id = 'capture:3' WHERE id = 'capture:1'",
    "job_cost": "UPDATE jobs SET cost_cc = cost_cc + 1 WHERE id = '3'",
    "job_state": "UPDATE jobs SET state = 'failed', ended_ms = 1 WHERE id = '3'",
    "job_state open": "UPDATE jobs SET state = 'processing', ended_ms = NULL WHERE id = '2'",
    "job_charge": "UPDATE jobs SET charged_cc = charged_cc - 1 WHERE id = '1'",
}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_every_corruption_is_named(books: Database, name: str):
    _without_protection(books, CORRUPTIONS[name])
    with books.reading() as connection:
        found = verify(connection)
    assert name.split(maxsplit=1)[0] in {violation.rule for violation in found}, found
    for violation in found:
        for language in LANGUAGES:
            assert violation.text(language) != f"serve.violation_{violation.rule}"
            assert "{" not in re.sub(r"\{[^a-z]*\}|\{'.*\}", "", violation.text(language))


def test_every_rule_has_a_corruption_and_a_text():
    rules = set(re.findall(r'rule="(\w+)"', inspect.getsource(module)))
    assert {name.split(maxsplit=1)[0] for name in CORRUPTIONS} == rules
    assert {f"serve.violation_{rule}" for rule in rules} <= catalogue("en").keys()


def _without_protection(database: Database, statement: str) -> None:
    """As somebody would who has the database's password: triggers and constraints off."""
    if not database.is_sqlite:
        with database.transaction() as connection:
            connection.exec_driver_sql("SET session_replication_role = replica")
            connection.exec_driver_sql("ALTER TABLE entries DROP CONSTRAINT ck_entries_amount")
            connection.execute(text(statement))
        return
    with closing(sqlite3.connect(str(database.engine.url.database), isolation_level=None)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(statement)

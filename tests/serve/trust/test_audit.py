"""The chain holds in any order and under any hand, and every tampering with it shows."""

import threading

import pytest
from sqlalchemy import select, text

from mudong.serve.clock import ManualClock
from mudong.serve.database import schema
from mudong.serve.database.connect import Database
from mudong.serve.trust.audit import START, check_chain, record, rows_of


def _chain(database: Database):
    with database.reading() as connection:
        return check_chain(connection)


def _fill(database: Database, clock: ManualClock, rows: int) -> None:
    for n in range(rows):
        with database.transaction() as connection:
            record(
                connection, "key.created", actor="op", subject=f"키 {n}", user_id="u", now_ms=clock.advance(1),
                detail={"n": n},
            )  # fmt: skip


def test_an_empty_log_is_whole(database: Database):
    chain = _chain(database)
    assert (chain.rows, chain.head, chain.broken) == (0, START, ())


def test_rows_follow_each_other(any_database: Database, clock: ManualClock):
    _fill(any_database, clock, 5)
    chain = _chain(any_database)
    assert (chain.rows, chain.broken) == (5, ())
    with any_database.reading() as connection:
        last = rows_of(connection, "u")[0]
    assert (last.hash, last.subject) == (chain.head, "키 4")


def test_many_hands_write_one_chain(any_database: Database, clock: ManualClock):
    threads = [threading.Thread(target=_fill, args=(any_database, clock, 5)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (_chain(any_database).rows, _chain(any_database).broken) == (20, ())


@pytest.mark.parametrize(
    "tampering",
    ["UPDATE audit_log SET detail_json = '{}' WHERE id = 3", "UPDATE audit_log SET at_ms = at_ms + 1 WHERE id = 3",
     "UPDATE audit_log SET actor = 'me' WHERE id = 3", "UPDATE audit_log SET user_id = NULL WHERE id = 3",
     "DELETE FROM audit_log WHERE id = 3", "DELETE FROM audit_log WHERE id = 1",
     "UPDATE audit_log SET hash = 'x' WHERE id = 3"],
)  # fmt: skip
def test_every_tampering_shows(database: Database, clock: ManualClock, tampering: str):
    _fill(database, clock, 5)
    with database.transaction() as connection:
        for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).fetchall():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(tampering)
    assert _chain(database).broken


def test_the_database_itself_refuses_changes(any_database: Database, clock: ManualClock):
    _fill(any_database, clock, 1)
    for change in ("UPDATE audit_log SET actor = 'me'", "DELETE FROM audit_log"):
        with pytest.raises(Exception, match="append-only"), any_database.transaction() as connection:
            connection.exec_driver_sql(change)
    with any_database.reading() as connection:
        assert connection.scalar(select(schema.audit_log.c.actor)) == "op"

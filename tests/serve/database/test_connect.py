"""Transactions are all or nothing, readers see one moment, and writers wait for each other instead of failing."""

import threading
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError

from mudong.serve.database import schema
from mudong.serve.database.connect import Database
from mudong.spec.errors import InvalidRequest

USER = {"id": "u", "name": "u", "language": "en", "state": "active", "created_ms": 0}


def _names(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.scalars(select(schema.users.c.name)))


def test_a_transaction_is_all_or_nothing(any_database: Database):
    with suppress(ZeroDivisionError), any_database.transaction() as connection:
        connection.execute(insert(schema.users).values(USER))
        _ = 1 // 0
    assert _names(any_database) == []


def test_reading_changes_nothing(any_database: Database):
    with any_database.transaction() as connection:
        connection.execute(insert(schema.users).values(USER))
    with suppress(DBAPIError), any_database.reading() as connection:
        connection.execute(update(schema.users).values(name="changed"))
    assert _names(any_database) == ["u"]


def test_a_reader_sees_one_moment_while_others_write(any_database: Database):
    with any_database.reading() as connection:
        count = text("SELECT count(*) FROM users")
        assert connection.scalar(count) == 0
        with any_database.transaction() as other:
            other.execute(insert(schema.users).values(USER))
        assert connection.scalar(count) == 0
    assert _names(any_database) == ["u"]


def test_writers_that_read_first_wait_for_each_other(any_database: Database):
    """Eight threads add ten each by reading and writing back: none fails, none is lost."""
    with any_database.transaction() as connection:
        connection.execute(insert(schema.users).values(USER | {"created_ms": 0}))

    def add() -> None:
        for _ in range(10):
            with any_database.transaction() as connection:
                row = select(schema.users.c.created_ms).where(schema.users.c.id == "u").with_for_update()
                value = connection.scalar(row)
                assert value is not None
                connection.execute(update(schema.users).values(created_ms=value + 1))

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with any_database.reading() as connection:
        assert connection.scalar(select(schema.users.c.created_ms)) == 80


def test_sqlite_is_set_up_to_survive_a_crash(database: Database):
    with database.reading() as connection:
        pragmas = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in _PRAGMAS]
    assert pragmas == ["wal", 2, 1, 15_000]


_PRAGMAS = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")


@pytest.mark.parametrize("url", ["mysql://x/y", "no url"])
def test_another_kind_of_database_is_refused(url: str):
    with pytest.raises(InvalidRequest) as caught:
        Database.connect(url)
    assert caught.value.code == "serve.database_url"


def test_the_folder_of_a_new_database_is_made(tmp_path: Path):
    Database.connect(f"sqlite:///{tmp_path}/a/b/c.db").close()
    assert (tmp_path / "a" / "b").is_dir()


def test_a_new_database_may_be_opened_by_many_at_once(tmp_path: Path):
    failures: list[Exception] = []
    for number in range(40):
        gate = threading.Barrier(6)

        def start(url: str = f"sqlite:///{tmp_path}/{number}.db", gate: threading.Barrier = gate) -> None:
            gate.wait()
            try:
                with Database.connect(url).transaction() as connection:
                    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS t (a)")
            except DBAPIError as error:
                failures.append(error)

        threads = [threading.Thread(target=start) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []

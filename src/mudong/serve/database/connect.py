"""Connections and transactions. Callers pass the connection on, so that several steps are one transaction.

On SQLite every writing transaction takes the write lock as it begins: one that read first and wrote later could be
refused halfway whatever the timeout. On PostgreSQL writers lock the rows they depend on.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool

from mudong.spec.errors import InvalidRequest, Unavailable

_BUSY_TIMEOUT_MS = 15_000
_POOL = {"pool_size": 16, "max_overflow": 24}
"""As many as a web process has threads, so that none of them waits for a connection."""
_READ_ONLY = "mudong_read_only"


class Database:
    """One database. Thread-safe; a connection belongs to one thread at a time."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reader = engine.execution_options(**{_READ_ONLY: True})
        # SQLite lets writers wait by sleeping longer and longer; threads of one process rather queue up here.
        self._writing = threading.Lock() if self.is_sqlite else nullcontext()

    @classmethod
    def connect(cls, url: str, *, must_exist: bool = False) -> Database:
        """Open `sqlite:///path`, `sqlite://` (in memory) or `postgresql://...`; no table is made or asked for.

        must_exist: make no new file. Raises `InvalidRequest` (`serve.database_url`), or `Unavailable`: `serve.extra`
        without the driver, `serve.database_missing`.
        """
        parsed = _parsed(url)
        is_file = parsed.get_backend_name() == "sqlite" and parsed.database
        if must_exist and is_file and not Path(str(parsed.database)).exists():
            raise Unavailable("serve.database_missing", path=parsed.database)
        try:
            return cls(_sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _postgresql(parsed))
        except ModuleNotFoundError as missing:
            raise Unavailable("serve.extra", module=missing.name, extra="postgres") from missing

    @property
    def is_sqlite(self) -> bool:
        """Whether it is one file on this machine, so that one machine alone can serve it."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection in a writing transaction: all of the block, or nothing of it."""
        with self._writing, self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment and changes nothing; it waits for no writer."""
        with self._reader.connect() as connection:
            yield connection

    def close(self) -> None:
        """Close all idle connections."""
        self.engine.dispose()


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise InvalidRequest("serve.database_url", given="?") from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise InvalidRequest("serve.database_url", given=parsed.get_backend_name())
    return parsed


def _sqlite(url: URL) -> Engine:
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False}}
    if not url.database:
        options["poolclass"] = StaticPool
    else:
        options |= _POOL
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url.set(drivername="sqlite+pysqlite"), **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(raw: sqlite3.Connection, _record: object) -> None:
    raw.isolation_level = None
    raw.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
    _write_ahead(raw)
    for pragma in ("synchronous = FULL", "foreign_keys = ON"):
        raw.execute(f"PRAGMA {pragma}")


def _write_ahead(raw: sqlite3.Connection) -> None:
    """Turn the write-ahead log on. Of several that do so on a new file SQLite turns some away without waiting."""
    deadline_s = time.monotonic() + _BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            raw.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline_s:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(_READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _postgresql(url: URL) -> Engine:
    engine = create_engine(url.set(drivername="postgresql+psycopg"), **_POOL, pool_pre_ping=True)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(_READ_ONLY, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

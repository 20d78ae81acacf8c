"""Brings a database to this version's tables when a server starts; several servers may start at once."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from mudong.serve.database.connect import Database
from mudong.spec.errors import Unavailable

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 7_150_416


def migrate(database: Database) -> None:
    """Apply the migrations that are missing, all in one transaction.

    Raises `Unavailable` (`serve.database_newer`) when a newer Mudong has already changed the database.
    """
    with database.transaction() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if not _is_current(connection):
            command.upgrade(migration_config(connection), "head")


def open_existing(url: str) -> Database:
    """Connect to a database that a server has made, and change nothing.

    Raises `Unavailable`: `serve.database_missing`, `serve.database_older` or `serve.database_newer`.
    """
    database = Database.connect(url, must_exist=True)
    with database.reading() as connection:
        if not _is_current(connection):
            raise Unavailable("serve.database_older")
    return database


def open_database(url: str) -> Database:
    """Connect and migrate."""
    database = Database.connect(url)
    migrate(database)
    return database


def _is_current(connection: Connection) -> bool:
    """Whether every step was applied. Raises `Unavailable` (`serve.database_newer`) when there were unknown ones."""
    scripts = ScriptDirectory.from_config(migration_config(connection))
    known = {script.revision for script in scripts.walk_revisions()}
    applied = set(MigrationContext.configure(connection).get_current_heads())
    if unknown := applied - known:
        raise Unavailable("serve.database_newer", revision=", ".join(sorted(unknown)))
    return applied == set(scripts.get_heads())


def migration_config(connection: Connection, folder: Path = FOLDER) -> Config:
    """What Alembic needs to know: where the steps are, and the connection to take."""
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config

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
        config = migration_config(connection)
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        current = MigrationContext.configure(connection).get_current_heads()
        if unknown := set(current) - known:
            raise Unavailable("serve.database_newer", revision=", ".join(sorted(unknown)))
        command.upgrade(config, "head")


def open_database(url: str) -> Database:
    """Connect and migrate."""
    database = Database.connect(url)
    migrate(database)
    return database


def migration_config(connection: Connection, folder: Path = FOLDER) -> Config:
    """What Alembic needs to know: where the steps are, and the connection to take."""
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config

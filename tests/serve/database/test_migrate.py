"""The migrations give exactly the schema, on both databases, also when several servers start at once."""

import shutil
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from mudong.serve.database import schema
from mudong.serve.database.connect import Database
from mudong.serve.database.migrate import FOLDER, migrate, open_database
from mudong.serve.database.revise import revise
from mudong.spec.errors import Unavailable

_TABLES = text("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL")


def _definitions(database: Database) -> dict[str, list[str]]:
    """Every table and index with its lines in order of the alphabet: Alembic and SQLAlchemy order constraints apart."""
    with database.reading() as connection:
        rows = connection.execute(_TABLES).all()
    return {
        name: sorted(line.strip().rstrip(",").strip() for line in sql.splitlines())
        for name, sql in rows
        if not name.startswith(("alembic", "sqlite"))
    }


def test_the_migrations_give_the_schema_to_the_last_constraint(database: Database):
    """Alembic compares no CHECK constraints, so the definitions themselves are compared."""
    direct = Database.connect("sqlite://")
    schema.metadata.create_all(direct.engine)
    assert _definitions(database) == _definitions(direct)


def test_alembic_sees_no_difference(any_database: Database):
    with any_database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


@pytest.mark.parametrize("change", ["UPDATE payments SET kind = 'other'", "DELETE FROM payments"])
def test_what_is_append_only_refuses_every_change(any_database: Database, change: str):
    user = {"id": "u", "name": "u", "language": "en", "state": "active", "created_ms": 0}
    paid = {"id": "p", "user_id": "u", "kind": "plan_paid", "event_json": "{}", "applied_ms": 1}
    with any_database.transaction() as connection:
        connection.execute(insert(schema.users).values(user))
        connection.execute(insert(schema.payments).values(paid))
    with pytest.raises(DBAPIError, match="append-only"), any_database.transaction() as connection:
        connection.execute(text(change))


def test_a_database_from_the_future_is_left_alone(any_database: Database):
    with any_database.transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Unavailable) as caught:
        migrate(any_database)
    assert caught.value.code == "serve.database_newer"


def test_servers_that_start_at_once_migrate_once(tmp_path: Path):
    url, failures = f"sqlite:///{tmp_path}/new.db", []

    def start() -> None:
        try:
            open_database(url).close()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert "users" in _definitions(Database.connect(url))


def test_the_next_migration_is_written_from_the_schema(tmp_path: Path):
    """In a copy of the folder. Nothing has changed, so nothing is to be done."""
    copy = shutil.copytree(FOLDER, tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    written = revise("Nothing new", copy)
    num_steps = len(list((FOLDER / "versions").glob("[0-9]*.py")))
    assert written.name.startswith(f"{num_steps + 1:04d}_nothing_new")
    assert "pass" in written.read_text(encoding="utf-8")

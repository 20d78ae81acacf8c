"""Real databases, one a test, migrated. PostgreSQL runs from Debian's package, or the test says why not."""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from mudong.serve.clock import ManualClock
from mudong.serve.database.connect import Database
from mudong.serve.database.migrate import open_database

_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
_TEMPLATE = "mudong_template"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("database") / "template.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    shutil.copy(sqlite_template, tmp_path / "mudong.db")
    return f"sqlite:///{tmp_path / 'mudong.db'}"


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    opened = Database.connect(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def _postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of this test session, with a migrated template database."""
    if not _BINARIES:
        pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="mudong-pg-"))
    as_user = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    if as_user:
        shutil.chown(folder, "postgres", "postgres")

    def run(*command: str) -> None:
        subprocess.run(
            [_BINARIES[0] / command[0], *command[1:]], check=True, capture_output=True, cwd=folder, **as_user
        )

    run("initdb", "-D", f"{folder}/data", "-U", "mudong", "--auth=trust", "--no-sync", "--encoding=UTF8")
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=200"
    run("pg_ctl", "-D", f"{folder}/data", "-o", options, "-l", f"{folder}/log", "-w", "start")
    try:
        server = f"postgresql://mudong@/{{}}?host={folder}"
        _ask(server.format("postgres"), f"CREATE DATABASE {_TEMPLATE}")
        open_database(server.format(_TEMPLATE)).close()
        yield server
    finally:
        run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(_postgres: str) -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex}"
    _ask(_postgres.format("postgres"), f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
    yield _postgres.format(name)
    _ask(_postgres.format("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture
def any_database(database_url: str) -> Iterator[Database]:
    opened = Database.connect(database_url)
    yield opened
    opened.close()


def _ask(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)

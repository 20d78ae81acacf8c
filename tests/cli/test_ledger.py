"""`mudong ledger verify` as an operator runs it."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert

from mudong.serve.database import schema
from mudong.serve.database.migrate import open_database
from mudong.serve.ledger.grants import grant


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of a server that has given one user 12.5 credits."""
    database = open_database(f"sqlite:///{tmp_path / 'mudong.db'}")
    with database.transaction() as connection:
        row = {"id": "u", "name": "u", "language": "en", "state": "active", "created_ms": 0}
        connection.execute(insert(schema.users).values(row))
        grant(connection, user_id="u", key="a", amount_cc=1250, category="promotion", expires_ms=None, now_ms=1)
    database.close()
    return tmp_path


def _verify(folder: Path, *options: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mudong", "--lang", language, "ledger", "verify", *options]
    environment = {"MUDONG_DATA_DIR": str(folder), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_right_books_are_called_right(folder: Path):
    done = _verify(folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "right: 1 transfers; 12.5 credits issued" in done.stdout
    assert json.loads(_verify(folder, "--json").stdout)["right"]


def test_wrong_books_are_named_and_fail_the_command(folder: Path):
    with closing(sqlite3.connect(folder / "mudong.db", isolation_level=None)) as raw:
        raw.execute("UPDATE balances SET amount_cc = 9999")
    done = _verify(folder, language="ko")
    assert done.returncode == 1
    assert "9999" in done.stdout
    assert "1곳" in done.stdout
    report = json.loads(_verify(folder, "--json").stdout)
    assert [violation["rule"] for violation in report["violations"]] == ["cache"]


@pytest.mark.parametrize(
    ("database", "code"),
    [("sqlite:////nowhere/mudong.db", "serve.database_missing"), ("mysql://a/b", "serve.database_url")],
)
def test_what_is_no_database_of_ours_is_refused_and_nothing_is_made(folder: Path, database: str, code: str):
    done = _verify(folder, "--database", database)
    assert done.returncode in (2, 3)
    assert code in done.stderr


def test_a_database_without_our_tables_is_left_as_it_is(tmp_path: Path):
    (tmp_path / "mudong.db").touch()
    done = _verify(tmp_path)
    assert (done.returncode, "serve.database_older" in done.stderr) == (3, True)
    assert (tmp_path / "mudong.db").stat().st_size <= 4096

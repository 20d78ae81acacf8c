"""Processes of the real server killed at seeded moments: nothing is lost, charged twice or left held."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.serve.jobs.conftest import Files, make_server
from tests.serve.soak.chaos import Chaos, Count
from tests.serve.soak.report import SHARE, note

from mudong.serve.settings import Settings


@pytest.fixture
def unleash(tmp_path: Path, files: Files) -> Callable[..., Count]:
    def run(url: str | None, *, runs: int, seed: int, heartbeat_s: float = 1.0, takeover_s: float = 4.0) -> Count:
        settings = Settings(
            data_dir=tmp_path / "data", accounts=True, database_url=url, heartbeat_s=heartbeat_s, takeover_s=takeover_s
        )
        server = make_server(settings, files)
        try:
            return Chaos(server, seed=seed).run(runs)
        finally:
            server.service.close()

    return run


def test_twenty_kills_on_sqlite_lose_nothing(unleash):
    """How many of them catch a job at work is left to the machine's pace; tests/serve/jobs kills at chosen moments."""
    _lost_nothing(unleash(None, runs=20, seed=1), runs=20)


def test_five_kills_on_postgresql_lose_nothing(unleash, postgres_url: str):
    _lost_nothing(unleash(postgres_url, runs=5, seed=4), runs=5)


def _lost_nothing(count: Count, *, runs: int) -> None:
    assert not count.wrong, count
    assert (count.runs, sum(count.kinds.values())) == (runs, runs)
    assert max(count.takeovers_s + count.silent_takeovers_s, default=0) <= 30


@pytest.mark.slow
def test_two_hundred_kills_on_sqlite_lose_nothing(unleash):
    count = unleash(None, runs=round(200 * SHARE), seed=2)
    note("durability", count.to_plain())
    _lost_nothing(count, runs=count.runs)


@pytest.mark.slow
def test_fifty_kills_on_postgresql_lose_nothing(unleash, postgres_url: str):
    count = unleash(postgres_url, runs=round(50 * SHARE), seed=3)
    note("durability", count.to_plain())
    _lost_nothing(count, runs=count.runs)

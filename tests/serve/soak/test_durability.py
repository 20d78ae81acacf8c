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


def test_a_few_kills_lose_nothing(unleash):
    count = unleash(None, runs=5, seed=1, heartbeat_s=0.5)
    assert not count.wrong, count
    assert count.retried >= 1
    assert max(count.takeovers_s + count.silent_takeovers_s) < 30


@pytest.mark.slow
def test_two_hundred_kills_on_sqlite_lose_nothing(unleash):
    count = unleash(None, runs=round(200 * SHARE), seed=2)
    note("durability", count.to_plain())
    assert not count.wrong, count
    assert max(count.takeovers_s + count.silent_takeovers_s) <= 30


@pytest.mark.slow
def test_fifty_kills_on_postgresql_lose_nothing(unleash, postgres_url: str):
    count = unleash(postgres_url, runs=round(50 * SHARE), seed=3)
    note("durability", count.to_plain())
    assert not count.wrong, count
    assert max(count.takeovers_s + count.silent_takeovers_s) <= 30

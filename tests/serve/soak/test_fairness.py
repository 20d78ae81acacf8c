"""Three times too much to do: who pays more waits less, and nobody waits for ever."""

import pytest
from tests.serve.soak.fairness import USERS, Simulation
from tests.serve.soak.report import note


def _day(url: str, *, hours: float, work_s: float, seed: int) -> dict:
    simulation = Simulation(url, seed=seed, work_s=work_s)
    try:
        return simulation.run(hours=hours, overload=3.0).to_plain()
    finally:
        simulation.close()


def _check(day: dict) -> None:
    plans = [day["plans"][plan] for plan in USERS]
    waits = [plan["by_hour_s"] for plan in plans]
    assert waits == sorted(waits, reverse=True), "of those who order in the same hour, who pays more waits less"
    assert len(set(waits)) == len(waits)
    assert day["overtaken"] == 0
    assert day["plans"]["free"]["longest_s"] <= day["free_bound_s"]


def test_some_busy_hours(sqlite_url: str):
    _check(_day(sqlite_url, hours=3, work_s=180, seed=1))


@pytest.mark.slow
def test_a_busy_day(sqlite_url: str):
    day = _day(sqlite_url, hours=24, work_s=120, seed=2)
    note("fairness", day)
    _check(day)

"""Three times too much to do: who pays more waits less, and nobody waits for ever."""

import pytest
from tests.serve.soak.fairness import USERS, Simulation
from tests.serve.soak.report import note

from mudong.serve.clock import SECOND_MS
from mudong.serve.ledger.plans import Plans

PLANS = Plans.load()


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


@pytest.mark.slow
def test_a_busy_day(sqlite_url: str):
    day = _day(sqlite_url, hours=24, work_s=120, seed=2)
    note("fairness", day)
    _check(day)
    # Before a job come at most those that are open when it is ordered, and of what is ordered in the hour of head start
    # only as many as were done in that hour: all others find no room under the caps.
    most = sum(USERS[name] * PLANS[name].open for name in USERS)
    bound_s = most * day["work_s"] + PLANS["free"].delay_ms / SECOND_MS
    assert day["plans"]["free"]["longest_s"] <= bound_s

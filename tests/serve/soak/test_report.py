"""The report says what was run and no more."""

from collections import Counter

from tests.serve.soak.chaos import Count
from tests.serve.soak.fairness import USERS, Day
from tests.serve.soak.report import render


def test_every_figure_gets_its_place():
    about = {"day": "2026-01-01", "cores": 2}
    count = Count(database="sqlite", seed=7, heartbeat_s=1.0, takeover_s=4.0, runs=31, lost=13, takeovers_s=[1.5, 2.5])
    count.kinds = Counter(executor=20, worker=11)
    day = Day(hours=24, overload=3.0, work_s=60)
    for plan in USERS:
        day.waits_s[plan] = {0: [3600.0], 1: [7200.0]}
    runs = [
        {"name": "durability", **about, **count.to_plain()}, {"name": "fairness", **about, **day.to_plain()},
        {"name": "ledger", **about, "database": "sqlite", "steps": 100_200, "wall_s": 600},
    ]  # fmt: skip
    text = render(runs)
    for line in (
        "| kills | 31 |", "| of which | executor 20, worker 11 |", "| jobs lost | 13 |",
        "| takeover after a kill, median and longest | 2.0 s, 2.5 s (2) |",
        "| free | 40 | 0 | 0 | 1.5 h | 1.5 h | 2.0 h |",
        "| sqlite | 100,200 | 10 | 2026-01-01 |",
    ):  # fmt: skip
        assert line in text
    assert "durability" not in render([])

"""The plans that were promised, and what better plans must give."""

from itertools import pairwise
from pathlib import Path

import pytest

from mudong.serve.ledger.plans import FREE, LOCAL, Plans
from mudong.spec.errors import InvalidRequest

PLANS = Plans.load()


@pytest.mark.parametrize(
    ("name", "credits", "usd"), [("free", 166, 0), ("standard", 660, 10), ("pro", 3_000, 37), ("premier", 8_000, 92)]
)
def test_the_plans_give_and_cost_what_was_promised(name: str, credits: int, usd: int):
    assert (PLANS[name].monthly_cc, PLANS[name].price_usd_cents) == (credits * 100, usd * 100)


def test_a_better_plan_is_better_in_everything():
    for less, more in pairwise(PLANS[name] for name in ("free", "standard", "pro", "premier")):
        assert less.delay_ms > more.delay_ms
        for name in ("monthly_cc", "running", "open", "storage_bytes", "requests_per_minute"):
            assert getattr(less, name) < getattr(more, name)


def test_an_unknown_plan_is_named():
    with pytest.raises(InvalidRequest, match="gold"):
        PLANS["gold"]


@pytest.mark.parametrize("content", ["", "[free]", "[free]\nmonthly_credits = 'many'", "x ="])
def test_a_broken_plan_file_is_named(tmp_path: Path, content: str):
    (tmp_path / "plans.toml").write_text(content)
    with pytest.raises(InvalidRequest, match=r"plans\.toml"):
        Plans.load(tmp_path / "plans.toml")


def test_the_plans_of_nobody_and_of_one_are_always_there():
    assert PLANS[FREE].monthly_cc > 0 == PLANS[LOCAL].monthly_cc

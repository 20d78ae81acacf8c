"""Five seconds cost ten credits; the bill adds up; more never costs less."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.serve.ledger.amounts import cc_of, credits_of
from mudong.serve.ledger.prices import PriceFacts, Prices
from mudong.spec.errors import InvalidRequest
from mudong.spec.messages import LANGUAGES

PRICES = Prices.load()
FACTS = st.builds(
    PriceFacts, engine=st.sampled_from([*PRICES.by_engine, "unheard-of"]), short_side=st.integers(16, 5_000),
    duration_ms=st.integers(1, 180_000), pictures=st.integers(0, 9), draft=st.booleans(),
)  # fmt: skip


@pytest.mark.parametrize("engine", ["puppet", "omni", "anything"])
def test_five_seconds_of_the_base_case_cost_ten_credits(engine: str):
    assert PRICES.price(PriceFacts(engine=engine, short_side=720, duration_ms=5_000)).amount_cc == cc_of(10)


@pytest.mark.parametrize(
    ("facts", "amount_cc"),
    [
        ({"duration_ms": 5_001}, 1_001), ({"duration_ms": 1}, 200), ({"duration_ms": 5_000, "draft": True}, 500),
        ({"pictures": 1}, 100), ({"pictures": 3, "duration_ms": 5_000}, 300),
        ({"short_side": 1081, "duration_ms": 5_000}, 1_000),
    ],
)  # fmt: skip
def test_a_begun_hundredth_counts_a_clip_has_a_least_price_and_pictures_have_their_own(
    facts: dict[str, Any], amount_cc: int
):
    assert PRICES.price(PriceFacts(**{"engine": "puppet", "short_side": 1080} | facts)).amount_cc == amount_cc


@given(FACTS)
def test_the_lines_add_up_to_the_price_and_speak(facts: PriceFacts):
    price = PRICES.price(facts)
    assert sum(line.amount_cc for line in price.lines) == price.amount_cc > 0
    for language in LANGUAGES:
        assert all(credits_of(line.amount_cc) in line.text(language) for line in price.lines)


@given(FACTS, FACTS)
def test_longer_and_larger_never_costs_less(one: PriceFacts, other: PriceFacts):
    low = PriceFacts(
        engine=one.engine, short_side=min(one.short_side, other.short_side),
        duration_ms=min(one.duration_ms, other.duration_ms), draft=one.draft,
    )  # fmt: skip
    high = PriceFacts(
        engine=one.engine, short_side=max(one.short_side, other.short_side),
        duration_ms=max(one.duration_ms, other.duration_ms), draft=one.draft,
    )  # fmt: skip
    assert PRICES.price(low).amount_cc <= PRICES.price(high).amount_cc


@given(FACTS)
def test_without_accounts_everything_costs_nothing(facts: PriceFacts):
    assert Prices.nothing().price(facts).amount_cc == 0


@given(st.integers(-(10**12), 10**12))
def test_amounts_survive_being_written(amount_cc: int):
    assert cc_of(credits_of(amount_cc)) == amount_cc


def test_an_amount_between_two_hundredths_is_refused():
    with pytest.raises(ValueError, match="decimal"):
        cc_of("0.005")


def test_an_operators_own_prices_take_the_place_of_ours(tmp_path: Path):
    own = tmp_path / "prices.toml"
    own.write_text('[default]\nper_second = [[9999, "0.5"]]\nper_picture = "1"\nleast = "0"\ndraft = "1"\n')
    assert Prices.load(own).price(PriceFacts(engine="omni", short_side=720, duration_ms=1_500)).amount_cc == 75


@pytest.mark.parametrize(
    "content",
    [
        "", "[omni]", "no toml", '[default]\nper_second = []\nper_picture = "1"\nleast = "1"\ndraft = "1"',
        '[default]\nper_second = [[720, "3"], [1080, "2"]]\nper_picture = "1"\nleast = "1"\ndraft = "1"',
        '[default]\nper_second = [[720, "-3"]]\nper_picture = "1"\nleast = "1"\ndraft = "1"',
        '[default]\nper_second = [[720, "x"]]\nper_picture = "1"\nleast = "1"\ndraft = "1"',
        '[default]\nper_second = [[720, "1"]]\nper_picture = "1"\nleast = "1"\ndraft = "2"',
    ],
)  # fmt: skip
def test_a_broken_price_file_is_named(tmp_path: Path, content: str):
    (tmp_path / "prices.toml").write_text(content)
    with pytest.raises(InvalidRequest, match=r"prices\.toml"):
        Prices.load(tmp_path / "prices.toml")

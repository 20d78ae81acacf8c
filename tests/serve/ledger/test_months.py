"""Months follow each other without gap, wherever they are counted from."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from mudong.serve.ledger.months import month_after, period_at

MOMENTS = st.integers(1_600_000_000_000, 2_000_000_000_000)


def _ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@given(MOMENTS, st.integers(0, 10**11))
def test_every_moment_lies_in_one_month_and_the_next_begins_where_it_ends(anchor_ms: int, after_ms: int):
    period = period_at(anchor_ms, anchor_ms + after_ms)
    assert period.start_ms <= anchor_ms + after_ms < period.end_ms
    assert period_at(anchor_ms, period.end_ms).start_ms == period.end_ms
    assert period_at(anchor_ms, period.end_ms - 1) == period
    assert 28 <= (period.end_ms - period.start_ms) / 86_400_000 <= 31


def test_the_31st_is_the_last_day_of_shorter_months_and_comes_back():
    anchor = _ms("2027-01-31T12:00")
    assert [month_after(anchor, n) for n in (1, 2, 3)] == [
        _ms("2027-02-28T12:00"), _ms("2027-03-31T12:00"), _ms("2027-04-30T12:00"),
    ]  # fmt: skip


@given(MOMENTS, st.integers(1, 10**9))
def test_before_its_beginning_the_first_month_is_meant(anchor_ms: int, before_ms: int):
    assert period_at(anchor_ms, anchor_ms - before_ms).start_ms == anchor_ms

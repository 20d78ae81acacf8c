"""Over any span, nobody gets more than a minute's worth at once plus what the span refills; who waits is let in."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.serve.accounts import rates
from mudong.serve.accounts.rates import RateLimiter
from mudong.serve.errors import TooFast, wire_of


def _allowed(limiter: RateLimiter, key: str, per_minute: int, now_ms: int) -> bool:
    try:
        limiter.take(key, per_minute, now_ms)
    except TooFast:
        return False
    return True


@given(st.integers(1, 120), st.lists(st.integers(0, 5_000), min_size=1, max_size=300))
def test_the_rate_holds_over_every_span(per_minute: int, pauses_ms: list[int]):
    limiter, now_ms, let_in = RateLimiter(), 0, []
    for pause_ms in pauses_ms:
        now_ms += pause_ms
        if _allowed(limiter, "k", per_minute, now_ms):
            let_in.append(now_ms)
    for first, start_ms in enumerate(let_in):
        for count, end_ms in enumerate(let_in[first:], start=1):
            assert count <= per_minute + (end_ms - start_ms) * per_minute / 60_000 + 1e-6


@given(st.integers(1, 1000), st.integers(0, 100_000))
def test_who_waits_as_long_as_told_is_let_in(per_minute: int, start_ms: int):
    limiter = RateLimiter()
    for _ in range(per_minute):
        limiter.take("k", per_minute, start_ms)
    with pytest.raises(TooFast) as caught:
        limiter.take("k", per_minute, start_ms)
    assert wire_of(caught.value).kling_code == 1302
    wait_s = caught.value.params["retry_after_s"]
    assert isinstance(wait_s, int)
    assert _allowed(limiter, "k", per_minute, start_ms + wait_s * 1000)


def test_keys_do_not_disturb_each_other_and_a_clock_that_goes_back_gives_nothing():
    limiter = RateLimiter()
    assert _allowed(limiter, "a", 1, 100_000)
    assert _allowed(limiter, "b", 1, 100_000)
    assert not any(_allowed(limiter, "a", 1, now_ms) for now_ms in (0, 50_000, 100_000, 100_001))


def test_threads_together_get_what_one_would():
    limiter, let_in = RateLimiter(), []
    threads = [
        threading.Thread(target=lambda: let_in.extend(_allowed(limiter, "k", 50, 0) for _ in range(40)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(let_in) == 50


def test_made_up_keys_do_not_fill_the_memory():
    limiter = RateLimiter()
    for number in range(rates._MANY * 2):
        limiter.take(str(number), 1, 0)
    assert len(limiter._tokens) == rates._MANY

"""Ids sort by their birth, do not repeat, and have the form that clients know."""

import re

from hypothesis import given
from hypothesis import strategies as st

from mudong.serve.ids import new_element_id, new_id, new_job_id

MOMENTS = st.integers(1_780_000_000_000, 4_000_000_000_000)


@given(MOMENTS, st.integers(1, 10**12))
def test_ids_sort_by_their_birth(now_ms: int, later_ms: int):
    assert new_id("job", now_ms) < new_id("job", now_ms + later_ms)
    assert new_job_id(now_ms) < new_job_id(now_ms + later_ms)
    assert int(new_element_id(now_ms)) < int(new_element_id(now_ms + later_ms))


@given(MOMENTS)
def test_ids_have_the_form_that_clients_know(now_ms: int):
    assert re.fullmatch(r"asset_[0-9a-hjkmnp-tv-z]{22}", new_id("asset", now_ms))
    assert re.fullmatch(r"[1-9]\d{17}", new_job_id(now_ms))
    assert 0 < int(new_element_id(now_ms)) < 2**53, "a JSON number that no client rounds"


def test_ids_of_one_moment_do_not_repeat():
    assert len({new_id("a", 1_780_000_000_000) for _ in range(10_000)}) == 10_000

"""A link opens one file, as it says, until it says; nothing about it can be changed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mudong.serve.clock import DAY_MS, HOUR_MS
from mudong.serve.storage.links import link_to, opens

_KEY = b"k" * 32
_NOW = 1_780_000_000_000


def signature(link, key=_KEY) -> str:
    return link.query(key).rpartition("=")[2]


@given(st.integers(0, 2**43), st.booleans())
def test_it_opens_for_a_day_and_an_hour_at_most(now: int, download: bool) -> None:
    link = link_to("asset_1", now, download=download)
    assert opens(link, signature(link), _KEY, now + DAY_MS - 1)
    assert not opens(link, signature(link), _KEY, now + DAY_MS + HOUR_MS)


def test_who_polls_gets_the_same_link() -> None:
    assert link_to("a", _NOW - _NOW % HOUR_MS + 1) == link_to("a", _NOW - _NOW % HOUR_MS + HOUR_MS)


def test_a_changed_link_opens_nothing() -> None:
    link = link_to("asset_1", _NOW)
    good = signature(link)
    for other in (
        replace(link, asset_id="asset_2"), replace(link, expires_ms=link.expires_ms + 1), replace(link, download=True),
    ):  # fmt: skip
        assert not opens(other, good, _KEY, _NOW)
    for forged in ("", good[:-1], good + "A", "ü", signature(link, b"x" * 32)):
        assert not opens(link, forged, _KEY, _NOW)

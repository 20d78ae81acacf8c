"""Fetching ahead changes nothing but the time."""

import threading

import pytest

from mudong.motion.pose.ahead import ahead


@pytest.mark.parametrize("count", [0, 1, 3, 50])
def test_the_same_items_in_the_same_order(count):
    assert list(ahead(iter(range(count)), 4)) == list(range(count))


def test_an_error_comes_after_the_items_before_it():
    def source():
        yield 1
        yield 2
        raise ValueError("third")

    got: list[int] = []
    with pytest.raises(ValueError, match="third"):
        got.extend(ahead(source(), 8))
    assert got == [1, 2]


def test_closing_closes_the_source_and_its_thread():
    closed = threading.Event()

    def source():
        try:
            yield from range(1000)
        finally:
            closed.set()

    before = threading.active_count()
    items = ahead(source(), 4)
    assert next(items) == 0
    items.close()
    assert closed.is_set()
    assert threading.active_count() == before


def test_no_more_than_the_depth_is_fetched():
    fetched = []
    items = ahead((fetched.append(i) or i for i in range(100)), 3)
    next(items)
    items.close()
    assert len(fetched) <= 5

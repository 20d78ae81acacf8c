from hypothesis import given
from hypothesis import strategies as st

from mudong.train.optim.schedule import Schedule


@given(samples=st.integers(0, 2000))
def test_it_rises_stays_and_falls_to_nothing(samples: int):
    schedule = Schedule(warmup=100).cooling(600, 400)
    factor = schedule.factor(samples)
    assert 0 <= factor <= 1
    if 100 <= samples <= 600:
        assert factor == 1
    if samples >= 1000:
        assert factor == 0
        assert schedule.is_over(samples)


def test_an_end_that_has_begun_stays():
    schedule = Schedule(warmup=1).cooling(50, 10)
    assert schedule.cooling(90, 10) == schedule


def test_without_an_end_it_is_never_over():
    assert not Schedule(warmup=1).is_over(10**12)

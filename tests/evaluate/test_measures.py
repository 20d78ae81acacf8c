import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.evaluate.measures import confusion, figure, hits


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_the_interval_holds_the_mean(values: list[bool]):
    found = figure(np.array(values, float))
    assert found.low <= found.value <= found.high
    assert found.value == pytest.approx(np.mean(values))
    assert found.count == len(values)


def test_intervals_narrow_with_the_root_of_the_count():
    few, many = (figure(np.tile([0.0, 1.0], half)) for half in (50, 800))
    assert (few.high - few.low) / (many.high - many.low) == pytest.approx(4, rel=0.2)
    assert few.high - few.low == pytest.approx(4 * 0.05, rel=0.15)


def test_what_does_not_count_is_left_out_and_nothing_is_no_figure():
    assert figure(np.array([1.0, np.nan, 0.0, np.nan])).count == 2
    with pytest.raises(ValueError, match="at least one"):
        figure(np.array([np.nan]))


def test_a_joint_at_the_reach_is_found_and_beyond_it_or_unknown_is_not():
    wanted = np.zeros((1, 4, 2))
    found = np.array([[[3.0, 4.0], [3.0, 4.1], [0.0, 0.0], [np.nan, 0.0]]])
    assert hits(found, wanted, 5.0) == 0.5
    assert hits(found, wanted, 5.0, np.array([[True, False, True, False]])) == 1.0
    assert np.isnan(hits(found, wanted, 5.0, np.zeros((1, 4), bool)))


def test_confusion_counts_every_told_clip_once():
    wanted, found = np.array([0, 1, 1, 2, -1, 2]), np.array([0, 1, 0, 2, 1, -2])
    assert confusion(found, wanted, 3).tolist() == [[1, 0, 0], [1, 1, 0], [0, 0, 1]]

import numpy as np
import pytest

from mudong.train.objectives.mix import Mix

MIX = Mix(first_frame=0.2, reference=0.3, motion=0.5, tail=0.25)


def test_conditions_come_as_often_as_is_said_and_never_hold_the_same_rows():
    rng = np.random.default_rng(1)
    drawn = [MIX.draw(rng, frames=6) for _ in range(4000)]
    for name in ("first_frame", "reference", "motion", "tail"):
        assert np.mean([name in names for names in drawn]) == pytest.approx(getattr(MIX, name), abs=0.03)
    assert not any({"first_frame", "tail"} <= set(names) for names in drawn)


@pytest.mark.parametrize(("frames", "never"), [(1, {"first_frame", "tail"}), (2, {"tail"})])
def test_something_is_always_left_to_make(frames: int, never: set[str]):
    rng = np.random.default_rng(2)
    assert not any(never & set(MIX.draw(rng, frames)) for _ in range(300))

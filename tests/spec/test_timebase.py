"""Frames and seconds are inverse to each other at every rate."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.spec.timebase import Timebase

RATES = st.sampled_from(["15", "16", "23.976", "24", "25", "29.97", "30", "50", "59.94", "60", "119.88", "120"])
FRAMES = st.integers(0, 500_000)


@given(RATES, FRAMES)
def test_the_frame_at_the_start_of_a_frame_is_that_frame(rate: str, frame: int):
    timebase = Timebase.of(float(rate))
    assert timebase.frame_at(timebase.seconds_at(frame)) == frame


@given(RATES, FRAMES, st.floats(0.02, 0.98))
def test_a_frame_stays_on_screen_until_the_next(rate: str, frame: int, part: float):
    timebase = Timebase.of(float(rate))
    assert timebase.frame_at(float((frame + Fraction(part)) / timebase.fps)) == frame


@given(RATES, st.integers(1, 500_000))
def test_a_clip_of_n_frames_has_n_frames(rate: str, frames: int):
    timebase = Timebase.of(float(rate))
    assert timebase.num_frames(timebase.seconds_at(frames)) == frames


@given(st.fractions(Fraction(1), Fraction(120), max_denominator=1001))
def test_an_exact_rate_stays_exact(fps: Fraction):
    assert Timebase.of(fps).fps == fps


@pytest.mark.parametrize(
    ("given_rate", "exact"),
    [
        (29.97, "30000/1001"), (23.976, "24000/1001"), (59.94, "60000/1001"), (30, "30"), (12.5, "25/2"),
        ("30000/1001", "30000/1001"),
    ],
)  # fmt: skip
def test_broadcast_rates_become_their_fraction(given_rate: float | str, exact: str):
    assert Timebase.of(given_rate).fps == Fraction(exact)


def test_half_a_second_is_no_empty_clip():
    assert Timebase.of(30).num_frames(0.001) == 1


@pytest.mark.parametrize("rate", [0, -1.0, Fraction(0)])
def test_a_rate_that_is_not_positive_is_refused(rate: float | Fraction):
    with pytest.raises(ValueError, match="positive"):
        Timebase.of(rate)

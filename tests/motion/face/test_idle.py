"""A face that nobody leads: it blinks every two to six seconds, and never stares."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudong.motion.face.idle import idle_face


@settings(deadline=None)
@given(
    seed=st.integers(0, 2**31), fps=st.sampled_from([Fraction(16), Fraction(30), Fraction(30000, 1001), Fraction(60)])
)
def test_blinks_come_as_people_blink(seed: int, fps: Fraction) -> None:
    frames = idle_face(round(60 * fps), fps, seed)
    shut = np.array([frame.eye_l for frame in frames])
    assert [frame.eye_r for frame in frames] == list(shut)
    down = shut < -0.6
    starts = np.flatnonzero(down[1:] & ~down[:-1]) / float(fps)
    assert 9 <= len(starts) <= 31
    assert (np.diff(starts) > 1.9).all()
    assert (np.diff(starts) < 6.2).all()
    assert down.mean() < 0.12
    assert max(abs(frame.nod) for frame in frames) < 1


def test_same_seed_same_frames() -> None:
    assert idle_face(90, 30, 5) == idle_face(90, 30, 5) != idle_face(90, 30, 6)
    assert idle_face(0, 30, 5) == ()


@pytest.mark.parametrize("fps", [16, 30])
def test_a_blink_shuts_the_eye_in_at_least_one_frame(fps: int) -> None:
    shut = [frame.eye_l for frame in idle_face(60 * fps, fps, 1)]
    assert min(shut) == pytest.approx(-1, abs=0.15)

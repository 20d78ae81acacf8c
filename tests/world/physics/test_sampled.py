"""A time has one state, whatever the other times asked for."""

from __future__ import annotations

import numpy as np

from mudong.world.physics.constants import STEP_S
from mudong.world.physics.sampled import frame_times, sampled


def _falling(times: np.ndarray) -> np.ndarray:
    state = [0.0, 0.0]

    def step(_: int) -> None:
        state[1] -= 10 * STEP_S
        state[0] += state[1] * STEP_S

    return sampled(step, lambda: np.array(state), times)


def test_rates_agree_where_their_times_meet() -> None:
    slow = _falling(frame_times(13, 12))
    for fps, stride in ((24, 2), (60, 5), (120, 10)):
        assert (_falling(frame_times(12 * stride + 1, fps))[::stride] == slow).all()


def test_odd_rates_lie_on_the_same_curve() -> None:
    odd = _falling(frame_times(26, 25))
    fine = _falling(frame_times(1000, 240))
    assert np.allclose(odd[:, 0], np.interp(frame_times(26, 25), frame_times(1000, 240), fine[:, 0]), atol=1e-12)


def test_repeated_times_repeat() -> None:
    states = _falling(np.array([0.0, 0.101, 0.101, 0.103]))
    assert (states[1] == states[2]).all()
    assert states[3][0] < states[2][0]

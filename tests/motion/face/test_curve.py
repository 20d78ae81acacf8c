"""Tabulated lines: through their points, level beyond their ends."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.motion.face.curve import Curve, positions, through


def test_a_straight_chain_is_found_again_anywhere() -> None:
    u = positions(-10, 50)
    line = Curve(
        table=np.stack([through(u, np.array([[0.0, 5.0], [40.0, 25.0]])), 2 * u]).astype(np.float32), first_u=-10
    )
    v, twice = line.at(np.array([[0.0, 10.0, 33.3, 45.0, 500.0]], np.float32))
    assert v[0, 1:] == pytest.approx([10, 21.65, 25, 25], abs=0.2)
    assert v[0, 0] == pytest.approx(5, abs=0.6)
    assert twice[0] == pytest.approx([0, 20, 66.6, 90, 100], abs=0.6)


def test_a_chain_may_run_either_way() -> None:
    u = positions(0, 30)
    chain = np.array([[0.0, 1.0], [12.0, 7.0], [30.0, 2.0]])
    assert through(u, chain) == pytest.approx(through(u, chain[::-1]))

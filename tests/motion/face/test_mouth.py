"""The mouth as a map along v: it never runs backwards, and it opens by what was asked for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudong.motion.face.rig import FaceRig


def _columns(rig: FaceRig, opening: float) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
    mouth = rig.mouth
    u0, v0, u1, v1 = mouth.bounds(opening)
    u, v = np.meshgrid(np.linspace(u0, u1, 60), np.arange(v0 - 8, v1 + 12, 0.5))
    u, v = u.astype(np.float32), v.astype(np.float32)
    above, below, _ = mouth.sides(opening, np.dstack([u, v]))
    return mouth.between(opening, u, v, above, below)


@settings(deadline=None)
@given(wanted=st.floats(-40, 60))
def test_no_column_of_the_mouth_runs_backwards(rig: FaceRig, wanted: float) -> None:
    source, _ = _columns(rig, rig.mouth.opening(wanted))
    assert np.diff(source, axis=0).min() > -0.02


@settings(deadline=None)
@given(wanted=st.tuples(st.floats(-40, 60), st.floats(-40, 60)))
def test_more_is_wanted_more_is_opened(rig: FaceRig, wanted: tuple[float, float]) -> None:
    low, high = sorted(wanted)
    assert rig.mouth.opening(low) <= rig.mouth.opening(high) <= rig.mouth.limit_px
    assert rig.mouth.opening(low) >= -rig.mouth.rest_px


def test_the_lips_part_by_the_opening(rig: FaceRig) -> None:
    _, (rest_upper, _, rest_lower) = _columns(rig, 0.0)
    _, (upper, start, lower) = _columns(rig, 8.0)
    gap, rest = (lower - upper).max(), (rest_lower - rest_upper).max()
    assert gap - rest == pytest.approx(8.0, abs=0.2)
    assert (upper <= start).all()
    assert (start <= lower).all()

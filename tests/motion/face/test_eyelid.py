"""A lid: down to the lower lid when shut, never folded, and without any effect outside its eye."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudong.motion.face.rig import FaceRig


def _around(rig: FaceRig, side: int) -> tuple[np.ndarray, np.ndarray]:
    u0, v0, u1, v1 = rig.lids[side].bounds
    u, v = np.meshgrid(np.linspace(u0, u1, 40), np.arange(v0 - 6, v1 + 6, 0.5))
    return u.astype(np.float32), v.astype(np.float32)


@settings(deadline=None)
@given(shut=st.floats(0, 1), side=st.integers(0, 1))
def test_the_skin_of_a_lid_never_folds(rig: FaceRig, shut: float, side: int) -> None:
    u, v = _around(rig, side)
    source, cover = rig.lids[side].close(shut, u, v)
    on_lid = cover[1:] > 0
    assert np.diff(source, axis=0)[on_lid].min() > 0.02
    assert (np.diff(cover, axis=0) <= 1e-6).all()


@settings(deadline=None)
@given(side=st.integers(0, 1))
def test_an_open_lid_moves_nothing(rig: FaceRig, side: int) -> None:
    u, v = _around(rig, side)
    source, _ = rig.lids[side].close(0.0, u, v)
    assert source == pytest.approx(v, abs=1e-4)


def test_a_shut_lid_covers_the_eye_and_keeps_its_lashes(rig: FaceRig) -> None:
    lid = rig.lids[0]
    edge, gap = lid.edges.table
    middle = int(gap.argmax())
    u = np.full((1, 1), lid.edges.first_u + middle / 4, np.float32)
    v = np.full((1, 1), edge[middle] + 0.85 * gap[middle], np.float32)
    source, cover = lid.close(1.0, u, v)
    assert cover == pytest.approx(1.0, abs=0.35)
    assert edge[middle] - 2.5 * lid.lash_px < float(source[0, 0]) <= edge[middle] + 0.3
    _, cover = lid.close(0.0, u, v)
    assert float(cover[0, 0]) == 0

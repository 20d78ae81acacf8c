"""The coarse grid: what is linear comes back exactly, a part of it equals that part of the whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudong.motion.face.lattice import Lattice, bump, sample, smoothstep


@settings(deadline=None)
@given(step=st.integers(2, 9), left=st.integers(0, 9), top=st.integers(0, 9))
def test_positions_come_back_exactly(step: int, left: int, top: int) -> None:
    lattice = Lattice.over((left, top, left + 130, top + 97), step)
    x0, y0, x1, y1 = lattice.box
    assert left <= x0 <= x1 <= left + 130
    assert top <= y0 <= y1 <= top + 97
    everywhere = lattice.enlarge(lattice.nodes)
    x, y = np.meshgrid(np.arange(x0, x1), np.arange(y0, y1))
    assert np.abs(everywhere - np.dstack([x, y])).max() < 1e-3


def test_a_part_equals_that_part_of_the_whole() -> None:
    lattice = Lattice.over((5, 9, 150, 120), 6)
    values = np.random.default_rng(3).normal(size=lattice.nodes.shape[:2]).astype(np.float32)
    cells = lattice.cells((40, 30, 77, 64))
    rows, columns = lattice.pixels(cells)
    assert lattice.enlarge(values, cells) == pytest.approx(lattice.enlarge(values)[rows, columns], abs=1e-6)
    x0, y0 = lattice.box[:2]
    assert x0 + columns.start <= 40
    assert y0 + rows.start <= 30
    assert x0 + columns.stop >= 77
    assert y0 + rows.stop >= 64


def test_kernels_begin_and_end_where_they_say() -> None:
    at = np.linspace(-0.5, 1.5, 41)
    assert smoothstep(at)[[0, 10, 20, 30, 40]] == pytest.approx([0, 0, 0.5, 1, 1])
    assert bump(np.array([0.0, 1.0, 4.0])) == pytest.approx([1, 0, 0])
    assert (np.diff(bump(np.linspace(0, 1, 50))) < 0).all()


def test_a_look_up_continues_its_edge() -> None:
    values = np.arange(12, dtype=np.float32).reshape(3, 4)
    where = np.array([[[1.5, 1.0], [-9.0, 0.0], [99.0, 99.0]]], np.float32)
    assert sample(values, where) == pytest.approx(np.array([[5.5, 0.0, 11.0]]))

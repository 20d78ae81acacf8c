"""Ways inside an outline: distances by foot, ends of limbs, middle lines."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.motion.silhouette.paths import Outline, along, length


def cross() -> np.ndarray:
    mask = np.zeros((101, 81), bool)
    mask[:, 35:46] = True
    mask[40:51, :] = True
    return mask


def test_the_four_ends_of_a_cross_are_its_tips():
    tips = Outline.of(cross()).tips(np.array([40.0, 45.0]), 20)
    assert len(tips) == 4
    ends = {("x", 0) if x < 5 else ("x", 80) if x > 75 else ("y", 0) if y < 5 else ("y", 100) for x, y in tips}
    assert ends == {("x", 0), ("x", 80), ("y", 0), ("y", 100)}


def test_the_way_keeps_to_the_middle_and_is_connected():
    outline = Outline.of(cross())
    way = outline.way(np.array([40.0, 2.0]), np.array([78.0, 45.0]))
    assert np.abs(np.diff(way, axis=0)).max() == 1
    assert np.median(outline.depth_at(way)) >= 5
    assert length(way) == pytest.approx(2 * 40, rel=0.15)


def test_along_a_way():
    way = np.array([(0, 0), (10, 0), (10, 10)], float)
    assert along(way, 0.0).tolist() == [0, 0]
    assert along(way, 0.75).tolist() == [10, 5]
    assert along(way[:1], 0.5).tolist() == [0, 0]


def test_a_run_is_the_stretch_that_holds_the_place():
    mask = np.zeros((3, 20), bool)
    mask[:, 2:6] = mask[:, 10:20] = mask[0] = True
    outline = Outline.of(mask)
    assert outline.run(np.array([3.0, 2.0])) == (2, 5)
    assert outline.run(np.array([15.0, 2.0])) == (10, 19)
    assert outline.run(np.array([3.0, 0.0])) == (0, 19)


def test_what_goes_on_below_the_border_is_deep_there():
    mask = np.ones((40, 41), bool)
    closed, open_below = Outline.of(mask), Outline.of(mask, open_below=True)
    assert closed.depth[39, 20] == pytest.approx(1, abs=0.5)
    assert open_below.depth[39, 20] == pytest.approx(21, abs=1.5)

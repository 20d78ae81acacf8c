"""Crops keep the aspect and the middle; resampling keeps the mean; hidden colours do not bleed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import UPRIGHT, corners, furthest, seen_corners

from mudong.media.geometry import contain, cover, cover_box, fit_within, resize, resize_alpha, size_of
from mudong.spec.shape import FrameSize

SIDES = st.integers(16, 400)
SIZES = st.builds(FrameSize, width=SIDES, height=SIDES)


@given(SIZES, st.floats(0.3, 3.0), st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_cover_box_lies_inside_is_largest_and_has_the_aspect(size: FrameSize, aspect: float, centre) -> None:
    box = cover_box(size, aspect, centre)
    assert box.left >= 0
    assert box.top >= 0
    assert box.left + box.width <= size.width
    assert box.top + box.height <= size.height
    assert box.width == size.width or box.height == size.height
    assert abs(box.width - box.height * aspect) <= max(1.0, aspect)


@given(SIZES, SIZES)
def test_results_have_the_wished_size(source: FrameSize, size: FrameSize) -> None:
    picture = np.zeros((source.height, source.width, 3), np.uint8)
    assert size_of(cover(picture, size)) == size
    assert size_of(contain(picture, size)) == size
    assert contain(picture[..., 0], size).shape == (size.height, size.width)


def test_contain_shows_all_corners_and_cover_fills() -> None:
    tall = FrameSize(width=108, height=192)
    inside = contain(corners(192, 108), tall, (9, 9, 9))
    assert (inside[0] == 9).all()
    rows = np.flatnonzero((inside[:, 54] != 9).any(axis=1))
    assert furthest(seen_corners(inside[rows[0] : rows[-1] + 1]), UPRIGHT) <= 12
    assert not (cover(corners(192, 108), tall) == 9).all(axis=2).any()


@given(st.integers(20, 200), st.integers(20, 200))
def test_shrinking_keeps_the_mean(width: int, height: int) -> None:
    noise = np.random.default_rng(0).random((200, 200)).astype(np.float32)
    assert resize(noise, FrameSize(width=width, height=height)).mean() == pytest.approx(noise.mean(), abs=2e-3)


def test_fit_within_never_grows() -> None:
    assert fit_within(corners(192, 108), 96).shape == (54, 96, 3)
    assert fit_within(corners(192, 108), 500).shape == (108, 192, 3)


def test_hidden_colours_do_not_bleed_into_the_edge() -> None:
    pixels = np.zeros((64, 64, 3), np.uint8)
    pixels[:, :32], pixels[:, 32:] = (200, 100, 50), (0, 255, 0)
    alpha = np.zeros((64, 64), np.uint8)
    alpha[:, :32] = 255
    small, small_alpha = resize_alpha(pixels, alpha, FrameSize(width=21, height=21))
    seen = small[small_alpha > 10]
    assert np.abs(seen.astype(int) - [200, 100, 50]).max() <= 1

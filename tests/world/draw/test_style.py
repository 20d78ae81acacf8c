"""Styles change the making of a picture, never where things are."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.world.draw.pen import Gradient, Pen
from mudong.world.draw.style import outline_px, paper_grain, style_frame, style_layer
from mudong.world.kinds import Style


def disc(side: int = 120) -> np.ndarray:
    pen = Pen(side, side)
    pen.circle(side / 2, side / 2, side / 4, Gradient((0, 0), (0, side), ("#f39ac0", "#8a55c4")))
    return pen.pixels()


def frame(side: int = 120) -> np.ndarray:
    pen = Pen(side, side)
    pen.canvas.clear(0xFFBFE3B0)
    pen.circle(side / 2, side / 2, side / 4, "#2f6fd0")
    return np.ascontiguousarray(pen.pixels()[..., :3])


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("shape", [(96, 96), (121, 67), (67, 121)])
def test_frames_keep_their_shape_and_the_input_is_left_alone(style, shape):
    before = np.random.default_rng(1).integers(0, 256, (*shape, 3), np.uint8)
    kept = before.copy()
    after = style_frame(before, style, 3)
    assert after.shape == before.shape
    assert after.dtype == np.uint8
    assert np.array_equal(before, kept)


@pytest.mark.parametrize("style", list(Style))
def test_an_edge_stays_where_it_is(style):
    side = 240
    pixels = style_frame(frame(side), style, 3).astype(float)
    blueness = pixels[..., 2] - pixels[..., 1]
    middle = (blueness[side // 2, side // 2] + blueness[8, 8]) / 2
    ys, xs = np.mgrid[:side, :side]
    inside = np.hypot(xs - side / 2, ys - side / 2) < side / 4
    agree = (blueness > middle) == inside
    assert agree.mean() > (0.96 if style is Style.PIXEL else 0.985)


@pytest.mark.parametrize("style", [Style.WATERCOLOUR, Style.PENCIL, Style.PAPER])
def test_grain_is_quiet(style):
    plain = np.full((128, 128, 3), (191, 227, 176), np.uint8)
    after = style_frame(plain, style, 3).astype(float)
    assert 0 < after.std(axis=(0, 1)).mean() < 7


def test_textures_follow_the_seed():
    plain = np.full((64, 64, 3), 180, np.uint8)
    first, again, other = (style_frame(plain, Style.WATERCOLOUR, seed) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("style", list(Style))
def test_layers_keep_their_shape_and_stay_premultiplied(style):
    layer = disc()
    styled = style_layer(layer.copy(), style)
    covered = layer[..., 3] > 127
    assert (styled[..., 3][covered] >= layer[..., 3][covered]).all()
    assert (styled[..., :3] <= styled[..., 3:]).all()
    assert not style_layer(np.zeros_like(layer), style).any()


def test_paper_casts_a_shadow_below_and_to_the_right():
    layer = disc()
    shadow = style_layer(layer, Style.PAPER)[..., 3].astype(int) - layer[..., 3]
    ys, xs = np.nonzero(shadow > 20)
    assert ys.mean() > 60
    assert xs.mean() > 60


def test_clay_is_lit_from_above():
    layer = disc()
    change = style_layer(layer, Style.CLAY)[..., :3].astype(int).sum(axis=2) - layer[..., :3].astype(int).sum(axis=2)
    assert change[34:44, 50:70].mean() > 5 > -5 > change[78:88, 50:70].mean()


def test_pixel_art_is_made_of_squares():
    pixels = style_frame(frame(144), Style.PIXEL, 0)
    blocks = pixels.reshape(72, 2, 72, 2, 3)
    assert np.array_equal(blocks.max(axis=(1, 3)), blocks.min(axis=(1, 3)))


def test_grain_has_no_bias_and_outlines_scale():
    grain = paper_grain(300, 200, 5)
    assert abs(grain.mean()) < 0.1
    assert 0.1 < grain.std() < 1
    for style in Style:
        assert outline_px(style, 1080) == pytest.approx(10 * outline_px(style, 108))

"""Compositing: the formula, in both kinds of frames, at any place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudong.motion.render.compose import draw_layers, draw_over, warp_layer
from mudong.motion.render.raster import CELL, LayerMap


def premultiplied(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    alpha = rng.choice(np.array([0, 60, 128, 200, 255]), (height, width, 1))
    return np.rint(np.concatenate([rng.integers(0, 256, (height, width, 3)) * alpha / 255, alpha], axis=2)).astype(
        np.uint8
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 20), st.integers(0, 12), st.sampled_from([3, 4]))
def test_over_is_the_formula(seed: int, x: int, y: int, channels: int) -> None:
    rng = np.random.default_rng(seed)
    pixels = premultiplied(rng, 18, 20)
    frame = rng.integers(0, 256, (30, 40, 3), np.uint8) if channels == 3 else premultiplied(rng, 30, 40)
    before = frame.astype(float)
    draw_over(frame, pixels, x, y)
    wanted = before.copy()
    share = 1 - pixels[..., 3:] / 255
    wanted[y : y + 18, x : x + 20] = pixels[..., :channels] + share * before[y : y + 18, x : x + 20]
    assert np.abs(frame - wanted).max() <= 1
    outside = np.ones(frame.shape[:2], bool)
    outside[y : y + 18, x : x + 20] = False
    assert (frame[outside] == before[outside]).all()


def test_opaque_covers_and_clear_leaves_exactly() -> None:
    frame = np.full((4, 4, 3), 77, np.uint8)
    pixels = np.zeros((4, 4, 4), np.uint8)
    pixels[:, :2] = (10, 20, 30, 255)
    draw_over(frame, pixels, 0, 0)
    assert (frame[:, :2] == (10, 20, 30)).all()
    assert (frame[:, 2:] == 77).all()


def straight_map(layer: int, x: int, y: int, shift: tuple[float, float], size: int = 6) -> LayerMap:
    """Cells whose texture coordinates are the pixel's own, moved."""
    ys, xs = np.mgrid[:size, :size]
    cells = np.stack([x + (xs + 0.5) * CELL - 0.5, y + (ys + 0.5) * CELL - 0.5], axis=-1) - shift
    return LayerMap(layer=layer, x=x, y=y, cells=cells.astype(np.float32))


@pytest.mark.parametrize("place", [(0, 0), (CELL, 2 * CELL), (-CELL, -CELL)])
def test_a_straight_map_moves_the_texture(place: tuple[int, int]) -> None:
    texture = premultiplied(np.random.default_rng(3), 30, 30)
    pixels, x, y = warp_layer(texture, straight_map(0, *place, (21, 25)), 80, 90)
    assert (x, y) == (max(0, place[0]), max(0, place[1]))
    assert x + pixels.shape[1] <= 80
    assert y + pixels.shape[0] <= 90
    frame = np.zeros((90, 80, 4), np.uint8)
    frame[y : y + pixels.shape[0], x : x + pixels.shape[1]] = pixels
    # Cells at the map's own rim are held, not continued: judge what lies well inside.
    inner = frame[25:55, 21:51]
    assert np.abs(inner.astype(int) - texture)[CELL:, CELL:].max() <= 1


def test_layers_are_drawn_in_the_order_given_and_each_once() -> None:
    textures = [np.full((64, 64, 4), 255, np.uint8) for _ in range(3)]
    for texture, colour in zip(textures, ((255, 0, 0), (0, 255, 0), (0, 0, 255)), strict=True):
        texture[..., :3] = colour
    maps = [straight_map(i, 0, 0, (-20, -20)) for i in range(3)]
    for order, top in (((0, 1, 2), 2), ((2, 1, 0), 0), ((0, 2, 1), 1), ((1,), 1)):
        frame = np.zeros((40, 40, 3), np.uint8)
        draw_layers(frame, textures, maps, order)
        assert (frame[20, 20] == textures[top][0, 0, :3]).all()


def test_a_layer_without_a_map_is_left_out() -> None:
    frame = np.full((8, 8, 3), 5, np.uint8)
    draw_layers(frame, [np.full((4, 4, 4), 255, np.uint8)], [], [0])
    assert (frame == 5).all()

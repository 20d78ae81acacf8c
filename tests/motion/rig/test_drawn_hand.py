"""A drawn hand: its anchors, its shape in one piece, its two sides, its colours and its scale."""

from __future__ import annotations

import colorsys

import cv2
import numpy as np
import pytest

from mudong.motion.rig.drawn_hand import HandSprite, draw_hand

SKINS = ((250, 224, 205), (224, 172, 138), (178, 120, 84), (92, 58, 42), (48, 30, 24), (255, 205, 120))
LENGTHS = (24.0, 60.0, 97.3, 160.0)


def hand(skin: tuple[int, int, int] = SKINS[1], length_px: float = 97.3, left: bool = True) -> HandSprite:
    return draw_hand(np.array(skin, np.uint8), length_px, "left" if left else "right")


def solid(sprite: HandSprite) -> np.ndarray:
    return sprite.rgba[..., 3] > 127


def colours(sprite: HandSprite) -> np.ndarray:
    return sprite.rgba[sprite.rgba[..., 3] == 255][:, :3].astype(float)


@pytest.mark.parametrize("left", [True, False])
@pytest.mark.parametrize("length", LENGTHS)
def test_anchors_are_a_hand_length_apart_where_the_pixels_say(length: float, left: bool) -> None:
    sprite = hand(length_px=length, left=left)
    rows, _ = np.nonzero(solid(sprite))
    assert sprite.tip[1] - sprite.wrist[1] == pytest.approx(length)
    assert rows.max() == pytest.approx(sprite.tip[1], abs=1.0)
    assert rows.min() == pytest.approx(sprite.wrist[1] - 0.35 * length, abs=1.0)
    lowest = np.flatnonzero(solid(sprite)[rows.max()])
    assert lowest.mean() == pytest.approx(sprite.tip[0], abs=1.5)
    across = np.flatnonzero(solid(sprite)[round(sprite.wrist[1])])
    assert across.mean() == pytest.approx(sprite.wrist[0], abs=1.0 + 0.01 * length)


@pytest.mark.parametrize("length", LENGTHS)
def test_hand_is_one_piece_without_holes_and_ends_inside_its_sprite(length: float) -> None:
    alpha = hand(length_px=length).rgba[..., 3]
    pieces, _ = cv2.connectedComponents((alpha > 127).astype(np.uint8))
    around, _ = cv2.connectedComponents((alpha <= 127).astype(np.uint8), connectivity=8)
    assert (pieces, around) == (2, 2)
    assert not np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]]).any()


def test_right_hand_mirrors_the_left() -> None:
    left, right = hand(left=True), hand(left=False)
    assert np.array_equal(right.rgba[..., 3], left.rgba[:, ::-1, 3])
    last = left.rgba.shape[1] - 1
    assert (last - right.wrist[0], right.wrist[1]) == pytest.approx(left.wrist)
    assert (last - right.tip[0], right.tip[1]) == pytest.approx(left.tip)


@pytest.mark.parametrize("left", [True, False])
def test_light_comes_from_the_left_on_either_hand(left: bool) -> None:
    sprite = hand(length_px=160, left=left)
    wrist = sprite.rgba[round(sprite.wrist[1])]
    bright = wrist[wrist[:, 3] == 255][:, :3].mean(axis=1)
    third = len(bright) // 3
    assert bright[:third].mean() > bright[-third:].mean() + 5


def test_left_thumb_points_left() -> None:
    sprite = hand(length_px=160)
    beside_thumb = solid(sprite)[round(sprite.wrist[1] + 0.55 * 160)]
    columns = np.flatnonzero(beside_thumb)
    assert sprite.wrist[0] - columns.min() > 1.3 * (columns.max() - sprite.wrist[0])
    assert not beside_thumb[columns.min() : columns.max()].all(), "no gap between thumb and fingers"


def test_proportions_are_an_adults() -> None:
    sprite = hand(length_px=200)
    wide = solid(sprite)[round(sprite.wrist[1]) :].any(axis=0).sum() / 200
    wrist = solid(sprite)[round(sprite.wrist[1])].sum() / 200
    assert 0.42 < wide < 0.52
    assert 0.2 < wrist < 0.3


@pytest.mark.parametrize("skin", SKINS)
def test_colours_stay_with_the_skin(skin: tuple[int, int, int]) -> None:
    hue = colorsys.rgb_to_hsv(*(c / 255 for c in skin))[0]
    found = colours(hand(skin))
    hues = np.array([colorsys.rgb_to_hsv(*(rgb / 255))[0] for rgb in found])
    away = np.abs((hues - hue + 0.5) % 1 - 0.5)
    assert np.percentile(away, 99) < 0.06
    assert np.abs(np.median(found, axis=0) - skin).max() < 0.12 * max(skin)
    assert found.std(axis=0).max() > 0.02 * max(skin), "no shading"


def test_colours_are_premultiplied() -> None:
    rgba = hand().rgba.astype(int)
    assert (rgba[..., :3] <= rgba[..., 3:]).all()
    assert ((rgba[..., 3] > 0) & (rgba[..., 3] < 255)).sum() > 100, "edges are not smooth"


def test_shape_scales_with_length() -> None:
    small, large = hand(length_px=60), hand(length_px=180)
    reach = np.float32(1 / 3)
    move = np.array(
        [[reach, 0, small.wrist[0] - large.wrist[0] * reach], [0, reach, small.wrist[1] - large.wrist[1] * reach]]
    )
    blurred = cv2.blur(large.rgba[..., 3], (3, 3))
    shrunk = cv2.warpAffine(blurred, move, small.rgba.shape[1::-1]) > 127
    both, either = (shrunk & solid(small)).sum(), (shrunk | solid(small)).sum()
    assert both / either > 0.96


def test_too_short_a_hand_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 8"):
        hand(length_px=3.0)

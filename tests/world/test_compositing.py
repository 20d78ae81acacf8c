"""Layers over layers, and what they throw on the ground."""

import cv2
import numpy as np
import pytest

from mudong.world.compositing import Ground, over
from mudong.world.draw.light import Shadow

SIZE = (60, 80)


def layer(*, at: tuple[int, int] = (20, 30), size: tuple[int, int] = (25, 12)) -> np.ndarray:
    pixels = np.zeros((*SIZE, 4), np.uint8)
    pixels[at[0] : at[0] + size[0], at[1] : at[1] + size[1]] = (200, 100, 50, 255)
    return pixels


def sheet() -> np.ndarray:
    return np.full((*SIZE, 4), (180, 190, 200, 255), np.uint8)


def test_over_mixes_by_alpha_and_touches_nothing_else():
    canvas, pixels = sheet(), layer()
    pixels[30, 35] = (40, 40, 40, 128)
    over(canvas, pixels)
    assert canvas[25, 35].tolist() == [200, 100, 50, 255]
    assert canvas[30, 35].tolist() == pytest.approx([40 + 180 // 2, 40 + 190 // 2, 40 + 200 // 2, 255], abs=2)
    outside = pixels[..., 3] == 0
    assert np.array_equal(canvas[outside], sheet()[outside])


@pytest.mark.parametrize("dx", [-0.9, 0.0, 0.8])
@pytest.mark.parametrize("at", [(20, 30), (2, 60), (30, 0), (0, 0)])
def test_a_shadow_is_the_silhouette_laid_on_the_ground(dx: float, at: tuple[int, int]):
    length, ground = 1.3, 45.0
    canvas, pixels = sheet(), layer(at=at)
    standing = Ground(canvas, Shadow(dx, length, 0.5, "#101010"), wet=False)
    standing.stand(pixels, ground)
    shadow, reflection = standing.settle()
    lay = np.array([[1, -dx * length, dx * length * ground], [0, 0.24 * length, ground * (1 - 0.24 * length)]])
    whole = cv2.warpAffine(pixels[..., 3], lay, SIZE[::-1]) > 127
    assert (shadow != whole).sum() <= 2
    assert not reflection.any()
    assert (canvas[shadow][:, 0] >= 180).sum() <= 0.1 * shadow.sum()


def test_wet_ground_mirrors_below_the_feet():
    canvas = sheet()
    standing = Ground(canvas, Shadow(0.0, 0.2, 0.0, "#000000"), wet=True)
    standing.stand(layer(at=(20, 30), size=(20, 12)), 40.0)
    _, reflection = standing.settle()
    rows, columns = np.nonzero(reflection)
    assert (rows.min(), rows.max()) == pytest.approx((40, 59), abs=1)
    assert (columns.min(), columns.max()) == (30, 41)


def test_what_stands_outside_the_frame_throws_nothing_into_it():
    canvas = sheet()
    standing = Ground(canvas, Shadow(0.0, 0.2, 0.5, "#000000"), wet=True)
    standing.stand(layer(at=(50, 30), size=(10, 12)), 90.0)
    shadow, reflection = standing.settle()
    assert not shadow[:50].any()
    assert not reflection.any()

"""Through a lens things look larger, through a glass of water they lie where Snell's law puts them."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.world.draw.props import refract
from mudong.world.draw.props.glass import GLASS_RADIUS, LENS_RADIUS, LENS_UP
from mudong.world.draw.props.refract import FOCAL_SIZES
from mudong.world.kinds import PropKind
from mudong.world.lens import EYE_DISTANCE_M
from mudong.world.physics.constants import INDEX_WATER
from mudong.world.physics.refraction import lens_magnification, through_cylinder
from mudong.world.scene import Prop


def _ramp(width: int, height: int) -> np.ndarray:
    """x in the first channel, y in the second."""
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([x, y, np.zeros_like(x)], axis=-1).astype(np.uint8)


def test_a_lens_magnifies_and_leaves_the_rest() -> None:
    picture = _ramp(240, 240)
    prop = Prop(kind=PropKind.LENS, size=1.0)
    seen = refract(picture, prop, np.array([120.5, 148.5]), 200.0, behind_m=0.4).astype(int)
    row, k = round(148 - LENS_UP * 200), 200
    magnified = lens_magnification(FOCAL_SIZES * k, 0.4 * k, EYE_DISTANCE_M * k)
    assert magnified > 1.1
    assert seen[row, 160, 0] - seen[row, 80, 0] == pytest.approx(80 / magnified, abs=2)
    outside = np.hypot(*(np.mgrid[0:240, 0:240] - np.array([row, 120])[:, None, None])) > LENS_RADIUS * 200 + 2
    assert (seen[outside] == picture[outside]).all()


def test_a_glass_shows_what_snell_says() -> None:
    picture = _ramp(240, 240)
    seen = refract(picture, Prop(kind=PropKind.GLASS, size=1.0), np.array([120.0, 120.0]), 180.0, behind_m=0.3)
    x = np.arange(100, 141)
    expected, _ = through_cylinder(x + 0.5 - 120, GLASS_RADIUS * 180, INDEX_WATER, 54.0, EYE_DISTANCE_M * 180)
    assert np.abs(seen[130, x, 0] - (expected + 119.5)).max() <= 1.0
    assert (seen[130, x, 1] == 130).all()
    assert (seen[10] == picture[10]).all()


@pytest.mark.parametrize("place", [(-500.0, 20.0), (0.0, 0.0), (239.0, 120.0), (120.0, 239.0)])
@pytest.mark.parametrize("kind", PropKind)
def test_anywhere_it_keeps_the_shape_and_the_original(kind: PropKind, place: tuple[float, float]) -> None:
    picture = _ramp(240, 160)
    before = picture.copy()
    seen = refract(picture, Prop(kind=kind, size=0.5), np.array(place), 120.0, behind_m=2.0)
    assert seen.shape == picture.shape
    assert seen.dtype == np.uint8
    assert (picture == before).all()
    if kind not in (PropKind.GLASS, PropKind.LENS):
        assert (seen == picture).all()


def test_four_channels_are_welcome() -> None:
    picture = np.full((64, 64, 4), 200, np.uint8)
    assert (refract(picture, Prop(kind=PropKind.GLASS), np.array([32.0, 32.0]), 100.0) == 200).all()

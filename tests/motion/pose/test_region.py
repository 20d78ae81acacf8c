"""A region's way into the picture and back is exact, in points and in pixels."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.motion.pose.region import Region

places, angles = st.floats(-500, 2000), st.floats(-math.pi, math.pi)
regions = st.builds(Region, x=places, y=places, size=st.floats(4, 3000), angle=angles)


@given(regions, st.lists(st.floats(-2, 3), min_size=2, max_size=2))
def test_there_and_back(region, point):
    unit = np.array(point)
    assert region.to_unit(region.to_picture(unit)) == pytest.approx(unit, abs=1e-6)


def test_up_leads_to_the_top_point():
    region = Region.from_points(np.array([100.0, 100.0]), np.array([140.0, 100.0]), 1.25)
    assert region.size == pytest.approx(100)
    assert region.angle == pytest.approx(math.pi / 2), "somebody whose head is to the right is turned clockwise"
    assert region.to_picture(np.array([0.5, 0.5 - 0.4])) == pytest.approx(np.array([140, 100]))


def test_halfway_takes_the_short_way_round():
    a, b = (Region(x=0, y=0, size=2, angle=angle) for angle in (math.radians(170), math.radians(-170)))
    assert abs(math.remainder(a.halfway(b).angle, 2 * math.pi)) == pytest.approx(math.pi)


@pytest.mark.parametrize(("change", "close"), [
    ({"x": 103.0}, True), ({"x": 105.0}, False), ({"size": 107.0}, True), ({"size": 109.0}, False),
    ({"angle": 0.11}, True), ({"angle": 0.13}, False),
])  # fmt: skip
def test_close_to(change, close):
    region = Region(x=100, y=100, size=100)
    assert region.close_to(Region(**{"x": 100, "y": 100, "size": 100, **change}), 0.04) is close


def scene(width=400, height=300):
    """A smooth picture whose red tells x and whose green tells y."""
    y, x = np.mgrid[:height, :width] + 0.5
    return np.dstack([x / width * 255, y / height * 255, np.full_like(x, 90)]).round().astype(np.uint8)


@pytest.mark.parametrize("side", [32, 64, 128])
@pytest.mark.parametrize("angle", [0.0, 0.4, -2.0])
@pytest.mark.parametrize("size", [40.0, 120.0, 200.0])
def test_a_crop_shows_what_lies_there(side, angle, size):
    """Whatever the scale: shrinking first must not shift anything, not even by half a pixel."""
    region = Region(x=203.3, y=151.7, size=size, angle=angle)
    crop = region.crop(scene(), side).astype(float)
    column, row = np.meshgrid(np.arange(side), np.arange(side))
    there = region.to_picture((np.stack([column, row], axis=-1) + 0.5) / side)
    expected = there / (400, 300) * 255
    inside = ((there > 4) & (there < (396, 296))).all(axis=-1)
    assert np.abs(crop[..., :2] - expected)[inside].mean() < 0.6


def test_outside_is_black():
    assert Region(x=-500, y=-500, size=100).crop(scene(), 32).max() == 0


def test_paste_is_the_way_back():
    region = Region(x=200, y=150, size=160, angle=0.3)
    mask = np.zeros((64, 64), np.float32)
    mask[16:48, 24:40] = 1
    picture = region.paste(mask, 400, 300)
    y, x = np.mgrid[:300, :400] + 0.5
    unit = region.to_unit(np.stack([x, y], axis=-1))
    expected = (np.abs(unit - 0.5) < (0.125, 0.25)).all(axis=-1)
    assert np.abs(picture - expected).mean() < 0.004

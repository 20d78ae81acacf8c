"""Each pixel of a place knows its plane: nearer planes cover farther ones, and every place leaves none without."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.world.draw.depth import DepthPen, Fixed, Level, Upright
from mudong.world.draw.places import place_artist
from mudong.world.draw.plane import floor, ground, screen, strip, upright
from mudong.world.draw.scenery import Setting
from mudong.world.kinds import Light, Place, Weather
from mudong.world.lens import Lens

LENS = Lens(width=80, height=80, eye=(0.0, 1.0, -6.0))
SETTING = Setting(lens=LENS, time_s=0.2, seed=3, light=Light.NOON, weather=Weather.CLEAR)


@pytest.mark.parametrize("place", list(Place))
def test_every_place_says_where_each_of_its_pixels_stands(place: Place):
    pen = DepthPen(80, 80)
    place_artist(place).behind(pen, SETTING)
    seen = pen.seen()
    assert (seen > 0).all()
    shown = [pen.planes[number - 1] for number in np.unique(seen)]
    assert Level(0.0) in shown
    assert sum(isinstance(plane, Upright) for plane in shown) >= 1
    # Below the horizon at the frame's edge stands the ground, above it never.
    assert any(isinstance(pen.planes[number - 1], Level) for number in np.unique(seen[-2:]))
    assert not any(isinstance(pen.planes[number - 1], Level) for number in np.unique(seen[:36]))


def test_what_is_drawn_last_is_on_top_and_light_is_seen_through():
    pen = DepthPen(80, 80)
    with screen(pen, LENS):
        pen.circle(0, 0, 5.0, "#ffffff")
    ground(pen, LENS, ("#c0ffc0", "#80c080"), far=50.0)
    with upright(pen, LENS, 2.0):
        pen.circle(0.0, 1.0, 0.3, "#ff0000")
        pen.circle(1.0, 1.0, 0.3, "#ff000060")
    with floor(pen, LENS):
        pen.shape(strip(-1.5, -0.8, -9.0, 9.0), "#ff0000")
    seen = pen.seen()
    assert pen.planes == [Fixed(), Level(0.0), Upright(2.0), Level(0.0)]
    x, y = LENS.project(np.array([0.0, 1.0, 2.0])).astype(int)
    assert seen[y, x] == 3
    x, y = LENS.project(np.array([1.0, 1.0, 2.0])).astype(int)
    assert seen[y - 2, x] == 1
    x, y = LENS.project(np.array([0.0, 0.0, -1.1])).astype(int)
    assert seen[y, x] == 4
    assert seen[5, 5] == 1

"""Seasons turn what grows and leave stone alone; petals and leaves fall where they should."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mudong.world.draw.pen import Pen
from mudong.world.draw.places.season import draw_falling, foliage, snowed
from mudong.world.draw.scenery import Setting
from mudong.world.kinds import SEASONAL, Light, Place, Season, Weather
from mudong.world.lens import Lens
from mudong.world.render import render
from mudong.world.scene import Scene

SETTING = Setting(
    lens=Lens(width=96, height=96, eye=(0.0, 1.0, -6.0)), time_s=0.3, seed=5, light=Light.NOON, weather=Weather.CLEAR
)
GRASS, STONE = "#94c671", "#cfc4b2"


def fallen(season: Season, time_s: float = 0.3, weather: Weather = Weather.CLEAR) -> np.ndarray:
    pen = Pen(96, 96)
    draw_falling(pen, replace(SETTING, season=season, time_s=time_s, weather=weather))
    return pen.pixels()


@pytest.mark.parametrize("place", SEASONAL)
def test_every_season_looks_different_where_things_grow(place: Place):
    scenes = [Scene(place=place, season=season, seed=2) for season in Season]
    frames = [render(scene, 96, 96, num_frames=1, truth=False).frames[0].astype(int) for scene in scenes]
    for i, a in enumerate(frames):
        assert all(np.abs(a - b).mean() > 1 for b in frames[:i])


@pytest.mark.parametrize("place", [Place.ROOM, Place.UNDERWATER, Place.STAGE])
def test_no_season_comes_indoors(place: Place):
    frames = [render(Scene(place=place, season=season), 64, 64, num_frames=1, truth=False).frames for season in Season]
    assert all(np.array_equal(frames[0], other) for other in frames[1:])


def test_grass_turns_and_stone_does_not():
    autumn, winter = replace(SETTING, season=Season.AUTUMN), replace(SETTING, season=Season.WINTER)
    assert snowed(SETTING, (GRASS, STONE)) == (GRASS, STONE)
    assert snowed(autumn, (GRASS, STONE))[0] != GRASS
    assert snowed(autumn, (GRASS, STONE))[1] == STONE
    assert all(min(bytes.fromhex(colour[1:])) > 200 for colour in snowed(winter, (GRASS, STONE)))


def test_trees_keep_their_summer_green_until_snow_lies_on_them():
    assert foliage(SETTING, "#8fc98a") == "#8fc98a"
    red, _, blue = bytes.fromhex(foliage(replace(SETTING, season=Season.SPRING), "#8fc98a", kind=0.5)[1:])
    assert red > blue > 150
    assert foliage(replace(SETTING, weather=Weather.SNOW), "#8fc98a") != "#8fc98a"


def test_petals_and_leaves_fall_and_nothing_else_does():
    assert not fallen(Season.SUMMER).any()
    assert not fallen(Season.WINTER).any()
    assert not fallen(Season.AUTUMN, weather=Weather.SNOW).any()
    for season in (Season.SPRING, Season.AUTUMN):
        assert 0.004 < (fallen(season)[..., 3] > 127).mean() < 0.06
        assert not np.array_equal(fallen(season), fallen(season, 0.4))

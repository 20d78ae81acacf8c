import time
from dataclasses import replace

import cv2
import numpy as np
import pytest

from mudong.world.draw.pen import Pen
from mudong.world.draw.places import ARTISTS, INDOORS, place_artist, size_for
from mudong.world.draw.scenery import Setting
from mudong.world.kinds import Light, Place, Weather
from mudong.world.lens import Lens

CAMERAS = ((-3.0, 1.0, 1.0, 0.0), (3.0, 1.6, 0.6, 0.0), (0.0, 0.6, 1.6, 0.12), (1.0, 2.5, 0.5, -0.1))
SIZES = ((72, 128), (128, 128), (228, 128))


def setting(width=128, height=128, *, x=0.0, y=1.0, zoom=1.0, roll=0.0, **more):
    fields = {"time_s": 0.3, "seed": 5, "light": Light.NOON, "weather": Weather.CLEAR} | more
    return Setting(lens=Lens(width=width, height=height, eye=(x, y, -6.0), zoom=zoom, roll=roll), **fields)


def picture(place, at):
    pen = Pen(at.lens.width, at.lens.height)
    place_artist(place).behind(pen, at)
    return pen.pixels()


def test_every_place_has_an_artist():
    assert set(ARTISTS) == set(Place)
    assert set(Place) > INDOORS


@pytest.mark.parametrize("place", Place)
def test_covers_the_frame_wherever_the_camera_goes(place):
    for width, height in SIZES:
        for x, y, zoom, roll in (
            (-3.0, 1.0, 1.0, 0.0),
            (3.0, 1.6, 0.6, 0.0),
            (0.0, 0.6, 1.6, 0.12),
            (1.0, 2.5, 0.5, -0.1),
        ):
            at = setting(width, height, x=x, y=y, zoom=zoom, roll=roll)
            assert picture(place, at)[..., 3].min() == 255


@pytest.mark.parametrize("place", Place)
def test_covers_the_frame_in_all_lights_and_weathers(place):
    for light in Light:
        assert picture(place, setting(light=light))[..., 3].min() == 255
    for weather in Weather:
        assert picture(place, setting(weather=weather))[..., 3].min() == 255


@pytest.mark.parametrize("place", Place)
def test_same_setting_same_pixels_whatever_was_drawn_between(place):
    first = picture(place, setting())
    for k in range(5):
        picture(place, setting(x=0.1 * k, seed=k))
    assert np.array_equal(first, picture(place, setting()))


@pytest.mark.parametrize("place", Place)
def test_what_is_kept_for_a_clip_changes_nothing(place):
    shots = [
        setting(x=x, zoom=zoom, roll=roll, size=0.7) for x, zoom, roll in ((0, 1, 0), (0.7, 1.1, 0), (-1, 0.9, 0.1))
    ]
    for clip in (shots, shots[:2], shots[:1]):
        filmed = place_artist(place).filmed([shot.lens for shot in clip], 0.7)
        for shot in clip:
            pen = Pen(128, 128)
            filmed.behind(pen, shot)
            difference = np.abs(picture(place, shot).astype(int) - pen.pixels())
            assert np.quantile(difference, 0.999) <= 2
            assert difference.mean() < 0.05


@pytest.mark.parametrize("place", Place)
def test_the_camera_matters(place):
    assert not np.array_equal(picture(place, setting()), picture(place, setting(x=0.4)))


@pytest.mark.parametrize("place", [Place.PARK, Place.PARIS_STREET, Place.PALACE, Place.SNOW_FIELD, Place.NIGHT_CITY])
def test_what_is_far_moves_less_than_what_is_near(place):
    def moved(rows):
        a, b = (
            cv2.cvtColor(np.ascontiguousarray(picture(place, setting(512, 512, x=x))[rows, :, :3]), cv2.COLOR_RGB2GRAY)
            for x in (0.0, 0.15)
        )
        window = cv2.createHanningWindow(a.shape[::-1], cv2.CV_32F)
        (dx, _), _ = cv2.phaseCorrelate(a.astype(np.float32), b.astype(np.float32), window)
        return -dx

    far, near = moved(slice(100, 250)), moved(slice(330, 512))
    assert -0.5 <= far < 0.75 * 29.5  # 29.5 pixels is what the plane of the cast moves
    assert near > far


@pytest.mark.parametrize("place", Place)
def test_is_calm_behind_the_cast(place):
    middle = cv2.resize(picture(place, setting(256, 256))[60:200, 80:176, :3], (16, 24), interpolation=cv2.INTER_AREA)
    assert middle.std(axis=(0, 1)).mean() < 48
    assert middle.mean() > 95


@pytest.mark.parametrize("place", Place)
def test_the_front_leaves_the_cast_visible(place):
    pen, at = Pen(128, 128), setting()
    place_artist(place).front(pen, at)
    assert (pen.pixels()[:100, :, 3] > 0).mean() < 0.02


def test_rain_leaves_puddles_and_snow_whitens():
    dry = picture(Place.SEOUL_STREET, setting())[90:, :, :3].astype(int)
    wet = picture(Place.SEOUL_STREET, setting(weather=Weather.RAIN))[90:, :, :3].astype(int)
    snowy = picture(Place.SEOUL_STREET, setting(weather=Weather.SNOW))[90:, :, :3].astype(int)
    assert (np.abs(wet - dry).sum(axis=-1) > 12).mean() > 0.03
    assert snowy.mean() > dry.mean() + 15


def test_is_quick_enough(record_property):
    for place in Place:
        shots = [setting(x=0.01 * i, time_s=i / 24) for i in range(12)]
        pen, filmed = Pen(128, 128), place_artist(place).filmed([shot.lens for shot in shots])
        spent = []
        for shot in shots:
            begun = time.thread_time()
            filmed.behind(pen, shot)
            spent.append(time.thread_time() - begun)
        record_property(f"{place.value}_moving_camera_ms", round(1000 * float(np.median(spent)), 2))
        assert np.median(spent) < 0.01


def test_places_are_built_small_for_small_casts_and_show_whole():
    assert size_for(0.1) == size_for(0.5) < size_for(1.0) < size_for(1.6) == size_for(3.0) == 1.0
    # A place of half the size seen from half as far through the same lens is the same picture.
    full, lens = setting(), setting().lens
    half = replace(full, size=0.5, lens=replace(lens, eye=tuple(v / 2 for v in lens.eye)))
    assert np.array_equal(picture(Place.PARK, full), picture(Place.PARK, half))

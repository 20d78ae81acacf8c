import time

import numpy as np
import pytest

from mudong.world.draw.light import draw_light, grade, shadow_of
from mudong.world.draw.pen import Pen
from mudong.world.draw.scenery import Setting
from mudong.world.draw.sky import seat
from mudong.world.kinds import Light, Weather
from mudong.world.lens import Lens

PICTURE = np.random.default_rng(1).integers(0, 256, (64, 64, 3), dtype=np.uint8)


def overlay(light, size=(128, 128), **lens):
    pen = Pen(*size)
    camera = Lens(width=size[0], height=size[1], eye=(0.0, 1.0, -6.0), **lens)
    draw_light(pen, Setting(lens=camera, time_s=0.2, seed=1, light=light, weather=Weather.CLEAR))
    return pen.pixels()


def test_noon_in_clear_weather_changes_nothing():
    assert grade(PICTURE, Light.NOON) is PICTURE
    assert grade(PICTURE, Light.NIGHT, strength=0.0) is PICTURE
    assert not overlay(Light.NOON).any()


def test_night_and_horror_are_darker_than_noon_and_golden_hour_is_warmer():
    noon, night, horror, golden = (
        grade(PICTURE, x).astype(float) for x in (Light.NOON, Light.NIGHT, Light.HORROR, Light.GOLDEN_HOUR)
    )
    assert night.mean() < 0.78 * noon.mean()
    assert horror.mean() < 0.78 * noon.mean()
    assert night[..., 2].mean() > night[..., 0].mean()
    assert golden[..., 0].mean() - golden[..., 2].mean() > 15


def test_lamps_stay_bright_by_night():
    lamp, wall = np.full((2, 2, 3), (255, 224, 142), np.uint8), np.full((2, 2, 3), (128, 112, 71), np.uint8)
    kept = [grade(x, Light.NIGHT)[0, 0, 0] / x[0, 0, 0] for x in (lamp, wall)]
    assert kept[0] > 1.3 * kept[1]


@pytest.mark.parametrize("light", Light)
@pytest.mark.parametrize("weather", Weather)
def test_grades_keep_the_order_of_greys(light, weather):
    greys = np.repeat(np.arange(256, dtype=np.uint8)[:, None, None], 3, axis=2)
    graded = grade(greys, light, weather).astype(int)
    assert graded.shape == greys.shape
    assert (np.diff(graded[:, 0], axis=0) >= 0).all()
    assert graded[-1].mean() > 110


def test_half_strength_lies_between():
    whole, half = (grade(PICTURE, Light.NIGHT, strength=s).astype(float).mean() for s in (1.0, 0.5))
    assert whole < half < PICTURE.mean()


@pytest.mark.parametrize("light", [Light.MORNING, Light.GOLDEN_HOUR, Light.NIGHT, Light.HORROR, Light.STAGE])
def test_overlays_leave_the_middle_clear_and_stay_with_the_frame(light):
    for size in ((72, 128), (128, 128), (228, 128)):
        image = overlay(light, size)
        assert image[..., 3].max() > 30
        assert image[64, size[0] // 2, 3] < 110
    if light is not Light.STAGE:
        assert np.array_equal(overlay(light), overlay(light, zoom=1.4))


@pytest.mark.parametrize("light", [Light.MORNING, Light.NOON, Light.GOLDEN_HOUR, Light.NIGHT, Light.HORROR])
def test_shadows_fall_away_from_sun_and_moon(light):
    shadow = shadow_of(light)
    assert shadow.dx * seat(light, 1.0)[0] < 0
    assert 0 < shadow.darkness < 1
    assert shadow.length > 0


def test_low_suns_throw_long_shadows():
    assert shadow_of(Light.GOLDEN_HOUR).length > 3 * shadow_of(Light.NOON).length
    assert shadow_of(Light.HORROR).length > shadow_of(Light.NIGHT).length


def test_a_grade_is_quick(record_property):
    frame = np.zeros((128, 128, 3), np.uint8)
    grade(frame, Light.NIGHT, Weather.RAIN)
    begun = time.thread_time()
    for _ in range(50):
        grade(frame, Light.NIGHT, Weather.RAIN)
    spent_ms = 20 * (time.thread_time() - begun)
    record_property("grade_128_ms", round(spent_ms, 3))
    assert spent_ms < 2

import cv2
import numpy as np
import pytest

from mudong.world.draw.pen import Pen
from mudong.world.draw.scenery import Setting
from mudong.world.draw.weather import draw_weather
from mudong.world.kinds import Light, Weather
from mudong.world.lens import Lens


def drawn(weather, *, time_s=0.3, seed=2, strength=1.0, size=(128, 128)):
    lens = Lens(width=size[0], height=size[1], eye=(0.0, 1.0, -6.0))
    pen = Pen(*size)
    draw_weather(pen, Setting(lens=lens, time_s=time_s, seed=seed, light=Light.NOON, weather=weather), strength)
    return pen.pixels()


def test_clear_weather_draws_nothing():
    assert not drawn(Weather.CLEAR).any()


@pytest.mark.parametrize("weather", [w for w in Weather if w is not Weather.CLEAR])
@pytest.mark.parametrize("size", [(72, 128), (128, 128), (228, 128)])
def test_leaves_marks_but_not_everywhere(weather, size):
    covered = (drawn(weather, size=size)[..., 3] > 60).mean()
    assert 0.01 < covered < 0.75
    assert not drawn(weather, size=size, strength=0.0).any()


@pytest.mark.parametrize("weather", [Weather.RAIN, Weather.SNOW])
def test_marks_are_few_and_large_enough_to_survive_an_encoder(weather):
    solid = (drawn(weather)[..., 3] > 150).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    large = stats[1:, cv2.CC_STAT_AREA] >= 12
    assert 6 <= large.sum() <= 40


@pytest.mark.parametrize("weather", [Weather.RAIN, Weather.SNOW])
def test_falls_down(weather):
    def profile(time_s):
        return drawn(weather, time_s=time_s, size=(256, 256))[..., 3].astype(np.float32)

    step = 1 / 48
    (_, dy), _ = cv2.phaseCorrelate(profile(0.3), profile(0.3 + step))
    assert 0.5 < dy < 20


def test_more_strength_more_marks():
    assert (drawn(Weather.SNOW, strength=2.0)[..., 3] > 0).mean() > 1.4 * (drawn(Weather.SNOW)[..., 3] > 0).mean()


@pytest.mark.parametrize("seed", range(4))
def test_every_clip_of_a_storm_has_a_flash_and_a_rest(seed):
    shares = [(drawn(Weather.THUNDER, seed=seed, time_s=i / 24)[..., 3] > 20).mean() for i in range(21)]
    assert max(shares) > 0.95
    assert min(shares) < 0.4


@pytest.mark.parametrize("weather", Weather)
def test_same_value_same_pixels_and_the_seed_matters(weather):
    assert np.array_equal(drawn(weather), drawn(weather))
    if weather is not Weather.CLEAR:
        assert not np.array_equal(drawn(weather), drawn(weather, seed=3))


@pytest.mark.parametrize("weather", Weather)
def test_looks_the_same_at_any_size(weather):
    large = drawn(weather, size=(512, 512)).reshape(128, 4, 128, 4, 4).mean(axis=(1, 3))
    assert np.abs(drawn(weather) - large).mean() < 3

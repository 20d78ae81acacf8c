import numpy as np
import pytest

from mudong.world.draw.pen import Pen
from mudong.world.draw.scenery import Setting
from mudong.world.draw.sky import clouds, seat, sky
from mudong.world.kinds import Light, Weather
from mudong.world.lens import Lens


def at(light=Light.NOON, weather=Weather.CLEAR, time_s=0.0, width=128):
    lens = Lens(width=width, height=128, eye=(0.0, 1.0, -6.0))
    return Setting(lens=lens, time_s=time_s, seed=4, light=light, weather=weather)


def picture(draw, setting):
    pen = Pen(setting.lens.width, setting.lens.height)
    draw(pen, setting)
    return pen.pixels()


@pytest.mark.parametrize("light", Light)
def test_fills_the_frame_lighter_towards_the_horizon(light):
    pixels = picture(sky, at(light, Weather.FOG))
    assert pixels[..., 3].min() == 255
    assert pixels[60, :, :3].mean() > pixels[4, :, :3].mean()


@pytest.mark.parametrize("light", Light)
@pytest.mark.parametrize("aspect", [9 / 16, 1.0, 16 / 9])
def test_sun_and_moon_stand_inside_the_frame(light, aspect):
    x, y = seat(light, aspect)
    assert abs(x) < 0.5 * aspect - 0.06
    assert 0.1 < y < 0.5


def test_rain_hides_the_sun():
    clear, rain = (picture(sky, at(weather=weather)) for weather in (Weather.CLEAR, Weather.RAIN))
    assert np.ptp(clear[10, :, 0].astype(int)) > 40
    assert np.ptp(rain[10, :, 0].astype(int)) == 0


def test_clouds_drift_to_the_right_and_faster_in_wind():
    def middle(weather, time_s):
        weights = picture(clouds, at(weather=weather, time_s=time_s, width=400))[..., 3].astype(float).sum(axis=0)
        return weights

    def moved(weather):
        a, b = middle(weather, 0.0), middle(weather, 1.0)
        scores = [np.corrcoef(a[: 400 - k], b[k:])[0, 1] for k in range(60)]
        return int(np.argmax(scores))

    assert 1 <= moved(Weather.CLEAR) < moved(Weather.WIND)

from dataclasses import replace

import numpy as np
import pytest

from mudong.world.draw.pen import Pen
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.plane import row, upright
from mudong.world.draw.scenery import Setting
from mudong.world.kinds import Light, Weather
from mudong.world.lens import Lens

AT = Setting(
    lens=Lens(width=32, height=32, eye=(0.0, 1.0, -6.0)), time_s=0.0, seed=0, light=Light.NOON, weather=Weather.CLEAR
)


ASIDE = replace(AT, lens=replace(AT.lens, eye=(0.6, 1.0, -6.0)))


@pytest.mark.parametrize("lenses", [(AT.lens,), (AT.lens, ASIDE.lens)])
def test_still_layers_are_described_once_a_clip_and_moving_ones_every_frame(lenses):
    calls = []

    def still(pen, setting):
        calls.append("still")
        with upright(pen, setting.lens, 1.0):
            pen.circle(0, 1, 4, "#336699")

    def moving(pen, setting):
        calls.append("moving")
        pen.circle(10 + 10 * setting.time_s, 16, 4, "#ffffff")

    artist, pen = Layered(back=(Layer(still), Layer(moving, moves=True))).filmed(lenses), Pen(32, 32)
    frames = []
    for time_s in (0.0, 0.5, 1.0):
        artist.behind(pen, replace(AT, time_s=time_s))
        frames.append(pen.pixels())
    assert calls == ["still", "moving", "moving", "moving"]
    assert not np.array_equal(frames[0], frames[2])


def test_a_clip_shows_what_only_its_other_frames_see():
    def posts(pen, setting):
        with upright(pen, setting.lens, 0.0):
            for x, _ in row(setting.lens, 0.0, 0.4, 0, 1):
                pen.circle(x, 1.0, 0.1, "#804020")

    place, pen, direct = Layered(back=(Layer(posts),)), Pen(32, 32), Pen(32, 32)
    far = replace(AT, lens=replace(AT.lens, eye=(9.0, 1.0, -6.0)))
    filmed = place.filmed((AT.lens, far.lens))
    for setting in (AT, far, AT):
        pen.clear()
        direct.clear()
        filmed.behind(pen, setting)
        place.behind(direct, setting)
        assert pen.pixels().any()
        assert np.array_equal(pen.pixels(), direct.pixels())


def test_order_is_kept():
    red, blue = (lambda pen, _: pen.circle(16, 16, 40, "#ff0000")), (lambda pen, _: pen.circle(16, 16, 6, "#0000ff"))
    pen = Pen(32, 32)
    Layered(back=(Layer(red, moves=True), Layer(blue))).behind(pen, AT)
    assert pen.pixels()[16, 16].tolist() == [0, 0, 255, 255]
    Layered(back=(Layer(blue), Layer(red, moves=True))).behind(pen, AT)
    assert pen.pixels()[16, 16].tolist() == [255, 0, 0, 255]


def test_fog_hides_what_is_behind_the_cast():
    dark = Layered(back=(Layer(lambda pen, _: pen.circle(16, 16, 40, "#202020")),))
    clear, foggy = Pen(32, 32), Pen(32, 32)
    dark.behind(clear, AT)
    dark.behind(foggy, replace(AT, weather=Weather.FOG))
    assert foggy.pixels()[16, 16, 0] > clear.pixels()[16, 16, 0] + 60

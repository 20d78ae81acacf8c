from dataclasses import replace

import numpy as np

from mudong.world.draw.pen import Pen
from mudong.world.draw.places.layers import Layer, Layered
from mudong.world.draw.scenery import Setting
from mudong.world.kinds import Light, Weather
from mudong.world.lens import Lens

AT = Setting(
    lens=Lens(width=32, height=32, eye=(0.0, 1.0, -6.0)), time_s=0.0, seed=0, light=Light.NOON, weather=Weather.CLEAR
)


def test_still_layers_are_drawn_once_per_camera_and_moving_ones_every_frame():
    calls = []

    def still(pen, setting):
        calls.append("still")
        pen.circle(16, 16, 40, "#336699")

    def moving(pen, setting):
        calls.append("moving")
        pen.circle(10 + 10 * setting.time_s, 16, 4, "#ffffff")

    artist, pen = Layered(back=(Layer(still), Layer(moving, moves=True))), Pen(32, 32)
    frames = []
    for time_s in (0.0, 0.5, 1.0):
        artist.behind(pen, replace(AT, time_s=time_s))
        frames.append(pen.pixels())
    assert calls == ["still", "moving", "moving", "moving"]
    assert not np.array_equal(frames[0], frames[2])
    artist.behind(pen, replace(AT, lens=replace(AT.lens, eye=(0.1, 1.0, -6.0))))
    assert calls[-2:] == ["still", "moving"]


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

import numpy as np
import pytest

from mudong.world.draw.pen import Pen, polygon
from mudong.world.draw.plane import floor, ground, hanging, screen, upright
from mudong.world.draw.recorder import Recorder
from mudong.world.lens import Lens

LENSES = [
    Lens(width=64, height=48, eye=(x, y, -6.0), zoom=zoom, roll=roll, aim=aim)
    for x, y, zoom, roll, aim in ((0, 1, 1, 0, 0), (0.8, 1.2, 1.3, 0.1, 0), (-0.5, 1.1, 0.8, 0, 0.4))
]


def draw(pen, lens):
    hanging(pen, lens, 4.0, 4.5, -0.5, ("#d0e0f0", "#e0f0ff"))
    ground(pen, lens, ("#808040", "#90a050"), far=4.0)
    with floor(pen, lens):
        pen.ellipse(0, 1, 2, 1, "#c0c080")
    with upright(pen, lens, 1.0), pen.at(0.5, 0, scale=0.5):
        pen.shape(polygon(((0, 0), (1, 0), (0.5, 2))), "#a03020")
    with screen(pen, lens):
        pen.circle(0, 0.3, 0.1, "#fff0c0")


def test_a_recording_looks_the_same_through_every_lens():
    recorder = Recorder(64, 48)
    draw(recorder, LENSES[0])
    for lens in LENSES:
        direct, replayed = Pen(64, 48), Pen(64, 48)
        draw(direct, lens)
        recorder.replay(replayed, lens)
        assert np.abs(direct.pixels().astype(int) - replayed.pixels()).max() <= 1


def test_a_plane_on_a_plane_is_refused():
    recorder = Recorder(64, 48)
    with pytest.raises(ValueError, match="plane"), upright(recorder, LENSES[0], 1.0):
        upright(recorder, LENSES[0], 2.0)

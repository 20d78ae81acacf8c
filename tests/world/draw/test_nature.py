import numpy as np
import pytest

from mudong.world.draw import nature
from mudong.world.draw.pen import Pen

THINGS = {
    "tree": lambda pen: nature.tree(pen, 0, 0, 1.0, "#80c080"),
    "pine": lambda pen: nature.pine(pen, 0, 0, 1.0, "#80c0a0", snow="#ffffff"),
    "bush": lambda pen: nature.bush(pen, 0, 0, 1.0, "#80c080"),
    "cloud": lambda pen: nature.cloud(pen, 0, 0.5, 1.0, "#ffffff", "#dddddd"),
    "tuft": lambda pen: nature.tuft(pen, 0, 0, 1.0, "#80c080"),
    "flower": lambda pen: nature.flower(pen, 0, 0, 0.4, "#ffffff", stem="#80c080"),
    "stone": lambda pen: nature.stone(pen, 0, 0, 1.0, "#a0a0a0"),
    "ripple": lambda pen: nature.ripples(pen, [(0, 0.5, 1.0)], "#ffffff"),
    "palm": lambda pen: nature.palm(pen, 0, 0, 0.9, "#80c080"),
    "lamp_post": lambda pen: nature.lamp_post(pen, 0, 0, 1.0, "#555555", "#ffeecc", lit=True),
}


def drawn(thing, size=128):
    pen = Pen(size, size)
    pen.canvas.translate(size / 2, 0.9 * size)
    pen.canvas.scale(0.7 * size, -0.7 * size)
    thing(pen)
    return pen.pixels()


@pytest.mark.parametrize("name", THINGS)
def test_stands_upright_where_it_is_put_inside_the_frame(name):
    opaque = drawn(THINGS[name])[..., 3] > 128
    rows = np.flatnonzero(opaque.any(axis=1))
    assert 0.002 < opaque.mean() < 0.6
    assert rows[0] > 0
    assert rows[-1] < 128 - 2


@pytest.mark.parametrize("name", THINGS)
def test_is_the_same_shape_at_any_size(name):
    small, large = drawn(THINGS[name], 64), drawn(THINGS[name], 256)
    shrunk = large.reshape(64, 4, 64, 4, 4).mean(axis=(1, 3))
    assert np.abs(small - shrunk).mean() < 4


def test_hills_stay_between_their_heights():
    bounds = nature.ridge(3, 1, 10.0, 4.0, 9.0).computeTightBounds()
    assert 7.0 < bounds.bottom() < 11.0
    assert nature.ridge(3, 1, 10.0, 4.0, 9.0) is nature.ridge(3, 1, 10.0, 4.0, 9.0)

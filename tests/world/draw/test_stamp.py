import numpy as np

from mudong.world.draw.pen import Pen
from mudong.world.draw.stamp import stamp


def dot(pen, colour, radius):
    pen.circle(0, 0, radius, colour)


def picture(pen, colour="#ff0000"):
    with pen.at(16, 16, angle=0.3, scale=2.0):
        stamp(pen, dot, colour, 5.0)
    return pen.pixels()


def test_a_recording_looks_like_the_drawing():
    direct = Pen(32, 32)
    with direct.at(16, 16, angle=0.3, scale=2.0):
        dot(direct, "#ff0000", 5.0)
    assert np.abs(picture(Pen(32, 32)).astype(int) - direct.pixels()).max() <= 1


def test_arguments_tell_recordings_apart():
    assert not np.array_equal(picture(Pen(32, 32)), picture(Pen(32, 32), "#00ff00"))


def test_masks_stay_masks():
    pixels = picture(Pen(32, 32, mask=True))
    assert (pixels == pixels[..., 3:]).all()
    assert pixels[16, 16, 3] == 255

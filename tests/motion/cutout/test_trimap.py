"""The band is where alpha is not known, no wider than asked, and wide around the head."""

import numpy as np

from mudong.motion.cutout.trimap import BACKGROUND, BAND, FIGURE, hair_half_width, trimap


def half(width=40):
    return np.tile((np.arange(width) >= width // 2).astype(np.float32), (30, 1))


def test_the_band_has_the_width_asked_for():
    regions = trimap(half(), np.full((30, 40), 3.0, np.float32))
    row = regions[15]
    assert (row == BAND).sum() in (6, 7)
    assert (row[:16] == BACKGROUND).all()
    assert (row[25:] == FIGURE).all()


def test_doubt_widens_the_band_only_near_the_contour():
    probability = half()
    probability[:, 24] = 0.7
    probability[:, 38] = 0.7
    regions = trimap(probability, np.full((30, 40), 2.0, np.float32))
    assert (regions[:, 24] == BAND).all()
    assert (regions[:, 38] == FIGURE).all()


def test_hair_gets_more_room_than_cloth():
    width = hair_half_width((200, 100), (50, 30), 20, 2.0, 9.0)
    assert width[30, 50] == 9
    assert width[150, 50] == 2
    assert (np.diff(width[30:, 50]) <= 0).all()

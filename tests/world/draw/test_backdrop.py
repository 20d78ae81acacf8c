"""Before a backdrop the sheet keeps its colour to the byte and the cast its own light."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.world.draw.backdrop import before_backdrop
from mudong.world.draw.light import grade
from mudong.world.draw.pen import Pen
from mudong.world.kinds import Light, Weather

GREEN = "#00b140"


@pytest.mark.parametrize("light", list(Light))
def test_the_sheet_is_plain_and_the_cast_is_lit(light: Light):
    pen = Pen(40, 40)
    pen.circle(20, 20, 12, "#c08040")
    pixels = pen.pixels()
    seen = before_backdrop(pixels, GREEN, light, Weather.CLEAR)
    assert (seen[pixels[..., 3] == 0] == tuple(bytes.fromhex(GREEN[1:]))).all()
    lit = grade(np.array([[[0xC0, 0x80, 0x40]]], np.uint8), light)
    assert (np.abs(seen[pixels[..., 3] == 255].astype(int) - lit[0, 0]) <= 1).all()


def test_an_edge_lies_between_the_two_colours():
    pen = Pen(8, 8)
    pen.circle(4, 4, 2.6, "#ffffff")
    pixels = pen.pixels()
    edge = (pixels[..., 3] > 0) & (pixels[..., 3] < 255)
    seen = before_backdrop(pixels, "#000000", Light.NOON, Weather.CLEAR)[edge]
    assert (np.abs(seen[:, 0].astype(int) - pixels[edge][:, 3]) <= 1).all()

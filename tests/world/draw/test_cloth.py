"""Cloth stays within its path, shows its pattern, and moves with its weave."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from mudong.world.draw.cloth import Weave, bands, drape, sleeve, tinted
from mudong.world.draw.pen import Pen, polygon
from mudong.world.kinds import Pattern
from mudong.world.scene import Cloth

SQUARE = polygon([(16, 16), (112, 16), (112, 112), (16, 112)])


def draped(pattern: Pattern, weave: Weave, *, path: skia.Path = SQUARE, mask: bool = False) -> np.ndarray:
    pen = Pen(128, 128, mask=mask)
    drape(pen, path, Cloth(kind="shirt", colour="#c02020", pattern=pattern, second="#2020ff"), weave)
    return pen.pixels().copy()


@pytest.mark.parametrize("pattern", list(Pattern))
def test_patterns_cover_a_fair_share_and_nothing_outside(pattern):
    pixels = draped(pattern, Weave(origin=(60.0, 50.0), angle=0.4, pitch=9.0))
    inside = np.zeros((128, 128), bool)
    inside[16:112, 16:112] = True
    assert not pixels[~inside, 3].any()
    blue = (pixels[..., 2] > 128)[inside].mean()
    assert blue == 0 if pattern is Pattern.PLAIN else 0.1 < blue < 0.7
    # Everywhere alike: no corner is left without.
    corners = [pixels[a : a + 24, b : b + 24, 2] > 128 for a in (16, 88) for b in (16, 88)]
    assert pattern is Pattern.PLAIN or min(corner.mean() for corner in corners) > 0.05


def test_a_pattern_moves_with_its_weave():
    first = draped(Pattern.HEARTS, Weave(origin=(60.0, 50.0), pitch=12.0))[40:80, 40:80, 2].astype(int)
    moved = draped(Pattern.HEARTS, Weave(origin=(65.0, 53.0), pitch=12.0))[43:83, 45:85, 2].astype(int)
    assert np.abs(first - moved).mean() < 3


def test_a_mask_knows_no_pattern():
    alpha = [draped(p, Weave(origin=(60.0, 50.0), pitch=9.0), mask=True) for p in Pattern]
    assert all((pixels == alpha[0]).all() for pixels in alpha)


def test_tints_go_towards_light_and_dark_and_keep_alpha():
    assert tinted("#808080", 0.0) == "#808080"
    assert tinted("#80808040", 0.5).endswith("40")
    assert tinted("#000000", 1.0) == "#fffaee"


def test_bands_lie_across_a_sleeve_in_order():
    pen = Pen(64, 64)
    path = sleeve(pen, [(32.0, 8.0), (32.0, 56.0)], (6.0, 6.0), Cloth(kind="shirt", colour="#ffffff"), 5.0)
    bands(pen, path, (32.0, 8.0), (32.0, 56.0), 9.0, ("#ff0000", "#00ff00", "#0000ff"))
    pixels = pen.pixels()
    assert [int(pixels[y, 32, :3].argmax()) for y in (12, 32, 50)] == [0, 1, 2]

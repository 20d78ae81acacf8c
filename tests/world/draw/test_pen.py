"""The pen: colours and masks of the same shapes."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mudong.world.draw.pen import Copy, Glow, Gradient, Pen, polygon, rgba, scattered, smooth, tube


def area(pen: Pen) -> int:
    return int((pen.pixels()[..., 3] > 127).sum())


@pytest.mark.parametrize("fill", ["#e0483e", Gradient((0, 0), (0, 90), ("#ffffff", "#000000")),
                                  Glow((50, 50), 40, ("#ffffff", "#000000"))])  # fmt: skip
def test_a_mask_covers_what_the_colour_covers(fill):
    shots = []
    for mask in (False, True):
        pen = Pen(100, 100, mask=mask, outline=2.0)
        pen.circle(50, 50, 30, fill, outline=True)
        pen.limb(((10, 10), (40, 60), (80, 90)), (4, 8, 3), fill)
        shots.append(pen.pixels())
    assert np.array_equal(shots[0][..., 3] > 127, shots[1][..., 3] > 127)
    assert (shots[1][shots[1][..., 3] == 255][:, :3] == 255).all()


def test_pixels_are_premultiplied_and_a_copy():
    pen = Pen(8, 8)
    pen.canvas.clear(rgba("#ff800080"))
    pixels = pen.pixels()
    assert pixels[4, 4].tolist() == pytest.approx([128, 64, 0, 128], abs=1)
    pen.clear()
    assert pixels.any()
    assert not pen.pixels().any()


def test_areas_are_those_of_geometry():
    pen = Pen(200, 200)
    pen.circle(100, 100, 60, "#000000")
    assert area(pen) == pytest.approx(math.pi * 3600, rel=0.01)
    pen.clear()
    pen.ellipse(100, 100, 60, 30, "#000000", angle=0.7)
    assert area(pen) == pytest.approx(math.pi * 1800, rel=0.02)
    pen.clear()
    pen.shape(tube(((50, 100), (150, 100)), (20, 20)), "#000000")
    assert area(pen) == pytest.approx(4000 + math.pi * 400, rel=0.02)


def test_an_outline_adds_its_width_all_around():
    plain, lined = Pen(100, 100), Pen(100, 100, outline=3.0)
    for pen in (plain, lined):
        pen.circle(50, 50, 20, "#ffffff", outline=True)
    assert area(lined) == pytest.approx(math.pi * 23**2, rel=0.03)
    assert area(plain) == pytest.approx(math.pi * 20**2, rel=0.03)


def test_at_moves_turns_and_mirrors_and_gives_the_canvas_back():
    pen = Pen(100, 100)
    with pen.at(50, 50, angle=math.pi / 2, scale=2.0, flip=False):
        pen.circle(10, 0, 3, "#000000")
    ys, xs = np.nonzero(pen.pixels()[..., 3] > 127)
    assert (xs.mean(), ys.mean()) == pytest.approx((49.5, 69.5), abs=1)
    pen.clear()
    with pen.at(50, 50, flip=True):
        pen.circle(10, 0, 3, "#000000")
    assert np.nonzero(pen.pixels()[..., 3] > 127)[1].mean() == pytest.approx(39.5, abs=1)
    pen.clear()
    pen.circle(20, 20, 3, "#000000")
    assert pen.pixels()[20, 20, 3] == 255


def test_inside_clips():
    pen = Pen(100, 100)
    with pen.inside(polygon(((0, 0), (50, 0), (50, 100), (0, 100)))):
        pen.circle(50, 50, 30, "#000000")
    assert not pen.pixels()[:, 52:, 3].any()
    assert pen.pixels()[50, 40, 3] == 255


def test_a_smooth_curve_passes_through_its_points():
    pen = Pen(100, 100)
    points = ((20, 20), (80, 30), (70, 80), (30, 70))
    pen.line(smooth(points), "#000000", 2.0)
    assert all(pen.pixels()[y, x, 3] > 127 for x, y in points)


@pytest.mark.parametrize("ground", ["", "#203040"])
def test_what_one_pen_kept_looks_the_same_on_another(ground):
    first, second, direct = Pen(60, 50), Pen(60, 50), Pen(60, 50)
    for pen in (second, direct):
        pen.circle(30, 20, 25, "#ffcc00")
    for pen in (first, direct):
        if ground:
            pen.shape(polygon(((-1, -1), (61, -1), (61, 51), (-1, 51))), ground)
        pen.circle(20, 25, 12, "#80204080")
    with second.at(7, 9, scale=3.0):
        second.lay(first.kept())
    assert np.abs(second.pixels().astype(int) - direct.pixels()).max() <= 2
    second.lay(Pen(60, 50).kept())
    assert second.pixels().any()


def test_scattered_copies_lie_where_each_was_put():
    shape = polygon(((0, 0), (2, 0), (0, 6)))
    copies = [Copy(20, 20, 0.5, 2.0, 3.0), Copy(70, 60, -1.0, 4.0, 1.0)]
    one, many = Pen(100, 100), Pen(100, 100)
    one.shape(scattered(shape, copies), "#000000")
    for x, y, angle, wide, high in copies:
        with many.at(x, y, angle=angle):
            many.canvas.scale(wide, high)
            many.shape(shape, "#000000")
    # Soft edges differ a little: convex shapes on their own have a finer way through Skia.
    assert np.abs(one.pixels().astype(int) - many.pixels()).max() <= 16

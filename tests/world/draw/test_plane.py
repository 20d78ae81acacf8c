import numpy as np
import pytest

from mudong.world.draw.pen import Pen
from mudong.world.draw.plane import floor, ground, reach, row, screen, upright
from mudong.world.lens import Lens

LENS = Lens(width=200, height=120, eye=(0.4, 1.1, -5.5), zoom=1.2, roll=0.15, aim=0.7)


def mapped(pen, point):
    m = pen.canvas.getTotalMatrix()
    spot = m.mapXY(*map(float, point))
    return np.array([spot.fX, spot.fY])


@pytest.mark.parametrize("z", [-1.0, 0.0, 3.5, 40.0])
def test_upright_planes_agree_with_the_lens(z):
    pen = Pen(LENS.width, LENS.height)
    with upright(pen, LENS, z):
        for x, y in ((0.0, 0.0), (-1.3, 2.1), (4.0, 0.7)):
            assert np.allclose(mapped(pen, (x, y)), LENS.project(np.array([x, y, z])), atol=1e-2)


def test_the_floor_agrees_with_the_lens():
    pen = Pen(LENS.width, LENS.height)
    with floor(pen, LENS):
        for x, z in ((0.0, 0.0), (-1.3, -2.1), (4.0, 17.0)):
            assert np.allclose(mapped(pen, (x, z)), LENS.project(np.array([x, 0.0, z])), atol=1e-2)


def test_the_horizon_is_the_middle_of_the_screen():
    pen = Pen(100, 80)
    with screen(pen, Lens(width=100, height=80, eye=(2.0, 1.0, -6.0))):
        assert np.allclose(mapped(pen, (0.0, 0.0)), (50, 40))
        assert np.allclose(mapped(pen, (0.0, 0.5)), (50, 0))


def test_the_ground_begins_where_the_lens_says():
    lens = Lens(width=64, height=128, eye=(0.0, 1.0, -6.0))
    pen = Pen(64, 128)
    ground(pen, lens, ("#808080", "#909090"), far=20.0)
    covered = np.flatnonzero(pen.pixels()[:, 32, 3] == 255)
    edge = lens.project(np.array([0.0, 0.0, 20.0]))[1]
    assert abs(covered[0] - edge) <= 1.5
    assert covered[-1] == 127


def test_a_row_holds_still_while_the_camera_passes():
    def places(eye):
        lens = Lens(width=128, height=128, eye=(eye, 1.0, -6.0))
        return {round(x, 6) for x, _ in row(lens, 4.0, 1.5, 7, 1)}

    both = places(0.0) & places(0.8)
    assert len(both) >= 2
    left, right = reach(Lens(width=128, height=128, eye=(0.8, 1.0, -6.0)), 4.0)
    assert {x for x in places(0.0) if left < x < right} <= places(0.8)

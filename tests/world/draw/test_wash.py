import numpy as np

from mudong.world.draw.pen import Pen
from mudong.world.draw.wash import alpha, halo, mix, wash


def test_mix_goes_from_the_first_to_the_second():
    assert mix("#000000", "#ffffff", 0.0) == "#000000"
    assert mix("#000000", "#ffffff", 1.0) == "#ffffff"
    assert mix("#102030", "#304050", 0.5) == "#203040"


def test_alpha_is_two_hex_digits_within_bounds():
    assert [alpha(x) for x in (-1.0, 0.0, 0.5, 1.0, 2.0)] == ["00", "00", "80", "ff", "ff"]


def test_a_wash_is_monotone_without_gaps():
    for size in (16, 128, 512):
        pen = Pen(4, size)
        wash(pen, 0, 0, 4, size, ("#000000", "#ffffff"))
        column = pen.pixels()[:, 1].astype(int)
        assert (column[:, 3] == 255).all()
        assert (np.diff(column[:, 0]) >= 0).all()
        assert column[0, 0] < 40
        assert column[-1, 0] > 215


def test_a_wash_may_run_upwards():
    pen = Pen(4, 64)
    wash(pen, 0, 64, 4, 0, ("#000000", "#ffffff"))
    column = pen.pixels()[:, 1].astype(int)
    assert (column[:, 3] == 255).all()
    assert column[0, 0] > column[-1, 0]


def test_a_halo_fades_to_nothing():
    pen = Pen(65, 65)
    halo(pen, 32.5, 32.5, 30, "#ffffff", 0.8)
    line = pen.pixels()[32, 32:, 3].astype(int)
    assert line[0] > 180
    assert line[-1] == 0
    assert (np.diff(line) <= 1).all()

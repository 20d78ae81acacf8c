import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mudong.evaluate.fit import MULTIPLE, SIDE_PX, reading_size, resized

SIDES = st.integers(64, 4096)


def test_native_shapes():
    assert [reading_size(*shape) for shape in ((128, 128), (96, 160), (160, 96))] == [(96, 96), (80, 128), (128, 80)]


@given(SIDES, SIDES)
def test_every_shape_is_read_at_about_one_area_in_whole_cells(width: int, height: int):
    wide, high = reading_size(width, height)
    assert wide % MULTIPLE == 0
    assert high % MULTIPLE == 0
    if 1 / 3 < width / height < 3:
        assert 0.7 < wide * high / SIDE_PX**2 < 1.4


def test_a_fitting_clip_is_left_alone_and_a_grey_one_stays_grey():
    frames = np.full((2, 96, 96, 3), 77, np.uint8)
    assert resized(frames, (96, 96)) is frames
    assert (resized(frames, (48, 160)) == 77).all()

import numpy as np

from mudong.world.draw.lamplight import Lamp, brightness, lamplit


def test_light_falls_with_the_distance_and_ends():
    light = brightness([Lamp(20.5, 30.5, 15.0)], 60, 50).astype(int)
    assert light.shape == (50, 60)
    assert light.max() == light[30, 20] > 180
    assert (np.diff(light[30, 20:36]) <= 0).all()
    assert not light[30, 36:].any()
    assert not brightness([], 60, 50).any()


def test_two_lamps_are_never_darker_than_one():
    lamps = [Lamp(10, 10, 12), Lamp(24, 14, 12)]
    both = brightness(lamps, 40, 30)
    assert all((both >= brightness([lamp], 40, 30)).all() for lamp in lamps)


def test_where_no_light_reaches_nothing_changes_and_where_it_does_it_is_warm():
    plain, dark = np.full((30, 40, 3), 200, np.uint8), np.full((30, 40, 3), 60, np.uint8)
    light = brightness([Lamp(10, 15, 10)], 40, 30)
    seen = lamplit(dark, plain, light)
    assert np.array_equal(seen[light == 0], dark[light == 0])
    red, _, blue = seen[15, 10].astype(int)
    assert red > 150
    assert red > blue + 30


def test_a_lamp_far_outside_the_frame_lights_nothing():
    frame = np.full((20, 30, 3), 90, np.uint8)
    light = brightness([Lamp(-50, 90, 12)], 30, 20)
    assert not light.any()
    assert np.array_equal(lamplit(frame, frame, light), frame)

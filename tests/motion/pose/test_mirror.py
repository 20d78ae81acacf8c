"""The mirror image tells bodies from patterns and is told in the picture's own terms."""

from dataclasses import replace

import numpy as np
import pytest

from mudong.motion.pose.estimator import Body
from mudong.motion.pose.mirror import is_somebody, mirrored_picture, mirrored_region, read_mirrored
from mudong.motion.pose.region import Region
from mudong.spec.joints import Joint

REGION = Region(x=30, y=40, size=20, angle=0.2)


def body(**changes):
    xy = np.random.default_rng(0).uniform(0, 100, (21, 2)).astype(np.float32)
    ones = np.ones(21, np.float32)
    hands = np.arange(12, dtype=np.float32).reshape(2, 3, 2)
    made = Body(
        xy=xy, depth=np.arange(21, dtype=np.float32), confidence=ones, hands=hands, presence=1, region=REGION,
        next_region=REGION, face_region=None, mask=np.tile(np.arange(4, dtype=np.float32), (4, 1)),
    )  # fmt: skip
    return replace(made, **changes)


class Told:
    def __init__(self, answer):
        self.answer = answer

    def read(self, pixels, region, *, with_mask=False):
        self.region = region
        return self.answer


def test_sides_places_and_regions_are_turned_over():
    estimator = Told(body())
    twin = read_mirrored(np.zeros((50, 100, 3), np.uint8), REGION, estimator)
    assert twin is not None
    assert estimator.region == mirrored_region(REGION, 100) == Region(x=70, y=40, size=20, angle=-0.2)
    assert twin.xy[Joint.WRIST_L] == pytest.approx(estimator.answer.xy[Joint.WRIST_R] * (-1, 1) + (100, 0))
    assert twin.hands[0] == pytest.approx(estimator.answer.hands[1] * (-1, 1) + (100, 0))
    assert twin.depth[Joint.WRIST_L] == Joint.WRIST_R
    assert twin.next_region == mirrored_region(REGION, 100)
    assert twin.mask is not None
    assert twin.mask[0].tolist() == [3, 2, 1, 0]


def test_twice_is_nothing():
    pixels = np.random.default_rng(0).integers(0, 255, (5, 7, 3)).astype(np.uint8)
    assert np.array_equal(mirrored_picture(mirrored_picture(pixels)), pixels)
    assert mirrored_region(mirrored_region(REGION, 99), 99) == REGION


@pytest.mark.parametrize(
    ("shift", "fill", "somebody"), [(0, 0.2, True), (4, 0.2, True), (25, 0.2, False), (0, 5.0, False)]
)
def test_who_is_somebody(shift, fill, somebody):
    mine = body(mask=np.ones((4, 4), np.float32))
    mine = replace(mine, region=replace(REGION, size=mine.size * fill**0.5))
    assert is_somebody(mine, replace(mine, xy=mine.xy + np.float32(shift))) is somebody
    assert not is_somebody(mine, None)

"""33 landmarks become 21 joints; what moves the landmarks moves the joints alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.motion.pose import landmarks as lm
from mudong.spec.joints import MIRROR, Joint


def standing():
    """Somebody upright in front of the camera: left is at larger x."""
    points = np.zeros((33, 2))
    for index, place in {
        0: (0, -150), 2: (8, -160), 5: (-8, -160), 7: (15, -155), 8: (-15, -155), 9: (6, -138), 10: (-6, -138),
        11: (35, -100), 12: (-35, -100), 13: (45, -50), 14: (-45, -50), 15: (50, 0), 16: (-50, 0), 23: (20, 0),
        24: (-20, 0), 25: (20, 80), 26: (-20, 80), 27: (20, 160), 28: (-20, 160), 31: (28, 172), 32: (-28, 172),
    }.items():  # fmt: skip
        points[index] = place
    return points


def test_the_trunk_and_the_head_stand_in_order():
    joints = lm.joints_of(standing())
    assert joints[Joint.PELVIS] == pytest.approx([0, 0])
    heights = joints[[Joint.HEAD, Joint.EYE_L, Joint.NOSE, Joint.NECK, Joint.SPINE, Joint.PELVIS], 1]
    assert (np.diff(heights) > 0).all()
    assert joints[Joint.HEAD, 0] == pytest.approx(0, abs=1e-9)
    assert 15 < joints[Joint.EYE_L, 1] - joints[Joint.HEAD, 1] < 60, "the crown lies well above the eyes"


@given(st.floats(-3.1, 3.1), st.floats(0.2, 20), st.floats(-500, 500))
def test_turning_scaling_and_moving_commute_with_the_mapping(angle, scale, shift):
    c, s = np.cos(angle) * scale, np.sin(angle) * scale
    turn = np.array([[c, -s], [s, c]])
    moved = lm.joints_of(standing() @ turn.T + shift)
    assert moved == pytest.approx(lm.joints_of(standing()) @ turn.T + shift, abs=1e-6 * scale + 1e-6)


def test_the_mirror_image_has_the_mirrored_joints():
    flipped = standing() * (-1, 1)
    swap = np.arange(33)
    for left, right in ((1, 4), (2, 5), (3, 6), (7, 8), (9, 10), *((i, i + 1) for i in range(11, 33, 2))):
        swap[[left, right]] = right, left
    assert lm.joints_of(flipped[swap]) == pytest.approx(lm.joints_of(standing())[list(MIRROR)] * (-1, 1))


def test_a_mixture_is_as_sure_as_its_least_part():
    seen = np.full(33, 0.9)
    seen[23] = 0.2
    sure = lm.confidence_of(seen)
    assert sure[Joint.HIP_L] == sure[Joint.PELVIS] == sure[Joint.SPINE] == 0.2
    assert sure[Joint.NECK] == sure[Joint.HEAD] == 0.9

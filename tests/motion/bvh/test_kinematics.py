"""Forward kinematics against cases worked out by hand, and against the laws that rotations obey."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from mudong.motion.bvh.kinematics import forward
from mudong.motion.bvh.parse import BvhFile, Skeleton


def arm(*, order=(5, 3, 4), root=(0, 1, 2, 5, 3, 4)):
    """Root at the origin, a joint 2 above it, another 3 to its right, an end 1 farther."""
    return Skeleton(
        names=("root", "a", "b", "end"), parents=(-1, 0, 1, 2),
        offsets=np.array([[0, 0, 0], [0, 2, 0], [3, 0, 0], [1, 0, 0]], float),
        channels=(root, order, order, ()), ends=(False, False, False, True),
    )  # fmt: skip


def at(skeleton, *rows):
    return forward(BvhFile(skeleton=skeleton, frame_s=0.1, values=np.array(rows, float)))


def test_by_hand():
    # Root at (10, 0, 0). Joint a turned by 90 degrees about z: what lay to its right now lies above it.
    # Joint b turned by 90 degrees about y, in axes that a has turned: its right then points to the camera's far side.
    positions, _ = at(arm(), [10, 0, 0, 0, 0, 0, 90, 0, 0, 0, 0, 90])
    assert positions[0] == pytest.approx(np.array([[10, 0, 0], [10, 2, 0], [10, 5, 0], [10, 5, -1]]), abs=1e-9)


def test_the_order_of_channels_is_the_order_of_turns():
    turned = [0, 0, 0, 0, 0, 0]
    zxy, _ = at(arm(order=(5, 3, 4)), [*turned, 90, 90, 0, 0, 0, 0])  # z by 90, then x by 90
    xzy, _ = at(arm(order=(3, 5, 4)), [*turned, 90, 90, 0, 0, 0, 0])  # x by 90, then z by 90
    assert zxy[0, 2] == pytest.approx([0, 5, 0], abs=1e-9)
    assert xzy[0, 2] == pytest.approx([0, 2, 3], abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(-360, 360), min_size=12, max_size=12))
def test_bones_keep_their_length_and_turns_are_rotations(row):
    positions, rotations = at(arm(), row)
    lengths = np.linalg.norm(np.diff(positions[0], axis=0), axis=1)
    assert lengths == pytest.approx([2, 3, 1])
    assert rotations[0] @ rotations[0].transpose(0, 2, 1) == pytest.approx(np.tile(np.eye(3), (4, 1, 1)), abs=1e-9)
    assert np.linalg.det(rotations[0]) == pytest.approx(np.ones(4))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(-89, 89), min_size=9, max_size=9))
def test_round_trip_through_angles(angles):
    """Turns -> rotations -> the same turns (z, x, y in that order, x within a right angle)."""
    _, rotations = at(arm(), [0, 0, 0, *angles])
    local = [rotations[0, 0], rotations[0, 0].T @ rotations[0, 1], rotations[0, 1].T @ rotations[0, 2]]
    again = []
    for turn in local:
        x = np.arcsin(turn[2, 1])
        again += [np.arctan2(-turn[0, 1], turn[1, 1]), x, np.arctan2(-turn[2, 0], turn[2, 2])]
    assert np.degrees(again) == pytest.approx(angles, abs=1e-6)


@pytest.mark.parametrize(("channels", "expected"), [([3.0, 0.0, 0.0], 3.0), ([0.0, 0.0, 0.0], 3.0), ([3.5, 0, 0], 3.5)])
def test_position_channels_of_inner_joints_replace_the_offset_or_add_to_it(channels, expected):
    skeleton = Skeleton(
        names=("root", "a"), parents=(-1, 0), offsets=np.array([[0, 0, 0], [3.0, 0, 0]]),
        channels=((5,), (0, 1, 2)), ends=(False, False),
    )  # fmt: skip
    positions, _ = at(skeleton, [0, *channels])
    assert positions[0, 1, 0] == pytest.approx(expected)

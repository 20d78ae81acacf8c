"""The frame of reference: places turn with the body, joints come back as local coordinates, decals hide behind."""

from __future__ import annotations

from collections.abc import Callable
from math import pi

import pytest

from mudong.spec.joints import Joint
from mudong.world.draw.creatures.frame import cross, dot, head_frame, spot, trunk_frame
from mudong.world.draw.subject import Subject
from mudong.world.kinds import Species
from mudong.world.scene import Identity

Make = Callable[..., Subject]
BEAR = Identity(species=Species.BEAR)


@pytest.mark.parametrize("yaw", [0.0, 0.7, -1.5, 3.0])
def test_axes_are_a_right_angled_frame_along_the_bone(yaw: float, subject: Make) -> None:
    for frame in (head_frame(subject(BEAR, yaw=yaw)), trunk_frame(subject(BEAR, yaw=yaw))):
        for a, b in ((frame.side, frame.up), (frame.up, frame.front), (frame.front, frame.side)):
            assert dot(a, b) == pytest.approx(0, abs=1e-9)
        assert cross(frame.up, frame.front) == pytest.approx(frame.side)


@pytest.mark.parametrize("yaw", [0.0, 0.7, -1.5, 3.0])
def test_the_trunk_runs_from_pelvis_to_neck_and_shoulders_lie_at_its_sides(yaw: float, subject: Make) -> None:
    seen = subject(BEAR, yaw=yaw)
    frame = trunk_frame(seen)
    assert frame.at(0, 1, 0) == pytest.approx(tuple(seen.joints[Joint.NECK]))
    left, right = (frame.local(*spot(seen, j)) for j in (Joint.SHOULDER_L, Joint.SHOULDER_R))
    assert left[0] == pytest.approx(-right[0])
    assert left[0] > 0.2


def test_to_the_right_the_front_is_on_the_right(subject: Make) -> None:
    frame = trunk_frame(subject(BEAR, yaw=pi / 2))
    assert frame.at(0, 0, 1)[0] > frame.at(0, 0, 0)[0]
    assert frame.away(1, 0, 0) > 0.9


def test_a_decal_on_the_far_side_is_not_drawn(subject: Make) -> None:
    frame = head_frame(subject(BEAR))
    assert frame.decal(0, 0, 1, 0.2, 0.2) is not None
    assert frame.decal(0, 0, -1, 0.2, 0.2) is None

"""What is read off a dancer does not depend on the dancer's size, nor on frames in which nothing was seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tracks import STANDING, make_track
from walk import larger

from mudong.cli.demo.dancer import dance_track
from mudong.motion.retarget.source import read_dancer
from mudong.motion.rig.bones import BONE_NODES, HAND_TIP_L, Bone
from mudong.spec.joints import Joint


def test_a_standing_dancer_shows_all_of_its_limbs() -> None:
    dancer = read_dancer(make_track())
    for bone in (Bone.UPPER_ARM_L, Bone.SHIN_R, Bone.THIGH_L):
        start, end = BONE_NODES[bone]
        assert dancer.length[bone] == pytest.approx(np.linalg.norm(STANDING[end] - STANDING[start]), rel=1e-3)
        assert dancer.seen[:, bone] == pytest.approx(1.0, abs=1e-3)
    thigh, shin = (np.linalg.norm(STANDING[b] - STANDING[a]) for a, b in ((13, 15), (15, 17)))
    assert dancer.leg == pytest.approx(thigh + shin, rel=1e-3)


def test_directions_are_those_of_the_picture() -> None:
    dancer = read_dancer(make_track())
    start, end = BONE_NODES[Bone.FOREARM_L]
    vector = STANDING[end] - STANDING[start]
    assert dancer.direction[:, Bone.FOREARM_L] == pytest.approx(np.arctan2(vector[1], vector[0]))


def test_a_limb_that_points_at_the_camera_looks_short() -> None:
    track = make_track(frames=60)
    xy = track.xy.copy()
    xy[:5, Joint.WRIST_L] = xy[:5, Joint.ELBOW_L] + 0.4 * (STANDING[Joint.WRIST_L] - STANDING[Joint.ELBOW_L])
    dancer = read_dancer(replace(track, xy=xy))
    assert dancer.seen[:5, Bone.FOREARM_L] == pytest.approx(0.4, abs=0.01)
    assert dancer.seen[10:, Bone.FOREARM_L] == pytest.approx(1.0, abs=0.01)


def test_frames_without_trust_do_not_set_a_length() -> None:
    track = make_track(frames=60)
    xy, confidence = track.xy.copy(), track.confidence.copy()
    xy[:20, Joint.WRIST_L] += 300
    confidence[:20, Joint.WRIST_L] = 0.1
    dancer = read_dancer(replace(track, xy=xy, confidence=confidence))
    assert dancer.length[Bone.FOREARM_L] == pytest.approx(read_dancer(track).length[Bone.FOREARM_L], rel=0.01)
    assert (dancer.trust[:20, Bone.FOREARM_L] < 0.2).all()
    assert dancer.seen.max() <= 1.15


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_size_does_not_matter(factor: float) -> None:
    track = dance_track()
    small, large = read_dancer(track), read_dancer(larger(track, factor))
    assert large.length == pytest.approx(factor * small.length, rel=1e-4)
    assert large.seen == pytest.approx(small.seen, abs=1e-3)
    assert large.leg == pytest.approx(factor * small.leg, rel=1e-4)


def test_the_tip_of_a_hand_lies_twice_as_far_as_its_knuckles() -> None:
    track = make_track()
    hands = np.zeros((len(track), 2, 3, 2), np.float32)
    hands[:, 0] = track.xy[:, [Joint.WRIST_L]] + np.array([[3, 10], [-3, 10], [9, 4]], np.float32)
    dancer = read_dancer(replace(track, hands=hands))
    assert dancer.nodes[:, HAND_TIP_L] - track.xy[:, Joint.WRIST_L] == pytest.approx(
        np.tile([0.0, 20.0], (60, 1)), abs=1e-3
    )

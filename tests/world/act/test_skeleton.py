"""Bones keep their length whatever is asked of them; wished places are reached when they can be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudong.spec.joints import BONES, Joint
from mudong.world.act.build import build
from mudong.world.act.dance.keys import ARMS
from mudong.world.act.pose import NUM_CHANNELS, Pose, axes, standing
from mudong.world.act.skeleton import reach, solve
from mudong.world.kinds import Species
from mudong.world.scene import Identity

BODY = build(Identity(species=Species.TODDLER))


def lengths(joints):
    return np.stack([np.linalg.norm(joints[:, a] - joints[:, b], axis=1) for a, b in BONES], axis=1)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**31))
def test_bones_keep_their_length_in_any_pose(seed):
    wild = Pose(np.random.default_rng(seed).normal(0, 1.0, (8, NUM_CHANNELS)))
    rest = solve(BODY, standing(BODY, 1, x=0, z=0, yaw=0)).joints
    assert np.abs(lengths(solve(BODY, wild).joints) - lengths(rest)).max() < 1e-9


def test_standing_is_upright_on_the_ground():
    joints = solve(BODY, standing(BODY, 1, x=0.3, z=0.1, yaw=0)).joints[0]
    assert np.isclose(joints[Joint.HEAD, 1], BODY.height)
    assert np.isclose(joints[[Joint.TOE_L, Joint.TOE_R], 1], BODY.toe).all()
    assert joints[Joint.WRIST_L, 0] > joints[Joint.WRIST_R, 0], "from in front, the left hand is on the right"
    assert joints[Joint.NOSE, 2] < joints[Joint.NECK, 2], "the face looks at the camera"


def test_facing_right_turns_the_nose_right():
    joints = solve(BODY, standing(BODY, 1, x=0, z=0, yaw=np.pi / 2)).joints[0]
    assert joints[Joint.NOSE, 0] > joints[Joint.NECK, 0] + 0.1
    assert joints[Joint.WRIST_R, 2] < joints[Joint.WRIST_L, 2], "its right hand is nearer to the camera"


def test_axes_are_rotations():
    frames = axes(np.linspace(-7, 7, 15))
    assert np.allclose(frames.transpose(0, 2, 1) @ frames, np.eye(3))


@settings(max_examples=60, deadline=None)
@given(st.floats(-0.5, 0.5), st.floats(-0.5, 0.5), st.floats(0.2, 0.6))
def test_hands_reach_what_is_near(out, up, ahead):
    target = BODY.arm * np.array([out, up, ahead])
    upper, fore = reach(BODY, target)
    assert np.allclose(BODY.upper_arm * upper + BODY.forearm * fore, target, atol=1e-9)


def test_feet_are_where_they_are_wished_even_in_a_deep_lunge():
    pose = standing(BODY, 1, x=0, z=0, yaw=0)
    pose.feet[0, 0, 0] += 0.85 * BODY.leg
    joints = solve(BODY, pose).joints[0]
    assert np.allclose(joints[Joint.ANKLE_L], pose.feet[0, 0] + (0, BODY.ankle, 0), atol=1e-9)
    assert joints[Joint.PELVIS, 1] < BODY.pelvis


def test_leaning_forward_brings_the_head_forward_and_down():
    pose = standing(BODY, 1, x=0, z=0, yaw=0)
    pose.lean[:] = 0.4
    joints = solve(BODY, pose).joints[0]
    assert joints[Joint.HEAD, 2] < -0.1
    assert joints[Joint.HEAD, 1] < BODY.height


@pytest.mark.parametrize("species", Species)
@pytest.mark.parametrize("name", ["clap_high", "up", "arch", "fist_up", "high"])
def test_raised_hands_leave_the_head_free(species, name):
    body = build(Identity(species=species))
    pose = standing(body, 1, x=0.0, z=0.0, yaw=0.0)
    pose.arms[:] = np.array(ARMS[name])
    joints = solve(body, pose).joints[0]
    middle = (joints[Joint.NECK] + joints[Joint.HEAD]) / 2
    for wrist in (Joint.WRIST_L, Joint.WRIST_R):
        away = (joints[wrist] - middle) / body.head
        assert np.hypot(away[0], away[1]) > 0.6 or away[2] < -0.4, (name, away)

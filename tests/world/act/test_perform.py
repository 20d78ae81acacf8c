"""Actions follow each other without jumps; gestures lie over what the body does."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from scenes import solo

from mudong.spec.joints import Joint
from mudong.world.kinds import ActionKind
from mudong.world.scene import Action
from mudong.world.simulate import simulate

A = ActionKind


def test_actions_blend_without_jumps_and_the_body_stays_where_it_got():
    scene = solo(
        Action(kind=A.WALK, direction=1, end_s=1.0),
        Action(kind=A.DANCE, start_s=1.0, end_s=2.0),
        Action(kind=A.RUN, direction=-1, start_s=2.0, end_s=2.8),
        Action(kind=A.WAVE, start_s=2.8),
    )
    state = simulate(scene, 96).characters[0]
    steps = np.linalg.norm(np.diff(state.joints, axis=0), axis=2).max(axis=1)
    assert steps.max() < 0.25 * state.height
    pelvis = state.joints[:, Joint.PELVIS, 0]
    assert np.abs(np.diff(pelvis)).max() < 0.10
    assert abs(pelvis[47] - pelvis[25]) < 0.2, "a dance stays where the walk ended"
    assert pelvis[70] < pelvis[50] - 0.3


def test_a_gesture_lies_over_the_walk():
    walk, wave = Action(kind=A.WALK, direction=1), Action(kind=A.WAVE, start_s=0.5, end_s=1.5)
    plain, waved = (simulate(solo(*actions), 60).characters[0].joints for actions in ((walk,), (walk, wave)))
    feet = [Joint.ANKLE_L, Joint.ANKLE_R]
    assert np.allclose(plain[:, feet], waved[:, feet])
    assert np.allclose(plain[:12], waved[:12])
    assert np.allclose(plain[-15:], waved[-15:])
    hands = waved[20:34, [Joint.WRIST_L, Joint.WRIST_R], 1].max(axis=1)
    assert (hands > waved[20:34, Joint.NECK, 1]).all()


def test_the_one_that_began_last_leads_and_then_gives_back():
    scene = solo(Action(kind=A.STAND), Action(kind=A.SIT, start_s=0.5, end_s=1.5))
    height = simulate(scene, 60).characters[0].joints[:, Joint.PELVIS, 1]
    assert height[5] > 1.8 * height[34]
    assert height[-1] > 1.8 * height[34]


def test_nothing_to_do_is_standing():
    scene = solo(Action(kind=A.WALK, start_s=5.0, direction=1))
    state = simulate(scene, 21).characters[0]
    assert state.contact.all()

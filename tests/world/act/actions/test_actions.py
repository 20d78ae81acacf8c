"""Every action on every body: bones keep their length, planted feet stay, periods hold, directions are obeyed."""

import sys
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from scenes import solo

from mudong.spec.joints import BONES, Joint
from mudong.world.act.actions.jump import GRAVITY
from mudong.world.act.actions.walk import RUN, WALK
from mudong.world.act.build import build
from mudong.world.kinds import ActionKind, PropKind, Species, View
from mudong.world.scene import Action, Identity, Prop
from mudong.world.simulate import simulate

PERIODS = {
    ActionKind.WALK: 20, ActionKind.RUN: 16, ActionKind.CHASE: 16, ActionKind.WAVE: 16, ActionKind.CLAP: 16,
    ActionKind.LAUGH: 16, ActionKind.KICK: 24, ActionKind.BOX: 20, ActionKind.ROW: 24, ActionKind.SIT: 24,
    ActionKind.POINT: 20, ActionKind.CRY: 20,
}  # fmt: skip
MOVED = {ActionKind.WAVE: Joint.WRIST_L, ActionKind.CLAP: Joint.WRIST_L, ActionKind.LAUGH: Joint.WRIST_L,
         ActionKind.POINT: Joint.WRIST_L, ActionKind.CRY: Joint.WRIST_L}  # fmt: skip


def acted(scene, frames=49):
    return simulate(scene, frames).characters[0]


@pytest.mark.parametrize(("kind", "species"), list(product(ActionKind, Species)))
def test_bones_keep_their_length_and_feet_their_place(kind, species):
    state = acted(solo(Action(kind=kind, direction=1), species=species), 33)
    joints = state.joints
    assert np.isfinite(joints).all()
    for a, b in BONES:
        assert np.ptp(np.linalg.norm(joints[:, a] - joints[:, b], axis=1)) < 1e-6, (a, b)
    assert joints[:, [Joint.TOE_L, Joint.TOE_R, Joint.ANKLE_L, Joint.ANKLE_R], 1].min() > 0
    for side, ankle in enumerate((Joint.ANKLE_L, Joint.ANKLE_R)):
        both = state.contact[1:, side] & state.contact[:-1, side]
        moved = np.linalg.norm(np.diff(joints[:, [ankle, ankle + 2]], axis=0), axis=2).max(axis=1)
        assert moved[both].max(initial=0) < 1e-3


@pytest.mark.parametrize("kind", PERIODS)
def test_periods(kind):
    body = build(Identity(species=Species.TODDLER))
    state = acted(solo(Action(kind=kind)))
    own = state.joints - state.joints[:, [Joint.PELVIS]]
    joints = [MOVED[kind]] if kind in MOVED else list(Joint)
    period = PERIODS[kind]
    own = own[:, joints] if kind not in MOVED else state.joints[:, joints] - state.joints[:, [Joint.NECK]]
    again = np.abs(own[period:] - own[:-period]).max()
    half = np.abs(own[period // 2 :] - own[: -(period // 2)]).max()
    assert again < (0.02 if kind in MOVED else 1e-6) * body.height
    assert half > again


@pytest.mark.parametrize("kind", [ActionKind.WALK, ActionKind.RUN, ActionKind.CHASE])
@pytest.mark.parametrize("side", [-1, 1])
def test_gaits_go_where_they_are_sent_and_look_there(kind, side):
    state = acted(solo(Action(kind=kind, direction=side)))
    gait = WALK if kind is ActionKind.WALK else RUN
    body = build(Identity(species=Species.TODDLER))
    wished = 2 * gait.step * body.leg / gait.period_s
    travelled = state.joints[-1, Joint.PELVIS, 0] - state.joints[0, Joint.PELVIS, 0]
    assert travelled == pytest.approx(side * wished * 2, rel=0.02)
    assert (np.sign(state.yaw) == side).all()
    planted = state.contact.mean(axis=0)
    assert (planted > gait.stance - 0.2).all()


def test_faster_is_faster():
    def far(speed):
        state = acted(solo(Action(kind=ActionKind.WALK, direction=1, speed=speed)))
        return np.ptp(state.joints[:, Joint.PELVIS, 0])

    assert far(1.5) == pytest.approx(1.5 * far(1.0), rel=0.15)


def test_walking_keeps_a_foot_on_the_ground_and_running_does_not():
    walked = acted(solo(Action(kind=ActionKind.WALK, direction=1))).contact
    ran = acted(solo(Action(kind=ActionKind.RUN, direction=1))).contact
    assert walked.any(axis=1).all()
    assert not ran.any(axis=1).all()


def test_a_jump_is_a_free_fall():
    state = acted(solo(Action(kind=ActionKind.JUMP)), 22)
    y = state.joints[:, Joint.PELVIS, 1]
    air = ~state.contact.any(axis=1)
    inside = air[1:-1] & air[:-2] & air[2:]
    inside[: np.flatnonzero(inside)[0] + 2] = False
    inside[np.flatnonzero(inside)[-2] :] = False
    assert inside.sum() >= 3
    assert np.diff(y, 2)[inside] * 24**2 == pytest.approx(-GRAVITY, rel=1e-6)


def test_hands_meet_in_a_clap():
    state = acted(solo(Action(kind=ActionKind.CLAP)))
    gap = np.linalg.norm(state.joints[:, Joint.WRIST_L] - state.joints[:, Joint.WRIST_R], axis=1) / state.height
    assert gap[[0, 16, 32]].max() < 0.06
    assert gap[[8, 24, 40]].min() > 0.25


@pytest.mark.parametrize("side", [-1, 1])
def test_pointing_points_there(side):
    state = acted(solo(Action(kind=ActionKind.POINT, direction=side)))
    hands = state.joints[:, [Joint.WRIST_L, Joint.WRIST_R], 0] * side
    assert (hands.max(axis=1) > 0.3 * state.height).all()
    assert (np.sign(state.head_yaw + state.yaw) == side).all()


def test_crying_and_laughing_show():
    cry, laugh = acted(solo(Action(kind=ActionKind.CRY))), acted(solo(Action(kind=ActionKind.LAUGH)))
    assert cry.tears.min() == 1
    assert laugh.tears.max() == 0
    assert laugh.mouth.max() > 0.9
    assert laugh.blink.min() > 0.5
    eyes = cry.joints[:, [Joint.EYE_L, Joint.EYE_R]]
    away = np.linalg.norm(cry.joints[:, [Joint.WRIST_L, Joint.WRIST_R]] - eyes, axis=2)
    assert away.max() < 0.25 * cry.height


def test_sitting_is_low_and_sitting_down_takes_its_time():
    body = build(Identity(species=Species.TODDLER))
    seated = acted(solo(Action(kind=ActionKind.SIT))).joints[:, Joint.PELVIS, 1]
    assert seated.max() < 0.5 * body.pelvis
    down = acted(solo(Action(kind=ActionKind.STAND, end_s=0.3), Action(kind=ActionKind.SIT, start_s=0.3)))
    heights = down.joints[:, Joint.PELVIS, 1]
    assert heights[5] > 0.9 * body.pelvis
    assert heights[-1] < 0.5 * body.pelvis


def test_a_kick_meets_the_ball():
    ball = Prop(kind=PropKind.BALL, x=0.35, y=0.12, size=0.24)
    scene = replace(solo(Action(kind=ActionKind.KICK, target=0)), props=(ball,))
    timeline = simulate(scene, 25)
    place = timeline.props[0].place[:, 0]
    gone = int(np.argmax(place > place[0] + 1e-3))
    toe = timeline.characters[0].joints[gone, [Joint.TOE_L, Joint.TOE_R], 0].max()
    assert 8 < gone < 14
    assert abs(toe - (place[0] - 0.12)) < 0.15
    assert place[-1] > place[0] + 0.8


def test_boxers_face_each_other():
    one = solo(Action(kind=ActionKind.BOX, target=1), species=Species.CAT, x=-0.5)
    other = solo(Action(kind=ActionKind.BOX, target=0), species=Species.BEAR, x=0.5)
    states = simulate(replace(one, cast=(*one.cast, *other.cast)), 21).characters
    gap = states[1].joints[:, Joint.PELVIS, 0] - states[0].joints[:, Joint.PELVIS, 0]
    assert 0.35 < (gap / (states[0].height + states[1].height)).min() < 0.45
    assert (states[0].yaw > 0.8).all()
    assert (states[1].yaw < -0.8).all()


def test_an_umbrella_is_held_high_and_a_bag_low():
    def hand(kind):
        scene = replace(solo(Action(kind=ActionKind.WALK, direction=1)), props=(Prop(kind=kind, held_by=0),))
        state = simulate(scene, 21).characters[0]
        return state.joints[:, Joint.WRIST_R, 1] - state.joints[:, Joint.SHOULDER_R, 1]

    assert hand(PropKind.UMBRELLA).min() > 0
    assert hand(PropKind.BAG).max() < 0


@pytest.mark.parametrize("view", View)
def test_view_is_how_one_stands(view):
    wished = {"front": 0, "three_quarter_left": -45, "three_quarter_right": 45, "side_left": -90, "side_right": 90}
    assert np.degrees(acted(solo(view=view), 3).yaw) == pytest.approx(wished[view])

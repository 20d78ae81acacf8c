"""Kicks push balls where and when the foot is there, and miss what is out of reach."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from scenes import solo

from mudong.world.act.actions.fight import KICK_CONTACT, KICK_S
from mudong.world.act.strike import kicks
from mudong.world.kinds import ActionKind, PropKind, Species
from mudong.world.scene import Action, Prop
from mudong.world.simulate import simulate


def pushed(x, species=Species.TODDLER, **action):
    ball = Prop(kind=PropKind.BALL, x=x, y=0.12, size=0.24)
    scene = replace(solo(Action(kind=ActionKind.KICK, **action), species=species), props=(ball,))
    joints = [state.joints for state in simulate(scene, 24).characters]
    return kicks(scene, joints, np.arange(24) / 24)


@pytest.mark.parametrize("species", [Species.BABY, Species.MAN, Species.DRAGON])
@pytest.mark.parametrize("x", [-0.4, 0.4])
def test_a_ball_in_reach_is_pushed_away(species, x):
    (push,) = pushed(x, species)
    assert push.time_s == pytest.approx(KICK_CONTACT * KICK_S)
    assert np.sign(push.vx) == np.sign(x)
    assert push.vy > 0


def test_a_ball_out_of_reach_is_missed_and_so_is_one_after_the_clip():
    assert pushed(3.0) == []
    assert pushed(0.4, start_s=0.9) == []

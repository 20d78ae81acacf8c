"""What an action is about: what is named, else what lies nearest."""

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from scenes import solo

from mudong.world.act.aim import aim_of, nearest_ball
from mudong.world.kinds import ActionKind, PropKind
from mudong.world.scene import Action, Prop

BALLS = (
    Prop(kind=PropKind.BALL, x=2.0),
    Prop(kind=PropKind.BOX, x=0.1),
    Prop(kind=PropKind.BALL, x=0.4),
    Prop(kind=PropKind.BALL, x=0.0, held_by=0),
)


def test_kicks_find_the_nearest_free_ball():
    scene = replace(solo(), props=BALLS)
    assert nearest_ball(scene, 0.0) == 2
    assert nearest_ball(solo(), 0.0) is None
    found = aim_of(scene, 0, Action(kind=ActionKind.KICK))
    assert found is not None
    assert (found.prop, found.x) == (2, 0.4)
    assert aim_of(scene, 0, Action(kind=ActionKind.WAVE)) is None


def test_what_is_named_comes_first_and_nonsense_is_nothing():
    scene = replace(solo(), props=BALLS)
    found = aim_of(scene, 0, Action(kind=ActionKind.KICK, target=0))
    assert found is not None
    assert found.prop == 0
    assert aim_of(scene, 0, Action(kind=ActionKind.POINT, target=9)) is None
    assert aim_of(scene, 0, Action(kind=ActionKind.BOX, target=0)) is None, "nobody boxes himself"

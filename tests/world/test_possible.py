"""What cannot be is refused in one line that names the field; everything sampled or named can be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mudong.spec.errors import InvalidInput
from mudong.world.kinds import ActionKind, PropKind, Species, Stance
from mudong.world.named import NAMES, named_scene
from mudong.world.possible import refuse_impossible
from mudong.world.sample import samples
from mudong.world.scene import Action, Character, Cloth, Identity, Prop, Scene
from mudong.world.simulate import simulate

BEAR = Identity(species=Species.BEAR)


def scene_of(*actions: Action, props: tuple[Prop, ...] = (), **more) -> Scene:
    who = Character(name="one", identity=more.pop("identity", BEAR), actions=actions, **more)
    return Scene(cast=(who,), props=props)


def ball(**more) -> Prop:
    return Prop(kind=PropKind.BALL, **more)


@pytest.mark.parametrize(
    ("scene", "code", "field"),
    [
        (scene_of(props=(ball(held_by=1),)), "world.held_by", "props[0].held_by"),
        (scene_of(props=(ball(held_by=-1),)), "world.held_by", "props[0].held_by"),
        (scene_of(props=(ball(size=0.0),)), "world.number", "props[0].size"),
        (scene_of(props=(ball(colour="red"),)), "world.colour", "props[0].colour"),
        (Scene(backdrop="green"), "world.colour", "backdrop"),
        (scene_of(Action(kind=ActionKind.KICK, target=3)), "world.target", "cast[0].actions[0].target"),
        (scene_of(Action(kind=ActionKind.BOX, target=0)), "world.target", "cast[0].actions[0].target"),
        (scene_of(Action(kind=ActionKind.RUN, speed=-1.0)), "world.number", "cast[0].actions[0].speed"),
        (scene_of(Action(kind=ActionKind.RUN, start_s=1.0, end_s=0.5)), "world.number", "cast[0].actions[0].end_s"),
        (scene_of(stance=Stance.ALL_FOURS), "world.stance", "bear"),
        (scene_of(identity=replace(BEAR, head=0.0)), "world.number", "identity.head"),
        (scene_of(identity=replace(BEAR, breed="grizzly")), "world.word", "grizzly"),
        (scene_of(identity=replace(BEAR, eyes="blue")), "world.colour", "identity.eyes"),
        (scene_of(identity=replace(BEAR, clothes=(Cloth(kind="cape", colour="#ffffff"),))), "world.word", "cape"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(scene: Scene, code: str, field: str):
    with pytest.raises(InvalidInput) as caught:
        simulate(scene, 2)
    assert caught.value.code == code
    assert field in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_sampled_or_named_can_be():
    for scene in (*samples(300, 0), *(named_scene(name) for name in NAMES)):
        refuse_impossible(scene)

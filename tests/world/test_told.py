"""A shot tells what its frame and its moments hold."""

from __future__ import annotations

from dataclasses import replace

from mudong.world.caption import captions, framed
from mudong.world.kinds import ActionKind, Expression, Framing, PropKind, Species
from mudong.world.scene import Action, Camera, Character, Feeling, Identity, Prop, Scene
from mudong.world.told import told

SCENE = Scene(
    cast=(
        Character(
            name="a",
            identity=Identity(species=Species.CAT),
            actions=(
                Action(kind=ActionKind.WAVE, end_s=1.0),
                Action(kind=ActionKind.SIT, start_s=1.0),
            ),
            feelings=(
                Feeling(expression=Expression.SAD),
                Feeling(expression=Expression.HAPPY, start_s=0.9),
                Feeling(expression=Expression.ANGRY, start_s=1.5),
            ),
        ),
        Character(name="b", identity=Identity(species=Species.BEAR)),
    ),
    props=(Prop(kind=PropKind.BALL), Prop(kind=PropKind.FLOWER, held_by=1)),
    duration_s=1.0,
)


def test_what_is_over_or_to_come_is_left_out():
    first, second = told(SCENE).cast[0], told(replace(SCENE, start_s=1.0)).cast[0]
    assert [action.kind for action in first.actions] == [ActionKind.WAVE]
    assert [felt.expression for felt in first.feelings] == [Expression.SAD, Expression.HAPPY]
    assert [action.kind for action in second.actions] == [ActionKind.SIT]
    assert [felt.expression for felt in second.feelings] == [Expression.HAPPY, Expression.ANGRY]


def test_whoever_has_nothing_left_to_do_stands():
    who = replace(SCENE.cast[0], actions=SCENE.cast[0].actions[:1])
    rest = told(replace(SCENE, cast=(who,), props=(), start_s=2.0))
    assert rest.cast[0].actions == (Action(kind=ActionKind.STAND),)


def test_only_the_subject_and_what_it_holds_is_told():
    def seen(subject: int) -> tuple[list[str], list[PropKind]]:
        scene = told(replace(SCENE, camera=Camera(subject=subject)))
        assert scene.camera.subject == 0
        return [who.name for who in scene.cast], [prop.kind for prop in scene.props]

    assert seen(0) == (["a"], [])
    assert seen(1) == (["b"], [PropKind.FLOWER])
    assert seen(2) == ([], [PropKind.BALL])
    assert seen(3) == ([], [PropKind.FLOWER])


def test_captions_say_who_the_camera_is_about():
    scene = replace(SCENE, camera=Camera(subject=0, framing=Framing.CLOSE))
    assert "a close-up of the cat" in captions(scene)["en"]
    assert "bear" not in captions(scene)["en"]
    assert "고양이" in framed(scene, "ko")
    assert framed(SCENE, "en") == "a medium view"

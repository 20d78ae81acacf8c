from dataclasses import replace

import pytest

from mudong.evaluate.attributes import (
    ATTRIBUTES,
    BY_NAME,
    COATS,
    COLOURS,
    SKINS,
    garment,
    labels,
    main_character,
    readable,
)
from mudong.world import palette
from mudong.world.kinds import ActionKind, Framing, Pattern, Place, Style
from mudong.world.sample import sample, samples
from mudong.world.scene import Action, Camera, Prop


def test_every_label_of_every_scene_is_a_class_or_unseen():
    seen: dict[str, set[str | None]] = {attribute.name: set() for attribute in ATTRIBUTES}
    for scene in samples(400, 0):
        if main_character(scene) is not None:
            for name, label in labels(scene).items():
                assert label is None or label in BY_NAME[name].classes
                seen[name].add(label)
    for name in ("species", "garment", "garment_colour", "place", "weather", "light"):
        assert seen[name] - {None} == set(BY_NAME[name].classes)


def test_every_colour_of_the_worlds_palette_has_a_name_or_is_left_out_on_purpose():
    assert set(COLOURS) == set(palette.CLOTH)
    assert set(palette.SKIN) - set(SKINS) == {"#eab989", "#a9714b"}
    assert len(BY_NAME["coat"].classes) == len(set(BY_NAME["coat"].classes))
    assert sum(len(table) for table in COATS.values()) == sum(
        map(len, (palette.BEAR, palette.RABBIT, palette.ROBOT, palette.DRAGON))
    )


def test_the_main_character_is_clearly_the_tallest_or_nobody():
    scenes = [scene for scene in samples(200, 0) if len(scene.cast) > 1]
    for scene in scenes:
        main = main_character(scene)
        twins = replace(scene, cast=(scene.cast[0], scene.cast[0]))
        assert main_character(twins) is None
        if main is not None:
            backwards = replace(scene, cast=scene.cast[::-1])
            assert main_character(backwards) == len(scene.cast) - 1 - main
    with pytest.raises(ValueError, match="largest"):
        labels(replace(scenes[0], cast=()))


def test_what_cannot_be_seen_is_not_read():
    scene = next(s for s in samples(200, 0) if len(s.cast) == 1 and garment(s.cast[0]) is not None)
    who = scene.cast[0]
    indoors = labels(replace(scene, place=Place.ROOM))
    assert indoors["weather"] is None
    striped = replace(who.identity, clothes=tuple(replace(c, pattern=Pattern.STRIPES) for c in who.identity.clothes),
                      accessories=())  # fmt: skip
    assert labels(replace(scene, cast=(replace(who, identity=striped),)))["garment_colour"] is None
    waving = replace(who, actions=(Action(kind=ActionKind.WAVE),))
    assert labels(replace(scene, cast=(waving,), props=()))["action"] == "wave"
    held = Prop(kind=sample(0).props[0].kind if sample(0).props else "balloon", held_by=0)  # type: ignore[arg-type]
    assert labels(replace(scene, cast=(waving,), props=(held,)))["action"] is None


def test_wide_framings_pencil_and_two_actions_are_not_of_the_domain():
    scene = next(s for s in samples(200, 0) if readable(s))
    assert not readable(replace(scene, camera=Camera(framing=Framing.WIDE)))
    assert not readable(replace(scene, style=Style.PENCIL))
    who = replace(scene.cast[0], actions=scene.cast[0].actions * 2)
    assert not readable(replace(scene, cast=(who,)))

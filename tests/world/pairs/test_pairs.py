"""Every kind of pair, over several scenes: equal outside its mask, said in both languages, the same every time."""

import re
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from mudong.language.lexicon import LANGUAGES
from mudong.world.kinds import (
    ActionKind,
    CameraMove,
    Expression,
    Framing,
    Light,
    Place,
    PropKind,
    Species,
    Style,
    Weather,
)
from mudong.world.pairs.make import KINDS, make_pair
from mudong.world.pairs.mask import edit_mask, render_pair
from mudong.world.pairs.pair import SPREADING, Pair, object_names
from mudong.world.sample import is_held_out, sample
from mudong.world.scene import Action, Camera, Character, Identity, Prop, Scene
from mudong.world.simulate import simulate

SIDE, FRAMES = 64, 3
LOCAL = (
    "recolour_cloth", "recolour_fur", "recolour_prop", "pattern", "clothes", "expression", "add_prop", "remove_prop",
    "replace_prop", "add_character", "remove_character", "replace_character",
)  # fmt: skip
PAINTED = ("recolour_cloth", "recolour_fur", "recolour_prop")
EDITABLE = [seed for seed in range(120) if sample(seed).style not in SPREADING]
SEEDS = (*EDITABLE[:5], *[seed for seed in EDITABLE[5:] if sample(seed).props][:2])
"""Some scenes as they come, some with things."""


@cache
def pairs(kind: str) -> tuple[Pair, ...]:
    made = (make_pair(kind, sample(seed), seed) for seed in SEEDS)
    return tuple(pair for pair in made if pair is not None)


def differing(pair: Pair) -> tuple[np.ndarray, np.ndarray]:
    """(frames, H, W) bool each: what differs, and what may."""
    before, after = render_pair(pair, SIDE, SIDE, num_frames=FRAMES)
    assert before is not None
    return (before.frames != after.frames).any(axis=-1), edit_mask(pair, SIDE, SIDE, num_frames=FRAMES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_made_of_several_scenes_and_says_so(kind: str):
    assert len(pairs(kind)) >= 2
    assert all(pair.kind == kind for pair in pairs(kind))


@pytest.mark.parametrize("kind", LOCAL)
def test_nothing_differs_outside_the_mask_of_a_local_edit(kind: str):
    for pair in pairs(kind):
        assert not pair.whole_frame
        changed, mask = differing(pair)
        assert not (changed & ~mask).any(), pair.instruction
        assert changed.any()


@pytest.mark.parametrize("kind", PAINTED)
def test_the_mask_of_a_colour_is_hardly_more_than_what_changed(kind: str):
    """Other masks are wider than the change, for a reason: all that a pattern might print or any face might move, all
    of whoever changes clothes, comes or goes, with shadows, reflections and soft edges."""
    for pair in pairs(kind):
        changed, mask = differing(pair)
        assert mask.sum() <= 1.3 * changed.sum()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in LOCAL])
def test_everything_may_differ_where_the_picture_is_new_or_edited_whole(kind: str):
    for pair in pairs(kind):
        assert pair.whole_frame
        assert edit_mask(pair, 32, 16, num_frames=2).all()


@pytest.mark.parametrize("kind", KINDS)
def test_instructions_are_whole_sentences_in_every_language(kind: str):
    for pair in pairs(kind):
        assert set(pair.instruction) == set(LANGUAGES)
        for language, text in pair.instruction.items():
            assert re.fullmatch(r"[^{}_]+[.]", text), text
            assert "None" not in text
            assert bool(re.search("[가-힣]", text)) == (language == "ko")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_pair(kind: str):
    seed = SEEDS[0]
    assert make_pair(kind, sample(seed), seed) == make_pair(kind, sample(seed), seed)


@pytest.mark.parametrize("kind", KINDS)
def test_scenes_for_training_never_give_what_is_held_out(kind: str):
    for pair in pairs(kind):
        for scene in (pair.source, pair.target, *pair.references):
            assert scene is None or not is_held_out(scene)
        assert len(pair.stills) == len(pair.references)


@pytest.mark.parametrize("kind", LOCAL)
def test_only_the_objects_that_are_named_differ(kind: str):
    for pair in pairs(kind):
        assert pair.source is not None
        known = {*object_names(pair.source), *object_names(pair.target)}
        assert pair.changed
        assert set(pair.changed) <= known


def test_local_edits_are_not_made_where_a_style_spreads_them():
    scene = replace(bear(), style=Style.WATERCOLOUR)
    assert make_pair("recolour_fur", scene, 0) is None
    assert make_pair("recolour_fur", bear(), 0) is not None


def test_a_thing_cannot_be_edited_where_there_is_none():
    assert make_pair("recolour_prop", bear(), 0) is None
    assert all(make_pair(kind, Scene(), 0) is None for kind in (*LOCAL, "same_dance", "first_frame"))


def test_a_fixed_camera_films_both_sides_of_who_comes_and_goes():
    pair = make_pair("remove_character", bear(), 3)
    assert pair is not None
    before, after = render_pair(pair, SIDE, SIDE, num_frames=FRAMES)
    assert before is not None
    assert before.truth is not None
    assert after.truth is not None
    assert np.array_equal(before.truth.timeline.camera.x, after.truth.timeline.camera.x)
    assert np.array_equal(before.truth.joints[:, :1], after.truth.joints)


def test_the_same_dance_moves_both_bodies_through_the_same_directions():
    pair = make_pair("same_dance", sample(SEEDS[0]), 1)
    assert pair is not None
    driver, dancer = (simulate(scene, 21).characters[0] for scene in (pair.references[0], pair.target))
    assert np.allclose(driver.yaw, dancer.yaw)
    assert driver.height != dancer.height
    assert pair.stills == (None, 0.0)


def test_the_next_shot_goes_on_where_the_last_one_ended():
    walk = Action(kind=ActionKind.WALK, direction=1)
    scene = Scene(
        cast=(replace(bear().cast[0], actions=(walk,)),),
        props=(Prop(kind=PropKind.BALL, x=-0.6, y=0.8, size=0.24, vx=0.5),),
    )
    pair = make_pair("next_shot", scene, 0)
    assert pair is not None
    end, start = simulate(scene, 22), simulate(pair.target, 1)
    assert np.allclose(end.characters[0].joints[-1, 0, 0], start.characters[0].joints[0, 0, 0], atol=0.05)
    assert np.allclose(end.props[0].place[-1], start.props[0].place[0], atol=0.01)
    back = make_pair("previous_shot", scene, 0)
    assert back is not None
    assert back.target == scene


def test_a_scarier_scene_is_dark_foggy_and_afraid_and_says_why():
    pair = make_pair("scarier", replace(bear(), place=Place.FOREST), 0)
    assert pair is not None
    target = pair.target
    assert (target.light, target.weather) == (Light.HORROR, Weather.FOG)
    assert target.cast[0].feelings[0].expression is Expression.FRIGHTENED
    assert set(pair.reason) == set(LANGUAGES)


def test_the_motion_of_a_camera_is_taken_from_a_clip_of_something_else():
    pair = make_pair("camera_motion", bear(), 0)
    assert pair is not None
    assert pair.source is not None
    assert pair.source.camera.move is CameraMove.STATIC
    shown, wanted = pair.references[0].camera, pair.target.camera
    assert (shown.move, shown.amount) == (wanted.move, wanted.amount)
    assert pair.references[0].cast != pair.target.cast


def test_references_show_the_same_identity():
    for aspect, differs in (("view", "view"), ("expression", "feelings")):
        pair = make_pair(f"reference_{aspect}", bear(), 0)
        assert pair is not None
        front, other = (scene.cast[0] for scene in pair.references)
        assert front.identity == other.identity == pair.target.cast[0].identity
        assert getattr(front, differs) != getattr(other, differs)


def test_an_unknown_kind_is_an_error():
    with pytest.raises(KeyError):
        make_pair("nothing", bear(), 0)


def bear() -> Scene:
    """A bear that may stand in the park."""
    identity = Identity(species=Species.BEAR, skin="#8a5a35", second="#d9b184")
    return Scene(
        place=Place.PARK,
        cast=(Character(name="bear_1", identity=identity, actions=(Action(kind=ActionKind.STAND),)),),
        camera=Camera(framing=Framing.CLOSE),
    )

"""Every kind of pair, over several scenes: equal outside its mask, said in both languages, the same every time."""

import re
from dataclasses import replace
from functools import cache

import cv2
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
    Stance,
    Style,
    Weather,
)
from mudong.world.pairs.make import KINDS, make_pair
from mudong.world.pairs.mask import edit_mask, render_pair
from mudong.world.pairs.pair import SPREADING, Pair
from mudong.world.sample import is_held_out, sample
from mudong.world.scene import Action, Camera, Character, Identity, Prop, Scene, object_names
from mudong.world.simulate import simulate

SIDE, FRAMES = 64, 3
LOCAL = (
    "recolour_cloth", "recolour_fur", "recolour_prop", "pattern", "clothes", "expression", "add_prop", "remove_prop",
    "replace_prop", "add_character", "remove_character", "replace_character", "add_effect", "remove_effect", "material",
)  # fmt: skip
EITHER = ("two_edits", "three_edits")
"""Local or not, as it comes."""
EDITABLE = [seed for seed in range(120) if sample(seed).style not in SPREADING]
SEEDS = (*EDITABLE[:5], *[seed for seed in EDITABLE[5:] if sample(seed).props][:2])
"""Some scenes as they come, some with things."""


@cache
def pairs(kind: str) -> tuple[Pair, ...]:
    made = (make_pair(kind, sample(seed), seed) for seed in SEEDS)
    return tuple(pair for pair in made if pair is not None)


def differing(pair: Pair) -> tuple[np.ndarray, np.ndarray]:
    """(frames, H, W) bool each: what differs, and what may."""
    shown = render_pair(pair, SIDE, SIDE, num_frames=FRAMES, truth=False)
    assert shown.source is not None
    unlike = (shown.source.frames != shown.target.frames).any(axis=-1)
    return unlike, edit_mask(pair, SIDE, SIDE, num_frames=FRAMES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_made_of_several_scenes_and_says_so(kind: str):
    assert len(pairs(kind)) >= 2
    assert all(pair.kind == kind for pair in pairs(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_differs_outside_the_mask_which_is_hardly_more_than_what_changed(kind: str):
    shares = []
    for pair in pairs(kind):
        assert kind in EITHER or pair.whole_frame == (kind not in LOCAL)
        if pair.whole_frame:
            assert edit_mask(pair, 32, 16, num_frames=2).all()
            continue
        changed, mask = differing(pair)
        assert not (changed & ~mask).any(), pair.instruction
        shares.append(mask.sum() / changed.sum())
    assert not shares or np.mean(shares) <= 1.3


@pytest.mark.parametrize("kind", KINDS)
def test_instructions_are_whole_sentences_in_every_language(kind: str):
    for pair in pairs(kind):
        assert set(pair.instruction) == set(LANGUAGES)
        for language, text in pair.instruction.items():
            assert re.fullmatch(r"[^{}_]+[.가-힣a-z]", text), text
            assert "None" not in text
            assert bool(re.search("[가-힣]", text)) == (language == "ko")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_pair(kind: str):
    seed = SEEDS[0]
    assert make_pair(kind, sample(seed), seed) == make_pair(kind, sample(seed), seed)


@pytest.mark.parametrize("kind", KINDS)
def test_scenes_for_training_never_give_what_is_held_out(kind: str):
    for pair in pairs(kind):
        for scene in (pair.source, pair.target, *(reference.scene for reference in pair.references)):
            assert scene is None or not is_held_out(scene)


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
    empty = (*LOCAL, *EITHER, "same_dance", "first_frame", "matting", "storyboard", "sketch", "arrow", "box")
    assert all(make_pair(kind, Scene(), 0) is None for kind in empty)


@pytest.mark.parametrize("kind", [PropKind.GLASS, PropKind.LENS])
def test_what_changes_behind_glass_changes_in_the_glass_and_is_in_the_mask(kind: PropKind):
    glass = Prop(kind=kind, x=0.1, y=0.5, z=-0.5, size=0.5)
    pair = make_pair("recolour_fur", replace(bear(), props=(glass,)), 0)
    assert pair is not None
    changed, mask = differing(pair)
    assert not (changed & ~mask).any()
    assert mask.sum() <= 1.3 * changed.sum()
    elsewhere = replace(
        pair, target=replace(pair.target, props=(replace(glass, x=0.9),)), changed=("bear_1", f"{kind}_1")
    )
    changed, mask = differing(elsewhere)
    assert not (changed & ~mask).any()


def test_an_edit_that_leaves_what_cannot_be_is_no_pair():
    chase = Action(kind=ActionKind.CHASE, target=0, direction=1)
    chased = replace(
        bear(), cast=(replace(bear().cast[0], actions=(chase,)),), props=(Prop(kind=PropKind.BALL, x=0.6, size=0.24),)
    )
    assert make_pair("remove_prop", chased, 0) is None
    assert make_pair("recolour_prop", chased, 0) is not None


def test_who_takes_the_place_of_a_cat_on_all_fours_goes_as_it_can():
    cat = Character(name="cat_1", identity=Identity(species=Species.CAT), stance=Stance.ALL_FOURS)
    for seed in range(4):
        for kind in ("replace_character", "same_dance"):
            pair = make_pair(kind, replace(bear(), place=Place.FOREST, cast=(cat,)), seed)
            assert pair is not None
            assert simulate(pair.target, 2).num_frames == 2


def test_a_fixed_camera_films_both_sides_of_who_comes_and_goes():
    pair = make_pair("remove_character", bear(), 3)
    assert pair is not None
    shown = render_pair(pair, SIDE, SIDE, num_frames=FRAMES)
    assert shown.source is not None
    before, after = shown.source.truth, shown.target.truth
    assert before is not None
    assert after is not None
    assert np.array_equal(before.timeline.camera.x, after.timeline.camera.x)
    assert np.array_equal(before.joints[:, :1], after.joints)


def test_the_same_dance_moves_both_bodies_through_the_same_directions():
    pair = make_pair("same_dance", sample(SEEDS[0]), 1)
    assert pair is not None
    driver, dancer = (simulate(scene, 21).characters[0] for scene in (pair.references[0].scene, pair.target))
    assert np.allclose(driver.yaw, dancer.yaw)
    assert driver.height != dancer.height
    assert [reference.moments for reference in pair.references] == [(), (0.0,)]


def test_the_next_shot_goes_on_where_the_last_one_ended():
    walk = Action(kind=ActionKind.WALK, direction=1)
    scene = Scene(
        cast=(replace(bear().cast[0], actions=(walk,)),),
        props=(Prop(kind=PropKind.BALL, x=-0.6, y=0.8, size=0.24, vx=0.5),),
    )
    pair = make_pair("next_shot", scene, 0)
    assert pair is not None
    end, start = simulate(scene, 22), simulate(pair.target, 1)
    assert np.array_equal(end.characters[0].joints[-1], start.characters[0].joints[0])
    assert np.array_equal(end.props[0].place[-1], start.props[0].place[0])
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
    shown, wanted = pair.references[0].scene, pair.target
    assert (shown.camera.move, shown.camera.amount) == (wanted.camera.move, wanted.camera.amount)
    assert shown.cast != wanted.cast


def test_references_show_the_same_identity():
    for aspect, differs in (("view", "view"), ("expression", "feelings")):
        pair = make_pair(f"reference_{aspect}", bear(), 0)
        assert pair is not None
        front, other = (reference.scene.cast[0] for reference in pair.references)
        assert front.identity == other.identity == pair.target.cast[0].identity
        assert getattr(front, differs) != getattr(other, differs)


def test_matting_leaves_a_plain_sheet_around_the_same_cast_and_keying_takes_it_away():
    pair = make_pair("matting", replace(bear(), light=Light.GOLDEN_HOUR), 0)
    assert pair is not None
    shown = render_pair(pair, SIDE, SIDE, num_frames=1)
    assert shown.source is not None
    assert shown.target.truth is not None
    colour = np.array(list(bytes.fromhex(pair.target.backdrop[1:])), np.uint8)
    plain = (shown.target.frames == colour).all(axis=-1)
    inner = cv2.erode(shown.target.truth.whole[:, 0].astype(np.uint8)[0], np.ones((3, 3), np.uint8)) > 0
    assert not plain[0][inner].any()
    assert plain[0][~(cv2.dilate(inner.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0)].all()
    back = make_pair("keying", bear(), 0)
    assert back is not None
    assert back.source is not None
    assert back.source.backdrop
    assert back.target == bear()


def test_requests_are_written_as_people_write():
    said = [pair.instruction["ko"] for kind in ("weather", "light", "style") for pair in pairs(kind)]
    assert any(text.endswith(" 줘.") for text in said)
    assert any(text.endswith("주세요.") for text in said)
    assert any(re.search("[가-힣]줘$", text) for text in said)


def test_several_edits_are_asked_for_in_one_sentence_and_all_made():
    for pair in pairs("three_edits"):
        assert ". " not in pair.instruction["en"] + pair.instruction["ko"]
        assert pair.instruction["ko"].count("고, ") >= 2
        assert " and " in pair.instruction["en"]


def test_an_effect_is_drawn_with_its_thing_and_leaves_all_else_alone():
    pair = make_pair("add_effect", bear(), 0)
    assert pair is not None
    assert pair.changed == ("bear_1",)
    assert pair.target.cast[0].effects
    assert make_pair("add_effect", pair.target, 0) is None


def test_every_one_of_the_cast_has_its_picture():
    for pair in pairs("reference_cast"):
        assert len(pair.target.cast) > 1
        shown = [reference.scene.cast for reference in pair.references]
        assert [cast[0].identity for cast in shown] == [who.identity for who in pair.target.cast]
        assert all(
            f"{number + 1}" in pair.instruction[language] for number in range(len(shown)) for language in LANGUAGES
        )


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

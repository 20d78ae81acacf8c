"""Captions say all that is seen, in words, in every language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from mudong.language.lexicon import CAPTIONED, word
from mudong.world.caption import captions, cloth_phrase, dense_caption, noun, prop_phrase, short_prompt
from mudong.world.kinds import (
    ActionKind,
    CameraMove,
    Effect,
    Expression,
    Light,
    Material,
    Pattern,
    Place,
    PropKind,
    Season,
    Species,
    Style,
    View,
    Weather,
)
from mudong.world.named import NAMES, named_scene
from mudong.world.sample import samples
from mudong.world.scene import Action, Camera, Character, Cloth, Feeling, Identity, Prop, Scene

_BROKEN = re.compile(r"[{}_<>]|\bNone\b|,,| ,|\s{2}|\.\.|\ba [aeiou](?!ni)")


@pytest.fixture(scope="module")
def scenes():
    return [*samples(200, 0), *(named_scene(name) for name in NAMES)]


def test_no_caption_has_gaps_or_placeholders(scenes):
    for scene in scenes:
        for language, text in captions(scene).items():
            for said in (text, short_prompt(scene, language)):
                assert not _BROKEN.search(said), said
                assert "plain" not in said or scene.place is Place.ROOM


def test_captions_stay_in_their_language(scenes):
    for scene in scenes:
        said = captions(scene)
        assert not re.search("[가-힣]", said["en"])
        assert not re.search("[A-Za-z一-鿿]", said["ko"])
        assert not re.search("[A-Za-z가-힣 .,]", said["zh"])


def test_everybody_and_everything_is_named(scenes):
    for scene in scenes:
        for language in CAPTIONED:
            text = dense_caption(scene, language)
            for who in scene.cast:
                worn = (*who.identity.clothes, *who.identity.accessories)
                said = [noun(who.identity, language), *(cloth_phrase(cloth, language) for cloth in worn)]
                said.append(word("expression", who.feelings[0].expression, language))
                assert all(phrase in text for phrase in said), text
            assert all(prop_phrase(prop, language) in text for prop in scene.props)


@pytest.mark.parametrize("language", CAPTIONED)
def test_every_kind_changes_the_caption(language):
    who = Character(name="one", identity=Identity(species=Species.BABY))
    base = Scene(cast=(who,))
    for field, kinds in (("place", Place), ("light", Light), ("style", Style)):
        assert len({dense_caption(replace(base, **{field: kind}), language) for kind in kinds}) == len(kinds)
    actors = [replace(who, identity=replace(who.identity, species=s)) for s in Species]
    actors += [replace(who, view=v) for v in View if v is not View.FRONT]
    actors += [replace(who, feelings=(Feeling(expression=e),)) for e in Expression if e is not Expression.NEUTRAL]
    actors += [replace(who, actions=(Action(kind=a),)) for a in ActionKind if a is not ActionKind.STAND]
    actors += [replace(who, effects=(e,)) for e in Effect]
    assert len({dense_caption(replace(base, cast=(actor,)), language) for actor in actors}) == len(actors)
    statues = {dense_caption(replace(base, cast=(replace(who, material=m),)), language) for m in Material}
    assert len(statues) == len(Material)
    outside = replace(base, place=Place.PARK)
    assert len({dense_caption(replace(outside, season=season), language) for season in Season}) == len(Season)
    props = {dense_caption(replace(base, props=(Prop(kind=kind),)), language) for kind in PropKind}
    assert len(props) == len(PropKind)
    moves = {dense_caption(replace(base, camera=Camera(move=m, amount=a)), language)
             for m in CameraMove for a in (-0.2, 0.2)}  # fmt: skip
    assert len(moves) == len(CameraMove) + 4


def test_direction_and_pace_are_said():
    who = Character(name="one", identity=Identity(species=Species.CAT),
                    actions=(Action(kind=ActionKind.RUN, direction=-1, speed=1.5),))  # fmt: skip
    said = captions(Scene(cast=(who,)))
    assert "running to the left quickly" in said["en"]
    assert "왼쪽으로 빠르게 달리고 있다" in said["ko"]


def test_what_a_backdrop_hides_is_not_said():
    scene = Scene(place=Place.PARK, season=Season.AUTUMN, weather=Weather.FOG, backdrop="#00b140")
    said = captions(scene)
    assert "in front of a plain green backdrop" in said["en"]
    assert "초록색 단색 배경이 보인다" in said["ko"]
    assert "在纯绿色背景前" in said["zh"]
    assert not any(hidden in said["en"] for hidden in ("park", "autumn", "fog"))


def test_a_season_is_said_only_where_it_is_seen():
    assert "autumn" in captions(Scene(place=Place.FOREST, season=Season.AUTUMN))["en"]
    assert "autumn" not in captions(Scene(place=Place.ROOM, season=Season.AUTUMN))["en"]


def test_what_is_made_of_gold_has_no_other_colour():
    cloth = Cloth(kind="shirt", colour="#e0483e")
    who = Character(name="one", identity=Identity(species=Species.BEAR, clothes=(cloth,)), material=Material.GOLD)
    said = captions(Scene(cast=(who,), props=(Prop(kind=PropKind.BALL, material=Material.JADE),)))
    assert "A gold bear" in said["en"]
    assert "황금 곰이" in said["ko"]
    assert "一只黄金熊" in said["zh"]
    assert "jade ball" in said["en"]
    assert "red" not in said["en"]


def test_chinese_counts_and_places():
    who = Character(name="one", identity=Identity(species=Species.CAT), effects=(Effect.FIRE,),
                    actions=(Action(kind=ActionKind.RUN, direction=-1, speed=1.5),))  # fmt: skip
    ball = Prop(kind=PropKind.BALL, colour="#e0483e")
    scene = Scene(place=Place.PARK, cast=(who,), props=(ball,))
    assert "一只猫，被火焰环绕，表情平静，正在向左飞快地奔跑。画面里有一个红色球。" in captions(scene)["zh"]
    assert short_prompt(scene, "zh") == "一只被火焰环绕的猫在公园的绿草地上奔跑"


def test_a_change_of_face_is_said():
    said = captions(named_scene("sad_protagonist"))
    assert "then shows a sad face" in said["en"]
    assert "이어서 슬픈 표정을 짓는다" in said["ko"]


def test_phrases():
    cloth = Cloth(kind="shirt", colour="#e0483e", pattern=Pattern.STRIPES)
    assert cloth_phrase(cloth, "en") == "red striped shirt"
    assert cloth_phrase(cloth, "ko") == "빨간 줄무늬 셔츠"
    assert prop_phrase(Prop(kind=PropKind.BALL, colour="#2f6fd0"), "ko") == "파란 공"
    assert noun(Identity(species=Species.DOG, breed="golden_retriever"), "en") == "golden retriever"


@pytest.mark.parametrize(
    ("name", "en", "ko"),
    [
        ("rainy_seoul_street", ("Seoul", "raining", "umbrella"), ("서울", "비가 내려")),
        ("standing_baby", ("baby", "two feet", "plain room"), ("아기", "두 발로")),
        (
            "golden_retriever",
            ("golden retriever", "chasing a ball to the right", "green grass"),
            ("골든 리트리버", "잔디밭"),
        ),
        ("paris_bag", ("Paris", "handbag", "walking"), ("파리", "핸드백", "걷고")),
        ("scarier", ("eerie", "frightened"), ("으스스한", "겁먹은")),
        ("boxing_animals", ("bear", "rabbit", "boxing"), ("곰", "토끼", "권투")),
        ("old_chinese_architecture", ("Chinese palace",), ("중국 고궁",)),
        ("dragon_boat_festival", ("dragon boats",), ("용선",)),
        ("dancing_babies_and_animals", ("baby", "cat", "panda", "dancing"), ("아기", "판다", "춤추고")),
    ],
)
def test_the_examples_that_people_give_are_described(name, en, ko):
    said = captions(named_scene(name))
    assert all(words in said["en"] for words in en)
    assert all(words in said["ko"] for words in ko)


def test_a_place_that_is_named_for_the_night_does_not_hear_of_it_twice() -> None:
    night = replace(named_scene("standing_baby"), place=Place.NIGHT_CITY, light=Light.NIGHT)
    noon = replace(night, light=Light.NOON)
    assert captions(night)["en"].count("at night") == 1
    assert captions(night)["ko"].count("밤") == 1
    assert captions(noon)["en"].count(word("light", Light.NOON, "en")) == 1

"""Every kind of the world has words in every language; colours get the names that people give them."""

from __future__ import annotations

import re

import pytest

from mudong.language.lexicon import CAPTIONED, LANGUAGES, colour_name, kinds, word
from mudong.world.kinds import (
    ActionKind,
    Effect,
    Expression,
    Framing,
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
from mudong.world.palette import CLOTH, FUR

_AREAS = {
    "species": Species, "place": Place, "light": Light, "weather": Weather, "style": Style, "expression": Expression,
    "action": ActionKind, "prop": PropKind, "pattern": Pattern, "framing": Framing, "view": View,
    "season": Season, "effect": Effect, "material": Material,
}  # fmt: skip


@pytest.mark.parametrize("area", list(_AREAS))
def test_every_kind_has_words_and_every_word_a_kind(area: str):
    assert set(kinds(area)) == {str(kind) for kind in _AREAS[area]}


@pytest.mark.parametrize("area", [*_AREAS, "breed", "cloth", "camera", "direction", "speed"])
def test_words_are_written_in_their_script(area: str):
    for kind in kinds(area):
        english, korean = (word(area, kind, language) for language in LANGUAGES)
        if kind != "plain":
            assert re.fullmatch("[A-Za-z ,-]+", english)
            assert re.fullmatch("[가-힣 ,]+", korean)


@pytest.mark.parametrize("area", [*_AREAS, "breed", "cloth", "camera", "direction", "speed", "stance"])
def test_whatever_a_caption_says_has_chinese_words(area: str):
    for kind in kinds(area):
        if kind != "plain":
            assert re.fullmatch("[一-鿿，、]+", word(area, kind, "zh"))
        if area in ("species", "prop"):
            assert len(word("measure", kind, "zh")) == 1


def test_every_breed_has_its_fur_and_a_name():
    assert set(kinds("breed")) == set(FUR)


def test_what_has_no_word_is_told():
    with pytest.raises(KeyError):
        word("species", "unicorn", "en")


@pytest.mark.parametrize(
    ("colour", "en", "ko"),
    [
        ("#ff0000", "red", "빨간"), ("#0000ff", "blue", "파란"), ("#ffff00", "yellow", "노란"),
        ("#ffffff", "white", "하얀"), ("#000000", "black", "검은"), ("#808080", "grey", "회색"),
        ("#fe9ac4", "pink", "분홍색"), ("#5fb85f", "green", "초록색"), ("#84522d", "brown", "갈색"),
        ("#000060", "navy", "남색"), ("#7a3fc0", "purple", "보라색"), ("#f5f5f0", "white", "하얀"),
    ],
)  # fmt: skip
def test_colours_are_called_what_people_call_them(colour: str, en: str, ko: str):
    assert colour_name(colour, "en") == en
    assert colour_name(colour, "ko") == ko


@pytest.mark.parametrize("language", CAPTIONED)
def test_no_two_colours_of_cloth_share_a_name(language):
    assert len({colour_name(colour, language) for colour in CLOTH}) == len(CLOTH)

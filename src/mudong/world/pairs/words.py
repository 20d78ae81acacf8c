"""What people call the things of a scene when they ask for an edit, in every language."""

from __future__ import annotations

from collections import Counter

import numpy as np

from mudong.language import english, korean
from mudong.language.lexicon import LANGUAGES, Language, colour_name, word
from mudong.world.caption import cloth_phrase, noun, prop_phrase
from mudong.world.kinds import ActionKind, Place
from mudong.world.scene import Cloth, Prop, Scene

Words = dict[Language, str]

_PLAIN_SHARE = 0.5


def said(en: str, ko: str) -> Words:
    """The same sentence in every language."""
    return {"en": en, "ko": ko}


def phrased(words: Words, rng: np.random.Generator) -> Words:
    """A request as different people write it: plainly, politely, or in a hurry without capitals and full stops."""
    manner = rng.random()
    if manner < _PLAIN_SHARE:
        return words
    if manner < (1 + _PLAIN_SHARE) / 2:
        return said(english.polite(words["en"]), korean.polite(words["ko"]))
    return said(english.casual(words["en"]), korean.casual(words["ko"]))


def listed(area: str, kind: str) -> Words:
    """A sentence of the lexicon."""
    return {language: word(area, kind, language) for language in LANGUAGES}


def nameable(scene: Scene) -> list[int]:
    """Who can be spoken of without doubt: characters that nobody else in the scene is called like."""
    nouns = [noun(character.identity, "en") for character in scene.cast]
    counts = Counter(nouns)
    return [index for index, name in enumerate(nouns) if counts[name] == 1]


def called(scene: Scene, index: int) -> Words:
    """`cat`, `고양이`."""
    return {language: noun(scene.cast[index].identity, language) for language in LANGUAGES}


def thing(prop: Prop) -> Words:
    """`red ball`, `빨간 공`."""
    return {language: prop_phrase(prop, language) for language in LANGUAGES}


def wearing(clothes: tuple[Cloth, ...]) -> Words:
    """`a red shirt and blue trousers`, `빨간 셔츠와 파란 바지`."""
    return said(
        english.joined([english.article(cloth_phrase(cloth, "en")) for cloth in clothes]),
        korean.joined([cloth_phrase(cloth, "ko") for cloth in clothes]),
    )


def colour_noun(colour: str) -> Words:
    """`red`, `빨간색`."""
    name = colour_name(colour, "ko")
    return said(colour_name(colour, "en"), name if name.endswith("색") else name + "색")


def somewhere(place: Place) -> str:
    """A place as a Korean noun: `모래사장`."""
    return word("place", place, "ko").removesuffix("에서").removesuffix(" 위")


def doing(kind: ActionKind) -> Words:
    """`waving a hand`, `손을 흔들고 있는`: as it stands after a noun in English and before one in Korean."""
    stem = word("action", kind, "ko")
    return said(word("action", kind, "en"), f"{stem} 있는" if stem.endswith("서") else f"{stem}고 있는")

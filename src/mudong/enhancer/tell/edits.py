"""One request of an edit for one fact, in the words of the training pairs. A new facet is one function and one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mudong.enhancer.fact import Fact
from mudong.enhancer.know.rules import name
from mudong.enhancer.tell.naming import split_phrase, value_of
from mudong.enhancer.tell.wording import (
    Words,
    asked,
    colour_noun,
    doing_words,
    names,
    phrase_words,
    said,
    with_article,
    word_in_both,
)
from mudong.language import english, korean
from mudong.language.lexicon import kinds, word
from mudong.world.kinds import PropKind, Species

_LISTED = {
    "weather": "edit_weather",
    "light": "edit_light",
    "season": "edit_season",
    "style": "edit_style",
    "place": "edit_place",
    "backdrop": "edit_backdrop",
    "angle": "edit_camera",
    "mood": "edit_mood",
}
_FURRY = ("bear", "rabbit", "robot", "dragon")


def edit(fact: Fact, facts: Sequence[Fact]) -> Words | None:
    """One request about one fact; None for what no request can say."""
    if fact.facet in _LISTED:
        return _whole(fact)
    make = _LOCAL.get(fact.facet)
    return None if make is None else make(fact, facts)


def _whole(fact: Fact) -> Words | None:
    area = _LISTED[fact.facet]
    value = {"transparent": "white"}.get(fact.value, fact.value) if fact.facet == "backdrop" else fact.value
    if value in kinds(area):
        return word_in_both(area, value)
    if fact.facet in ("place", "light"):
        where = {language: word(fact.facet, value, language) for language in ("en", "ko")}
        if fact.facet == "light":
            return said(
                f"Put it {where['en']}.",
                f"조명을 {where['ko'].removesuffix(' 아래').removesuffix('에')} 분위기로 바꿔 줘.",
            )
        noun = where["ko"].removesuffix("에서").removesuffix(" 위")
        return said(f"Show them {where['en']}.", f"배경을 {korean.towards(noun)} 바꿔 줘.")
    if fact.facet == "angle":
        return said("Film it from another angle.", "다른 각도에서 찍어 줘.")
    return None


def _wears(fact: Fact, _: Sequence[Fact]) -> Words:
    colour, pattern, kind, _count = split_phrase(fact.value)
    who, cloth = names(fact.subject), names(kind)
    if colour and not pattern and kind not in ("chima", "jeogori", "baji", "dress") and fact.way != "put":
        return said(
            f"Make the {who['en']}'s {cloth['en']} {colour}.",
            f"{who['ko']}의 {korean.direct_object(cloth['ko'])} {colour_noun(colour)}으로 바꿔 줘.",
        )
    if pattern and not colour and fact.way != "put":
        look = {language: word("pattern", pattern, language) for language in ("en", "ko")}
        return said(
            f"Make the {who['en']}'s {cloth['en']} {look['en']}.",
            f"{who['ko']}의 {korean.direct_object(cloth['ko'])} {korean.towards(look['ko'])} 바꿔 줘.",
        )
    phrase = phrase_words(fact.value)
    return said(
        f"Dress the {who['en']} in {english.article(phrase['en'])} instead.",
        f"{who['ko']}의 옷을 {korean.towards(phrase['ko'])} 갈아입혀 줘.",
    )


def _colour(fact: Fact, _: Sequence[Fact]) -> Words:
    who = names(fact.subject)
    if fact.subject in _FURRY:
        coat = {language: word("coat", fact.subject, language) for language in ("en", "ko")}
        return said(
            f"Make the {who['en']}'s {coat['en']} {fact.value}.",
            f"{who['ko']}의 {korean.direct_object(coat['ko'])} {colour_noun(fact.value)}으로 바꿔 줘.",
        )
    return said(
        f"Make the {who['en']} {fact.value}.",
        f"{korean.direct_object(who['ko'])} {colour_noun(fact.value)}으로 바꿔 줘.",
    )


def _pattern(fact: Fact, _: Sequence[Fact]) -> Words:
    thing, look = names(fact.subject), {language: word("pattern", fact.value, language) for language in ("en", "ko")}
    return said(
        f"Make the {thing['en']} {look['en']}.",
        f"{korean.direct_object(thing['ko'])} {korean.towards(look['ko'])} 바꿔 줘.",
    )


def _hair(fact: Fact, _: Sequence[Fact]) -> Words:
    who = names(fact.subject)
    hair = {
        each: value_of(fact, each) + ("" if name("hair", fact.value, "en") else {"en": " hair", "ko": " 머리"}[each])
        for each in ("en", "ko")
    }
    return said(f"Give the {who['en']} {hair['en']}.", f"{who['ko']}의 머리를 {korean.towards(hair['ko'])} 바꿔 줘.")


def _feels(fact: Fact, _: Sequence[Fact]) -> Words:
    who, face = names("lead" if fact.subject == "all" else fact.subject), word_in_both("expression", fact.value)
    return said(f"Give the {who['en']} {face['en']}.", f"{who['ko']}의 얼굴을 {korean.towards(face['ko'])} 바꿔 줘.")


def _holds(fact: Fact, _: Sequence[Fact]) -> Words:
    who, phrase = names(fact.subject), phrase_words(fact.value)
    return said(
        f"Let the {who['en']} hold {with_article(phrase['en'])}.",
        f"{korean.subject(who['ko'])} {korean.direct_object(phrase['ko'])} 들고 있게 해 줘.",
    )


def _add(fact: Fact, facts: Sequence[Fact]) -> Words:
    kind, phrase = split_phrase(fact.value)[2], phrase_words(fact.value)
    by = next((each.value for each in facts if each.subject == kind and each.facet == "next_to"), None)
    side = next((each.value for each in facts if each.subject == kind and each.facet == "at"), None)
    if kind in tuple(PropKind):
        whom = names(by or "lead")
        return said(
            f"Add {with_article(phrase['en'])} next to the {whom['en']}.",
            f"{whom['ko']} 옆에 {korean.direct_object(phrase['ko'])} 놓아 줘.",
        )
    does = next((each.value for each in facts if each.subject == kind and each.facet == "does"), "stand")
    doing = doing_words(does)
    side = side if side in ("left", "right") else "right"
    where = {"left": "왼쪽", "right": "오른쪽"}[side]
    return said(
        f"Add {with_article(phrase['en'])} {doing['en']} on the {side}.",
        f"{where}에 {doing['ko']} {korean.direct_object(phrase['ko'])} 추가해 줘.",
    )


def _remove(fact: Fact, _: Sequence[Fact]) -> Words:
    what = names(split_phrase(fact.value)[2])
    return said(
        f"Remove {what['en'] if fact.value == 'crowd' else 'the ' + what['en']}.",
        f"{korean.direct_object(what['ko'])} 없애 줘.",
    )


def _replace(fact: Fact, _: Sequence[Fact]) -> Words:
    old, _sign, new = fact.value.partition(">")
    before, after = names(split_phrase(old)[2]), phrase_words(new)
    if split_phrase(new)[2] in (*Species, "golden_retriever", "corgi", "dalmatian", "shiba"):
        return said(
            f"Replace the {before['en']} with {english.article(after['en'])} doing the same.",
            f"{korean.direct_object(before['ko'])} {korean.towards(after['ko'])} 바꿔 줘.",
        )
    return said(
        f"Replace the {before['en']} with {english.article(after['en'])}.",
        f"{korean.direct_object(before['ko'])} {korean.towards(after['ko'])} 바꿔 줘.",
    )


def _effect(fact: Fact, _: Sequence[Fact]) -> Words:
    kind = "magic_fire" if fact.value == "fire" and fact.subject in (*Species, "lead") else fact.value
    return asked("add_effect", kind, fact.subject)


def _material(fact: Fact, _: Sequence[Fact]) -> Words:
    statue = fact.subject in (*Species, "lead") and fact.value in kinds("edit_statue")
    return asked("edit_statue" if statue else "edit_material", fact.value, fact.subject)


def _does(fact: Fact, facts: Sequence[Fact]) -> Words | None:
    if any(each.facet == "add" and split_phrase(each.value)[2] == fact.subject for each in facts):
        return None
    who, does = names(fact.subject), doing_words(fact.value)
    return said(f"Show the {who['en']} {does['en']}.", f"{korean.subject(who['ko'])} {does['ko']} 모습으로 바꿔 줘.")


_LOCAL: dict[str, Callable[[Fact, Sequence[Fact]], Words | None]] = {
    "wears": _wears,
    "colour": _colour,
    "pattern": _pattern,
    "hair": _hair,
    "feels": _feels,
    "holds": _holds,
    "add": _add,
    "remove": _remove,
    "no": _remove,
    "replace": _replace,
    "effect": _effect,
    "material": _material,
    "does": _does,
}

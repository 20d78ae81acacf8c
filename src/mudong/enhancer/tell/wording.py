"""Words and short sentences of edits, in both languages in which instructions are told."""

from __future__ import annotations

from collections.abc import Sequence

from mudong.enhancer.tell.naming import colour_word, kind_name, noun_phrase
from mudong.language import english, korean
from mudong.language.lexicon import word
from mudong.world.kinds import ActionKind

Words = dict[str, str]


def said(en: str, ko: str) -> Words:
    """The same sentence in both languages."""
    return {"en": en, "ko": ko}


def word_in_both(area: str, kind: str) -> Words:
    """A word or a sentence of the lexicon."""
    return {language: word(area, kind, language) for language in ("en", "ko")}


def names(kind: str) -> Words:
    """What somebody or something is called, without an article."""
    return {language: kind_name(kind, language).removeprefix("the ") for language in ("en", "ko")}


def phrase_words(phrase: str) -> Words:
    """`red ball`, `빨간 공`."""
    return {language: noun_phrase(phrase, language) for language in ("en", "ko")}


def with_article(phrase: str) -> str:
    """`a red ball`; none before several or a handle."""
    return phrase if "×" in phrase or phrase.startswith("@") else english.article(phrase)


def colour_noun(colour: str) -> str:
    """`빨간색`."""
    called = colour_word(colour, "ko")
    return called if called.endswith("색") else called + "색"


def doing_words(kind: str) -> Words:
    """`waving a hand`, `손을 흔들고 있는`: behind a noun in English, before one in Korean."""
    if kind == "drum":
        return said("beating a drum", "북을 치고 있는")
    stem = word("action", ActionKind(kind), "ko")
    return said(word("action", kind, "en"), f"{stem} 있는" if stem.endswith("서") else f"{stem}고 있는")


def asked(area: str, kind: str, subject: str) -> Words:
    """A sentence of the lexicon about one thing."""
    form, noun = word_in_both(area, kind), names(subject)
    the = noun["en"] if noun["en"].startswith("the ") else f"the {noun['en']}"
    return said(form["en"].format(the), form["ko"].format(**korean.inflected(noun["ko"])))


def together(wishes: Sequence[Words]) -> Words:
    """Several requests in one sentence."""
    if not wishes:
        return said("", "")
    unique = list({wish["en"]: wish for wish in wishes}.values())
    try:
        ko = korean.requested_together([wish["ko"] for wish in unique])
    except ValueError:
        ko = " ".join(wish["ko"] for wish in unique)
    return said(english.together([wish["en"] for wish in unique]) if len(unique) > 1 else unique[0]["en"], ko)

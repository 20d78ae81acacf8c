"""What facts are called in the user's language: `빨간 우산`, `a red umbrella`, `红色雨伞`, `고양이 3`."""

from __future__ import annotations

import re
from typing import cast

from mudong.enhancer.fact import Fact
from mudong.enhancer.know.rules import name, sentence
from mudong.language.lexicon import Language, word

COLOURS = {
    "white": "#ffffff",
    "black": "#1e1e1e",
    "grey": "#8c8c8c",
    "red": "#e0483e",
    "orange": "#f08a2c",
    "yellow": "#f5cf3a",
    "green": "#57b45a",
    "dark green": "#1f6b3a",
    "teal": "#35b6b0",
    "sky-blue": "#6db9f2",
    "blue": "#2f6fd0",
    "navy": "#26356f",
    "purple": "#8a55c4",
    "pink": "#f39ac0",
    "brown": "#8a5a35",
    "beige": "#e9d3ae",
    "golden": "#d9a441",
}
PATTERNS = ("stripes", "dots", "check", "stars", "hearts")
AREAS = {
    "does": "action",
    "then": "action",
    "feels": "expression",
    "effect": "effect",
    "material": "material",
    "goes": "direction",
    "pace": "speed",
    "view": "view",
    "stance": "stance",
    "place": "place",
    "light": "light",
    "weather": "weather",
    "season": "season",
    "style": "style",
    "camera": "camera",
    "framing": "framing",
    "pattern": "pattern",
}
_NOUNS = ("species", "breed", "prop", "cloth", "effect", "action", "weather", "expression")
_HANDLE = re.compile(r"(?:image|video)_\d+")


def split_phrase(phrase: str) -> tuple[str, str, str, int]:
    """Colour, pattern, kind and number of `red stripes shirt`, `balloon*3`."""
    phrase, _, count = phrase.partition("*")
    words = phrase.split(" ")
    pattern = next((each for each in words if each in PATTERNS), "")
    colour = " ".join(each for each in words[:-1] if each != pattern)
    return colour if colour in COLOURS else "", pattern, words[-1], int(count or 1)


def noun_phrase(phrase: str, language: str, said: str = "") -> str:
    """What a phrase of a fact is called; words that no catalogue has stay as the user wrote them."""
    if _HANDLE.fullmatch(phrase):
        return f"@{phrase}"
    colour, pattern, kind, count = split_phrase(phrase)
    parts = [
        colour_word(colour, language) if colour else "",
        _word("pattern", pattern, language) if pattern else "",
        kind_name(kind, language, said),
    ]
    joined = ("" if language == "zh" else " ").join(filter(None, parts))
    return joined if count == 1 else f"{joined} × {count}"


def kind_name(kind: str, language: str, said: str = "") -> str:
    """A kind of somebody or something; what no catalogue knows as it was said."""
    for area in ("subject", "extra"):
        if (found := name(area, kind, language)) is not None:
            return found
    for area in _NOUNS:
        try:
            return _word(area, kind, language)
        except KeyError:
            continue
    return said or (f"@{kind}" if _HANDLE.fullmatch(kind) else kind)


def colour_word(colour: str, language: str) -> str:
    """`red`, `빨간`, `红色`."""
    if language == "zh":
        return word("colour", colour, "zh")
    return colour if language == "en" else _korean_colour(colour)


def value_of(fact: Fact, language: str) -> str:
    """The value of a fact in words."""
    value = fact.value
    if fact.facet in (
        "palette",
        "shadows",
        "tempo",
        "ground",
        "air",
        "light_on",
        "stillness",
        "mood",
        "keep",
        "angle",
        "at",
    ):
        return name(fact.facet, value, language) or value
    if (relation := name("relation", fact.facet, language)) is not None:
        return relation.format(noun_phrase(value, language))
    if fact.facet == "hair":
        return name("hair", value, language) or colour_word(value, language)
    if fact.facet == "colour":
        return colour_word(value, language)
    if fact.facet == "backdrop":
        return name("extra", value, language) or value
    if fact.facet in ("does", "then"):
        return _doing(fact, language)
    if fact.facet == "place" and language == "ko":
        return (_known("place", value, "ko") or value).removesuffix("에서").removesuffix(" 위")
    if fact.facet in AREAS:
        return _known(AREAS[fact.facet], value, language) or fact.said or value
    if fact.facet == "replace":
        return noun_phrase(value.partition(">")[2], language)
    return noun_phrase(value, language, fact.said if fact.facet == "cannot" else "")


def decision(fact: Fact, language: str) -> str:
    """What was decided, in one line."""
    facet = fact.facet
    kind = (
        "relation"
        if name("relation", facet, "en")
        else "follows"
        if facet in ("ground", "air", "light_on", "stillness")
        else facet
    )
    old = noun_phrase(fact.value.partition(">")[0], language)
    said = sentence(
        "decision", kind, language, value=value_of(fact, language), subject=kind_name(fact.subject, language), old=old
    )
    return said[:1].upper() + said[1:]


def _doing(fact: Fact, language: str) -> str:
    stem = name("extra", "drum", language) if fact.value == "drum" else _known("action", fact.value, language)
    if stem is None or language != "ko":
        return stem or fact.said
    return f"{stem} 있는 모습" if stem.endswith("서") else f"{stem}고 있는 모습"


def _known(area: str, kind: str, language: str) -> str | None:
    try:
        return _word(area, kind, language)
    except KeyError:
        return None


def _word(area: str, kind: str, language: str) -> str:
    return word(area, kind, cast(Language, language))


def _korean_colour(colour: str) -> str:
    from mudong.language.lexicon import colour_name

    return colour_name(COLOURS[colour], "ko")

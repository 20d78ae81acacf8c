"""What a chat model may answer: facts in the words of the world. The schema sent and the check are one table."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from mudong.enhancer.fact import Fact
from mudong.enhancer.know.rules import kinds_of_mood
from mudong.enhancer.tell.naming import AREAS, COLOURS, PATTERNS, split_phrase
from mudong.language.lexicon import kinds

_MOST_FACTS, _MOST_WHY_CHARS, _MOST_SHOTS = 60, 400, 8
_WHOLE = ("place", "light", "weather", "season", "style", "mood", "framing", "camera")
_OF_SOMEBODY = {facet: area for facet, area in AREAS.items() if facet not in _WHOLE}
_PHRASES = ("who", "thing", "add", "remove", "no", "wears", "holds")
_OTHER = ("colour", "hair", "replace")
_HANDLE = re.compile(r"(?:image|video)_[1-9]\d?")
_SUBJECT = re.compile(r"[\w-]{0,40}")


@dataclass(frozen=True, slots=True)
class Answer:
    """Facts and why each."""

    facts: tuple[tuple[Fact, str], ...]


def schema() -> dict[str, object]:
    """JSON schema of an answer."""
    text = {"type": "string"}
    properties = {
        "facet": {"type": "string", "enum": [*_WHOLE, *_OF_SOMEBODY, *_PHRASES, *_OTHER]},
        "value": text,
        "subject": text,
        "shot": {"type": "integer"},
        "why": text,
    }
    fact = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"facts": {"type": "array", "items": fact}},
        "required": ["facts"],
        "additionalProperties": False,
        "description": "Values: "
        + "; ".join(f"{facet}: {', '.join(values)}" for facet, values in vocabulary().items()),
    }


def vocabulary() -> dict[str, tuple[str, ...]]:
    """Facet -> its words. Phrases are `[colour] [pattern] kind`, with `*3` for several."""
    things = (*kinds("species"), *kinds("breed"), *kinds("prop"), *kinds("cloth"))
    words = {facet: tuple(kinds(facet)) for facet in _WHOLE if facet != "mood"} | {"mood": kinds_of_mood()}
    words |= {facet: tuple(kinds(area)) for facet, area in _OF_SOMEBODY.items()}
    return words | {"phrases": things, "colour": tuple(COLOURS), "pattern": PATTERNS}


def read_answer(content: str) -> Answer:
    """Raises `ValueError` that says what is wrong with it."""
    text = re.sub(r"^\s*```(?:json)?\s*|\s*```\s*$", "", re.sub(r"<think>.*?</think>", "", content, flags=re.DOTALL))
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(data, dict) or not isinstance(listed := data.get("facts"), list) or not listed:
        raise ValueError("no list of facts")
    if len(listed) > _MOST_FACTS:
        raise ValueError(f"{len(listed)} facts are more than {_MOST_FACTS}")
    return Answer(tuple(_fact(entry) for entry in listed))


def _fact(entry: object) -> tuple[Fact, str]:
    if not isinstance(entry, dict):
        raise ValueError("a fact is no object")
    facet, value, subject, why = (entry.get(key, "") for key in ("facet", "value", "subject", "why"))
    shot = entry.get("shot", 0)
    if not all(isinstance(each, str) for each in (facet, value, subject, why)) or type(shot) is not int:
        raise ValueError("a field of a fact has the wrong type")
    if not _SUBJECT.fullmatch(subject) or not 0 <= shot <= _MOST_SHOTS or not _known(facet, value):
        raise ValueError(f"{facet}: {value[:60]!r} is not known")
    if facet in (*_OF_SOMEBODY, "wears", "holds", "colour", "hair") and not subject:
        raise ValueError(f"{facet} needs a subject")
    return Fact(facet=facet, value=value, subject="" if facet in _WHOLE else subject, shot=shot), why[:_MOST_WHY_CHARS]


def _known(facet: str, value: str) -> bool:
    words = vocabulary()
    if facet == "replace":
        old, _, new = value.partition(">")
        return _phrase(old, words["phrases"]) and _phrase(new, words["phrases"])
    if facet in _PHRASES:
        return _phrase(value, words["phrases"])
    if facet == "hair":
        return value in COLOURS or value in ("short", "long", "bob", "ponytail", "bun", "curly", "pigtails")
    return value in words.get(facet, ())


def _phrase(phrase: str, things: tuple[str, ...]) -> bool:
    if _HANDLE.fullmatch(phrase):
        return True
    if not re.fullmatch(r"[a-z_ -]{1,60}(?:\*[1-9])?", phrase):
        return False
    colour, pattern, kind, _ = split_phrase(phrase)
    return kind in things and phrase.partition("*")[0] == " ".join(filter(None, (colour, pattern, kind)))

"""What people say for the kinds of the world: the words of `heard_<language>.toml`, inflected. Knows no grammar.

The words that the world says itself are in `lexicon.toml`; these are many more, as people type them.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

HEARD: tuple[str, ...] = ("en", "ko", "zh")
_NOUNS = frozenset({"species", "breed", "unknown_who", "unknown_thing", "prop", "cloth"})
_VERBS = frozenset({"action", "unknown_action", "effect", "op"})
_DOUBLED = frozenset(
    {"run", "sit", "jog", "hop", "clap", "swim", "hug", "nap", "stop", "step", "swap", "put", "row back"}
)
_IRREGULAR = re.compile(r"(?:ing|ed|men)$|^(?:no|not|in|of|to|for|from|then|and|same|into|with|without|don't)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One form: what is written, and the kind of an area that it means."""

    form: str
    area: str
    kind: str


@functools.cache
def heard_words() -> tuple[Word, ...]:
    """Every form of every language, lower case; earlier ones win where two kinds share a form."""
    return tuple(word for language in HEARD for word in _words(language))


@functools.cache
def ordinary_words() -> frozenset[str]:
    """Words that mean nothing here and are not to be taken for misspelt ones."""
    return frozenset(word.form for word in heard_words() if word.area == "stop_words")


def _words(language: str) -> tuple[Word, ...]:
    text = resources.files("mudong.language").joinpath(f"heard_{language}.toml").read_text(encoding="utf-8")
    found = []
    for area, kinds in tomllib.loads(text).items():
        for kind, forms in kinds.items():
            listed = forms.split() if (area, kind) == ("stop_words", "words") else forms.split(", ")
            for form in listed:
                inflected = _inflected(form, area) if language == "en" else (form,)
                found.extend(Word(form=each, area=area, kind=kind) for each in inflected)
    return tuple(found)


def _inflected(form: str, area: str) -> tuple[str, ...]:
    if area in _NOUNS:
        return (form, _plural(form))
    if area in _VERBS and not _IRREGULAR.search(form):
        return (form, *_verb_forms(form))
    return (form,)


def _plural(noun: str) -> str:
    if noun.endswith(("s", "men", "mice", "children")):
        return noun
    if noun.endswith(("x", "ch", "sh")):
        return noun + "es"
    return noun[:-1] + "ies" if re.search(r"[^aeiou]y$", noun) else noun + "s"


def _verb_forms(phrase: str) -> tuple[str, ...]:
    """`walks`, `walking`, `walked`, with what follows the verb."""
    verb, _, rest = phrase.partition(" ")
    stem = (
        verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb + verb[-1] if verb in _DOUBLED else verb
    )
    past = verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else stem + "ed"
    return tuple(f"{form} {rest}".strip() for form in (_plural(verb), stem + "ing", past))

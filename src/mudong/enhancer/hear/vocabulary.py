"""All words of all languages by their units, so that the longest one at a place is found at once."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from mudong.enhancer.hear.units import Unit, normalised, units
from mudong.language.heard import Word, heard_words

_Entry = tuple[tuple[str, ...], Word]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """by_first: forms by their first unit, longest first. pieces: every unit that any form has."""

    by_first: dict[str, tuple[_Entry, ...]]
    pieces: frozenset[str]

    def longest(self, found: Sequence[Unit], at: int) -> tuple[int, Word] | None:
        """How many units the longest form at `at` takes, and its word. Spaces within Korean do not count."""
        for form, word in self.by_first.get(found[at].text, ()):
            if len(form) <= len(found) - at and _same(found, at, form):
                return len(form), word
        return None


def _same(found: Sequence[Unit], at: int, form: tuple[str, ...]) -> bool:
    """Whether the form stands there. Korean is spaced freely, but a space makes a last syllable another word."""
    last = len(form) - 1
    if any(found[at + i].text != form[i] for i in range(1, len(form))):
        return False
    return not (last and found[at + last].spaced and found[at + last].hangul and form not in _spaced_at_end())


@functools.cache
def _spaced_at_end() -> frozenset[tuple[str, ...]]:
    """Korean forms whose last syllable is a word of its own."""
    forms = (normalised(word.form) for word in heard_words() if word.form[-2:-1] == " ")
    return frozenset(tuple(unit.text for unit in units(form)) for form in forms)


@functools.cache
def vocabulary() -> Vocabulary:
    """The one vocabulary."""
    forms: dict[tuple[str, ...], Word] = {}
    for word in heard_words():
        key = tuple(unit.text for unit in units(normalised(word.form)))
        if key:
            forms.setdefault(key, word)
    by_first: dict[str, list[_Entry]] = {}
    for key, word in forms.items():
        by_first.setdefault(key[0], []).append((key, word))
    ordered = {first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in by_first.items()}
    return Vocabulary(ordered, frozenset(piece for key in forms for piece in key))

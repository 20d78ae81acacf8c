"""Misspelt words: the nearest word of the vocabulary by edits of letters, or of the letters of a Korean syllable."""

from __future__ import annotations

import functools
import unicodedata

from mudong.enhancer.hear.vocabulary import vocabulary
from mudong.language.heard import heard_words, ordinary_words

_SHORTEST, _LONG = 5, 8
_NOUNS = frozenset({"species", "breed", "prop", "cloth", "place", "weather", "light", "season", "lead", "style"})


@functools.lru_cache(maxsize=4096)
def corrected(word: str) -> str:
    """A Latin word, or the one that was meant: one edit away, two in long words, with the same first letter."""
    known = vocabulary().pieces
    if len(word) < _SHORTEST - 1 or word in known or word.rstrip("s") in known or word in ordinary_words():
        return word
    if len(word) < _SHORTEST:
        return next(
            (other for other in _latin().get(word[0], ()) if other.startswith(word) and len(other) == _SHORTEST), word
        )
    most = 1 if len(word) < _LONG else 2
    near = (
        (distance(word, other, most), other)
        for other in _latin().get(word[0], ())
        if abs(len(other) - len(word)) <= most
    )
    best = min(near, default=(most + 1, word))
    return best[1] if best[0] <= most else word


@functools.lru_cache(maxsize=4096)
def corrected_korean(word: str) -> str | None:
    """The noun of as many syllables that one letter (jamo) tells apart from a word; None where there is none."""
    letters = jamo(word)
    if len(word) < 2 or len(letters) < _SHORTEST or word in ordinary_words():
        return None
    return next((noun for noun, its in _nouns().get(len(word), ()) if distance(letters, its, 1) == 1), None)


def jamo(text: str) -> str:
    """`ㄱㅗㅇㅑㅇㅇㅣ` for `고양이`, in conjoining letters."""
    return unicodedata.normalize("NFD", text)


def distance(a: str, b: str, most: int) -> int:
    """Insertions, deletions, changes and swaps of neighbours between two words; `most + 1` for all beyond `most`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            step = min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                step = min(step, last[j - 2] + 1)
            row.append(step)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


@functools.cache
def _latin() -> dict[str, tuple[str, ...]]:
    words = [
        piece for piece in vocabulary().pieces if piece.isascii() and piece.isalpha() and len(piece) >= _SHORTEST - 1
    ]
    return {first: tuple(sorted(word for word in words if word[0] == first)) for first in {word[0] for word in words}}


@functools.cache
def _nouns() -> dict[int, tuple[tuple[str, str], ...]]:
    forms = {
        word.form
        for word in heard_words()
        if word.area in _NOUNS and "가" <= word.form[0] <= "힣" and " " not in word.form
    }
    lengths = {len(form) for form in forms}
    return {n: tuple((form, jamo(form)) for form in sorted(forms) if len(form) == n) for n in lengths}

"""A prompt as units: a Latin word, a number, a syllable, a sign of punctuation. Spaces become a flag of what follows.

Normalised character by character, so that positions are those of the prompt.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_UNIT = re.compile(r"[a-z]+n't|'s\b|[a-z]+|\d+(?:\.\d+)?|[가-힣]|[\u4e00-\u9fff]|[.,!?;:\n]")
_QUOTES = str.maketrans("‘’′“”″，。！？；：、", "'''\"\"\",.!?;:,")
_HANGUL, _HAN = re.compile(r"[가-힣]"), re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is written, where it stands, and whether a space or anything else stands before it."""

    text: str
    start: int
    end: int
    spaced: bool

    @property
    def hangul(self) -> bool:
        """A Korean syllable."""
        return bool(_HANGUL.match(self.text))

    @property
    def mark(self) -> bool:
        """Punctuation."""
        return self.text in ".,!?;:\n"


def normalised(prompt: str) -> str:
    """Lower case, plain quotes and punctuation, no full-width letters; as long as the prompt."""
    single = (unicodedata.normalize("NFKC", each).lower() for each in prompt)
    return "".join(new if len(new) == 1 else old for new, old in zip(single, prompt, strict=True)).translate(_QUOTES)


def units(text: str) -> list[Unit]:
    """The units of a normalised text."""
    found: list[Unit] = []
    for match in _UNIT.finditer(text):
        spaced = not found or found[-1].end != match.start()
        found.append(Unit(match[0], match.start(), match.end(), spaced))
    return found


def language_of(prompt: str) -> str:
    """`ko`, `zh` or `en`, by the letters outside handles; one word of Hangul outweighs what else is there."""
    text = re.sub(r"<<<.*?>>>|@\w+?_\d+|@[A-Za-z_]+", " ", prompt)
    hangul, han = len(_HANGUL.findall(text)), len(_HAN.findall(text))
    latin = len(re.findall(r"[A-Za-z]+", text))
    if hangul and 2 * hangul >= han and 3 * hangul >= latin:
        return "ko"
    return "zh" if han and 3 * han >= latin else "en"

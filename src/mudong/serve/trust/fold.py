"""One prompt, many spellings: the readings of a text in which rules look for words. Knows no rule and no word."""

from __future__ import annotations

import re
import unicodedata

_LOOK_ALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u043a\u043c\u0442\u043d\u03b1\u03b5\u03bf\u03c1\u03c5\u03b9\u03ba\u03bd\u03c4",
    "aeopcyxijskmthaeopuikvt",
)
"""Cyrillic and Greek letters that look like Latin ones."""
_LEET = str.maketrans("0134578@$!|", "oieastbasil")
_LEET_WORD = re.compile(r"[a-z0-9@$!|]+")
_GAP = r"[\s._\-*/~+'\u00b7|]+"
_SPELLED = re.compile(rf"(?<![a-z0-9])[a-z0-9@$](?:{_GAP}[a-z0-9@$](?![a-z0-9])){{2,}}")
_SYLLABLES = re.compile(rf"(?<![가-힣])[가-힣](?:{_GAP}[가-힣](?![가-힣]))+")
_HAN_GAP = re.compile(rf"(?<=[\u4e00-\u9fff]){_GAP}(?=[\u4e00-\u9fff])")
_IN_WORD = re.compile(r"(?<=[a-z가-힣])[._*~\u00b7|]+(?=[a-z가-힣])")
_STRETCHED = re.compile(r"(.)\1{2,}")
_SYLLABLE, _VOWEL = 0xAC00, range(0x1161, 0x1176)
_FINAL_NUMBERS = (1, 2, 4, 7, 8, 16, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27)
_FINALS = dict(zip("ᄀᄁᄂᄃᄅᄆᄇᄉᄊᄋᄌᄎᄏᄐᄑᄒ", _FINAL_NUMBERS, strict=True))
"""Which final consonant a leading one becomes, as its number in a syllable."""


def fold(text: str) -> str:
    """One spelling of a text: compatible characters alike, lower case, no accents, no invisible characters."""
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf"))
    return _closed(unicodedata.normalize("NFKC", text)).casefold().translate(_LOOK_ALIKES)


def readings(text: str) -> tuple[str, ...]:
    """The text folded, and as it reads with letters pulled together, digits for letters, and stretched letters."""
    folded = fold(text)
    joined = _HAN_GAP.sub("", _SYLLABLES.sub(_pulled, _SPELLED.sub(_pulled, folded)))
    plain = [folded, joined, _IN_WORD.sub("", joined)]
    plain += [_LEET_WORD.sub(_spoken, each) for each in plain]
    short = [_STRETCHED.sub(kept, each) for each in plain for kept in (r"\1", r"\1\1")]
    return tuple(dict.fromkeys(plain + short))


def _pulled(found: re.Match[str]) -> str:
    return re.sub(_GAP, "", found.group())


def _spoken(found: re.Match[str]) -> str:
    word = found.group()
    return word.translate(_LEET) if re.search("[a-z]", word) else word


def _closed(text: str) -> str:
    """Korean letters that were typed one by one, as syllables: a consonant without a vowel closes the one before."""
    written: list[str] = []
    for place, letter in enumerate(text):
        open_syllable = bool(written) and "가" <= written[-1] <= "힣" and (ord(written[-1]) - _SYLLABLE) % 28 == 0
        followed = place + 1 < len(text) and ord(text[place + 1]) in _VOWEL
        if letter in _FINALS and open_syllable and not followed:
            written[-1] = chr(ord(written[-1]) + _FINALS[letter])
        else:
            written.append(letter)
    return "".join(written)

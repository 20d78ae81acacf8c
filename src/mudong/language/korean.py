"""Korean particles and verb endings by the last sound of the word before them."""

from __future__ import annotations

_FIRST, _LAST = 0xAC00, 0xD7A3
_RIEUL = 8


def final_consonant(text: str) -> int:
    """Index of the final consonant of the last syllable, 0 for none or for what is not Hangul."""
    code = ord(text[-1]) if text else 0
    return (code - _FIRST) % 28 if _FIRST <= code <= _LAST else 0


def subject(noun: str) -> str:
    """`아기가`, `곰이`."""
    return noun + ("이" if final_consonant(noun) else "가")


def topic(noun: str) -> str:
    """`아기는`, `곰은`."""
    return noun + ("은" if final_consonant(noun) else "는")


def direct_object(noun: str) -> str:
    """`모자를`, `공을`."""
    return noun + ("을" if final_consonant(noun) else "를")


def together(noun: str) -> str:
    """`모자와`, `공과`."""
    return noun + ("과" if final_consonant(noun) else "와")


def towards(noun: str) -> str:
    """`바다로`, `숲으로`, `서울로`: after rieul as after a vowel."""
    return noun + ("으로" if final_consonant(noun) not in (0, _RIEUL) else "로")


def joined(nouns: list[str]) -> str:
    """`모자와 공`, `모자, 공과 풍선`."""
    if len(nouns) < 2:
        return "".join(nouns)
    return ", ".join([*nouns[:-2], together(nouns[-2])]) + " " + nouns[-1]

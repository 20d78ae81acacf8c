"""`hear`: a prompt becomes tokens. Special stretches first, then the longest words; what is misspelt is mended.

A Korean syllable alone counts only as a word of its own (`비가`, not the one in `나비`); spaces do not count otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import replace

from mudong.enhancer.hear.special import special_tokens
from mudong.enhancer.hear.token import Token
from mudong.enhancer.hear.typos import corrected, corrected_korean
from mudong.enhancer.hear.units import Unit, normalised, units
from mudong.enhancer.hear.vocabulary import vocabulary
from mudong.language.heard import Word

_PARTICLES = re.compile(
    r"(?:이|가|은|는|을|를|의|에|에서|에게|한테|께서|으로|로|와|과|랑|하고|도|만|부터|까지|보다|처럼|같이|마다|나|들|인|이고|이에요|예요"
    r"|이요|요|야|라도|에다|에다가|씩|님|네|처럼|정도|쯤|쪽|색|빛|풍|식|때|날|속|안|앞|옆|뒤|위|밑|및|이나|없이|말고|빼고|대신){0,4}"
)
_ALONE = frozenset({"action", "expression"})
"""Areas whose single syllables are beginnings of verbs."""
_HARD = ".!?;\n"


def hear(prompt: str, names: Collection[str] = ()) -> tuple[str, tuple[Token, ...]]:
    """The composed prompt, and its tokens in order. names: the request's elements, so that `@Mina가` is Mina."""
    prompt = unicodedata.normalize("NFC", prompt)
    text = normalised(prompt)
    special = special_tokens(prompt, text, names)
    covered = [(token.start, token.end) for token in special]
    found = [u for u in units(text) if not any(start < u.end and u.start < end for start, end in covered)]
    tokens = sorted([*special, *_words(prompt, _mended(found))], key=lambda token: token.start)
    return prompt, tuple(_placed(prompt, text, [token for token in tokens if token.area != "stop_words"]))


def _mended(found: list[Unit]) -> list[Unit]:
    return [
        Unit(corrected(u.text), u.start, u.end, u.spaced) if u.text.isascii() and u.text.isalpha() else u for u in found
    ]


def _words(prompt: str, found: Sequence[Unit]) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    fresh = True
    while at < len(found):
        unit = found[at]
        fresh = fresh or unit.spaced
        hit = _match(found, at, fresh)
        if hit is None and fresh and unit.hangul:
            hit = _misspelt(found, at)
        if hit is None:
            at += 1
            fresh = False
            continue
        length, word = hit
        end = at + length
        tail = _tail(found, end) if found[end - 1].hangul else ""
        tokens.append(
            Token(
                area=word.area,
                kind=word.kind,
                said=prompt[unit.start : found[end - 1].end],
                start=unit.start,
                end=found[end - 1].end,
                tail=tail,
            )
        )
        at = end + len(tail)
        fresh = True
    return tokens


def _match(found: Sequence[Unit], at: int, fresh: bool) -> tuple[int, Word] | None:
    hit = vocabulary().longest(found, at)
    if hit is None or not found[at].hangul:
        return hit
    length, word = hit
    if length > 1:
        return hit
    if not fresh:
        return None
    rest = _hangul_run(found, at + 1)
    if word.area in _ALONE or _PARTICLES.fullmatch(rest):
        return hit
    ends = (length for length in range(len(rest)) if _PARTICLES.fullmatch(rest[:length]))
    return hit if any(_longer(found, at + 1 + end) for end in ends) else None


def _longer(found: Sequence[Unit], at: int) -> bool:
    hit = vocabulary().longest(found, at) if at < len(found) else None
    return hit is not None and hit[0] > 1


def _tail(found: Sequence[Unit], at: int) -> str:
    """What is written onto a word before the next word begins."""
    run = _hangul_run(found, at)
    for length in range(len(run)):
        ended = _PARTICLES.fullmatch(run[:length]) is not None
        if _match(found, at + length, fresh=ended) is not None:
            return run[:length]
    return run


def _hangul_run(found: Sequence[Unit], at: int) -> str:
    run = ""
    for index in range(at, len(found)):
        if not found[index].hangul or found[index].spaced:
            break
        run += found[index].text
    return run


def _misspelt(found: Sequence[Unit], at: int) -> tuple[int, Word] | None:
    """A noun of which one letter is wrong, with nothing but particles behind it."""
    run = found[at].text + _hangul_run(found, at + 1)
    for length in range(len(run), 1, -1):
        if _PARTICLES.fullmatch(run[length:]) and not any(_match(found, at + k, fresh=False) for k in range(length)):
            noun = corrected_korean(run[:length])
            if noun is not None:
                hit = vocabulary().longest([Unit(each, 0, 0, False) for each in noun], 0)
                if hit is not None and hit[0] == length:
                    return hit
    return None


def _placed(prompt: str, text: str, tokens: Sequence[Token]) -> list[Token]:
    """With the clause and the sentence of each, and what stands before it."""
    placed: list[Token] = []
    clause = sentence = end = 0
    for token in tokens:
        gap = text[end : token.start]
        hard = any(mark in gap.replace("...", "") for mark in _HARD)
        clause += hard or "," in gap or ":" in gap
        sentence += hard
        placed.append(replace(token, gap=gap.removeprefix(token.tail), clause=clause, sentence=sentence))
        end = token.end
    return [
        replace(token, gap=_after_tail(token.gap, before))
        for token, before in zip(placed, [None, *placed], strict=False)
    ]


def _after_tail(gap: str, before: Token | None) -> str:
    return gap.removeprefix(before.tail) if before is not None and before.tail else gap

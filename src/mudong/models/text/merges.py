"""Byte-pair merges: learnt from texts, then applied (Sennrich et al. 2016). Over bytes, so nothing is ever unknown.

Knows words as strings; special tokens and padding are the tokenizer's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

NUM_BYTES = 256
_WORD = re.compile(r" ?[^\W\d_]+| ?\d| ?[^\w\s]|_|\s")

Pair = tuple[int, int]


def words_of(text: str) -> list[str]:
    """Words with the space before them, single digits and marks; together they are the text."""
    return _WORD.findall(text)


def learn_merges(texts: Iterable[str], count: int) -> tuple[Pair, ...]:
    """At most `count` merges, the most frequent pair first; pairs seen once are left apart.

    Token `256 + i` is what merge `i` makes. Ties go to the smaller pair, so the same texts give the same merges.
    """
    counts = Counter(word for text in texts for word in words_of(text))
    words = {word: list(word.encode()) for word in counts}
    totals: Counter[Pair] = Counter()
    holders: dict[Pair, set[str]] = defaultdict(set)
    for word, tokens in words.items():
        for pair in pairwise(tokens):
            totals[pair] += counts[word]
            holders[pair].add(word)
    merges: list[Pair] = []
    while len(merges) < count and totals:
        best = min(totals, key=lambda pair: (-totals[pair], pair))
        if totals[best] < 2:
            break
        for word in holders.pop(best):
            for pair in pairwise(words[word]):
                totals[pair] -= counts[word]
            words[word] = _merged(words[word], best, NUM_BYTES + len(merges))
            for pair in pairwise(words[word]):
                totals[pair] += counts[word]
                holders[pair].add(word)
        del totals[best]
        merges.append(best)
    return tuple(merges)


def _merged(tokens: Sequence[int], pair: Pair, token: int) -> list[int]:
    result: list[int] = []
    index = 0
    while index < len(tokens):
        if tuple(tokens[index : index + 2]) == pair:
            result.append(token)
            index += 2
        else:
            result.append(tokens[index])
            index += 1
    return result


class Merges:
    """Applies learnt merges, in the order in which they were learnt."""

    def __init__(self, merges: Sequence[Pair]) -> None:
        self._rank = {pair: rank for rank, pair in enumerate(merges)}
        self._bytes = [bytes([value]) for value in range(NUM_BYTES)]
        for left, right in merges:
            self._bytes.append(self._bytes[left] + self._bytes[right])
        self._encode_word = lru_cache(maxsize=8192)(self._encode_new_word)

    @property
    def num_tokens(self) -> int:
        """Bytes and merges."""
        return len(self._bytes)

    def encode(self, text: str) -> list[int]:
        """The tokens of a text."""
        return [token for word in words_of(text) for token in self._encode_word(word)]

    def decode(self, tokens: Iterable[int]) -> str:
        """The text of tokens; broken characters are marked as such."""
        return b"".join(self._bytes[token] for token in tokens).decode(errors="replace")

    def _encode_new_word(self, word: str) -> tuple[int, ...]:
        tokens = list(word.encode())
        while len(tokens) > 1:
            rank, pair = min((self._rank.get(p, len(self._rank)), p) for p in pairwise(tokens))
            if rank == len(self._rank):
                break
            tokens = _merged(tokens, pair, NUM_BYTES + rank)
        return tuple(tokens)

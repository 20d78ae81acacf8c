"""Prompts to rows of tokens: bytes and merges learnt from the world's captions, one token a handle, and padding.

A row of tokens is filled up to a multiple of `ROW_STEP` with a padding token that is a token like any other: it is seen
and learnt, so a prompt means the same whether it stands alone or beside longer ones.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import groupby

from mudong.models.text.merges import Merges, Pair
from mudong.sequence.handle import MOST, NO_HANDLE, NUM_HANDLES, handle_index
from mudong.spec.handles import find_handles

ROW_STEP = 32
MOST_ROWS = 256
PAD = 0
_FIRST_BYTE = NUM_HANDLES
"""Token 0 pads, tokens 1 to 24 are handles, bytes and merges follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRow:
    """tokens, handles: one number a token. cut: whether the prompt was longer than `MOST_ROWS`."""

    tokens: tuple[int, ...]
    handles: tuple[int, ...]
    cut: bool


class Tokenizer:
    """Text with handles to numbers. elements: their names in the order of the request."""

    def __init__(self, merges: Sequence[Pair]) -> None:
        self._merges = Merges(merges)

    @property
    def num_tokens(self) -> int:
        """Padding, handles, bytes and merges."""
        return _FIRST_BYTE + self._merges.num_tokens

    def encode(self, prompt: str, elements: Sequence[str] = (), *, at_least: int = ROW_STEP) -> TokenRow:
        """One row; an empty prompt is padding alone. at_least: rows to fill up to at least."""
        pieces = self._pieces(prompt, elements)
        kept = pieces[:MOST_ROWS]
        filled = max(-(-len(kept) // ROW_STEP) * ROW_STEP, at_least)
        row = kept + [(PAD, NO_HANDLE)] * (filled - len(kept))
        return TokenRow(
            tokens=tuple(token for token, _ in row),
            handles=tuple(handle for _, handle in row),
            cut=len(pieces) > MOST_ROWS,
        )

    def decode(self, tokens: Sequence[int]) -> str:
        """The text of a row, without padding; a handle reads `<1>`."""
        said = [token for token in tokens if token != PAD]
        runs = ((is_text, list(run)) for is_text, run in groupby(said, key=lambda token: token >= _FIRST_BYTE))
        return "".join(
            self._merges.decode(token - _FIRST_BYTE for token in run) if is_text else "".join(f"<{t}>" for t in run)
            for is_text, run in runs
        )

    def _pieces(self, prompt: str, elements: Sequence[str]) -> list[tuple[int, int]]:
        pieces: list[tuple[int, int]] = []
        end = 0
        for handle in find_handles(prompt, elements):
            kind, number = handle.kind, handle.index
            if handle.name is not None:
                number = list(elements).index(handle.name) + 1 if handle.name in elements else None
            if number is None or number > MOST[kind]:
                continue
            pieces += self._text(prompt[end : handle.start])
            index = handle_index(kind, number)
            pieces.append((index, index))
            end = handle.end
        return pieces + self._text(prompt[end:])

    def _text(self, text: str) -> list[tuple[int, int]]:
        return [(_FIRST_BYTE + token, NO_HANDLE) for token in self._merges.encode(text)]


@functools.cache
def world_tokenizer() -> Tokenizer:
    """The tokenizer whose merges were learnt from the world's captions (`merges.json` beside this file)."""
    stored = resources.files("mudong.models.text").joinpath("merges.json").read_text(encoding="utf-8")
    return Tokenizer([(left, right) for left, right in json.loads(stored)])

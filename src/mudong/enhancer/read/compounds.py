"""Two words for one body: `골든 리트리버 강아지`, `baby bear`, `小熊猫`. The one that says more stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mudong.enhancer.hear.token import Token

_OF_BREED = {"dog": ("golden_retriever", "corgi", "dalmatian", "shiba"), "cat": ("tabby", "calico", "siamese")}
_ANIMALS = ("cat", "dog", "bear", "panda", "rabbit", "robot", "dragon")


def compounds(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with each such pair as one."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if before is not None and before.tail == "" and not token.gap.strip() and _same_body(before, token):
            kept = before if before.area == "breed" else token
            found[-1] = replace(
                kept,
                start=before.start,
                end=token.end,
                tail=token.tail,
                gap=before.gap,
                said=f"{before.said} {token.said}",
            )
        else:
            found.append(token)
    return tuple(found)


def _same_body(first: Token, second: Token) -> bool:
    if first.area == "breed" and second.area == "species":
        return first.kind in _OF_BREED.get(second.kind, ())
    young = (
        first.area == "species"
        and first.kind in ("baby", "toddler")
        and re.match("아기|새끼|baby|꼬마", first.said.lower())
    )
    return bool(young) and second.area in ("species", "breed") and (second.kind in _ANIMALS or second.area == "breed")

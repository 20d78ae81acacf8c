"""Which shot each token belongs to: marks like `Shot 2:`, `두 번째 컷은`, `镜头三`, or a cut in between."""

from __future__ import annotations

from collections.abc import Sequence

from mudong.enhancer.hear.token import Token

_MOST = 8


def shots_of(tokens: Sequence[Token]) -> tuple[dict[int, int], int]:
    """Token -> shot from 1 (empty for a single shot), and how many shots there are."""
    if sum(token.area == "shot" for token in tokens) == 0:
        return {}, 1
    numbers: dict[int, int] = {}
    current = 0 if tokens[0].area == "shot" and tokens[0].kind != "+" else 1
    for at, token in enumerate(tokens):
        if token.area == "shot":
            current = min(current + 1 if token.kind == "+" else int(float(token.kind)), _MOST)
        numbers[at] = max(current, 1)
    count = max(numbers.values())
    return (numbers, count) if count > 1 else ({}, 1)

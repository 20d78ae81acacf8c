"""Tones of fur and shell made from the two colours of an identity, warm in the light and brown in the shade."""

from __future__ import annotations

from functools import lru_cache

_SHADE, _LIGHT = "#5a2c3c", "#fff6df"


@lru_cache(maxsize=4096)
def mix(a: str, b: str, share: float) -> str:
    """`share` of colour b in colour a (`#rrggbb`)."""
    first, second = ([int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in (a, b))
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in zip(first, second, strict=True))


def darker(colour: str, share: float) -> str:
    """Towards a warm shade."""
    return mix(colour, _SHADE, share)


def lighter(colour: str, share: float) -> str:
    """Towards warm light."""
    return mix(colour, _LIGHT, share)


@lru_cache(maxsize=4096)
def is_dark(colour: str) -> bool:
    """Whether dark lines would be lost on it."""
    r, g, b = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.3 * r + 0.59 * g + 0.11 * b < 90

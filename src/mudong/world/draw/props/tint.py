"""Shades of a colour: lighter towards warm white, darker towards a warm plum, never towards plain grey."""

from __future__ import annotations

LIGHT = (255, 247, 230)
DARK = (64, 28, 52)


def channels(colour: str) -> tuple[int, int, int]:
    """`#rrggbb` as three numbers 0..255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, towards: str | tuple[int, int, int], amount: float) -> str:
    """`colour` moved by `amount` (0..1) towards another."""
    goal = channels(towards) if isinstance(towards, str) else towards
    parts = (round(a + (b - a) * amount) for a, b in zip(channels(colour), goal, strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def lighter(colour: str, amount: float) -> str:
    """Towards warm white."""
    return mix(colour, LIGHT, amount)


def darker(colour: str, amount: float) -> str:
    """Towards warm plum."""
    return mix(colour, DARK, amount)


def clear(colour: str, alpha: float) -> str:
    """`#rrggbb` with an alpha of 0..1."""
    return f"{colour[:7]}{round(alpha * 255):02x}"

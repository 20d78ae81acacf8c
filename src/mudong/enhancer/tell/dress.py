"""What somebody wears in a scene: what was asked for, and what goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mudong.enhancer.fact import Fact
from mudong.enhancer.tell.naming import COLOURS, split_phrase
from mudong.world import palette
from mudong.world.casting import choose
from mudong.world.kinds import Pattern, Species
from mudong.world.scene import Cloth, Identity

_ACCESSORIES = ("glasses", "bow", "bag", "scarf", "cap", "beanie", "hat", "gloves", "boots", "shoes")
_WHOLE = ("dress", "onesie", "overalls")
_LEGS, _TOPS = ("trousers", "shorts", "skirt", "baji", "chima"), ("shirt", "coat", "jeogori")
_PEOPLE = (Species.BABY, Species.TODDLER, Species.WOMAN, Species.MAN, Species.GRANDMOTHER)
_HAIR = {
    "golden": "#d9b36c",
    "black": "#1e1e1e",
    "brown": "#7b4b2a",
    "red": "#8f3b2c",
    "grey": "#c9c5c0",
    "white": "#e6e2dc",
}


def dressed(rng: np.random.Generator, body: Identity, facts: Sequence[Fact]) -> Identity:
    """The body in the clothes and with the hair that facts ask for, without what they refuse."""
    asked = [_cloth(rng, fact.value) for fact in facts if fact.facet == "wears"]
    refused = {fact.value for fact in facts if fact.facet == "no"}
    outfit = [cloth for cloth in asked if cloth.kind not in _ACCESSORIES]
    extra = [cloth for cloth in asked if cloth.kind in _ACCESSORIES]
    clothes = _outfit(body, outfit) if outfit else body.clothes
    accessories = tuple(extra) or body.accessories
    body = replace(
        body,
        clothes=tuple(c for c in clothes if c.kind not in refused),
        accessories=tuple(c for c in accessories if c.kind not in refused),
    )
    for fact in facts:
        if fact.facet == "hair":
            body = (
                replace(body, hair=_HAIR.get(fact.value, COLOURS[fact.value]))
                if fact.value in COLOURS
                else replace(body, hair_style=fact.value)
            )
    return body


def in_trousers(body: Identity) -> Identity:
    """The body in shirt and shorts where chance had chosen a dress."""
    if not any(cloth.kind in ("dress", "skirt", "chima") for cloth in body.clothes):
        return body
    colour = body.clothes[0].colour
    return replace(body, clothes=(Cloth(kind="shirt", colour=colour), Cloth(kind="shorts", colour="#26356f")))


def _outfit(body: Identity, asked: Sequence[Cloth]) -> tuple[Cloth, ...]:
    """Asked for, from the inside out, with the other half of an outfit for people."""
    if body.species not in _PEOPLE or any(cloth.kind in _WHOLE for cloth in asked):
        return tuple(asked)
    legs = (
        [cloth for cloth in asked if cloth.kind in _LEGS]
        or [c for c in body.clothes if c.kind in _LEGS]
        or [Cloth(kind="trousers", colour="#26356f")]
    )
    tops = (
        [cloth for cloth in asked if cloth.kind in _TOPS]
        or [c for c in body.clothes if c.kind in _TOPS]
        or [Cloth(kind="shirt", colour="#ffffff")]
    )
    first, second = (tops, legs) if tops[0].kind == "shirt" else (legs, tops)
    return (*first, *second)


def _cloth(rng: np.random.Generator, phrase: str) -> Cloth:
    colour, pattern, kind, _ = split_phrase(phrase)
    chosen = COLOURS[colour] if colour else choose(rng, palette.CLOTH)
    second = "#ffffff" if chosen != "#ffffff" else "#2f6fd0"
    return Cloth(kind=kind, colour=chosen, pattern=Pattern(pattern or "plain"), second=second)

"""The things of a scene: those that lie about, and those that are held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mudong.enhancer.fact import Fact
from mudong.enhancer.tell.naming import COLOURS, split_phrase
from mudong.world.kinds import Effect, Material, Pattern, PropKind
from mudong.world.scene import Identity, Prop

APART_M = 0.9
_ROLLING_MS = 2.0
"""Speed of a ball that somebody chases, metres a second."""
_SIZES = {PropKind.BALL: 0.24, PropKind.BAG: 0.32, PropKind.UMBRELLA: 0.8, PropKind.BALLOON: 0.34, PropKind.LAMP: 0.4}
X_OF = {"left": -APART_M, "right": APART_M, "middle": 0.0}


def props_of(
    facts: Sequence[Fact], bodies: Sequence[tuple[str, Identity]], roles: Mapping[str, str]
) -> tuple[list[Prop], list[Prop]]:
    """Free ones first, so that what is chased has a low index; then those that are held."""
    free: list[Prop] = []
    held: list[Prop] = []
    for fact in facts:
        colour, pattern, kind, count = split_phrase(roles.get(fact.value, fact.value))
        if fact.facet not in ("thing", "holds", "add") or kind not in tuple(PropKind) or not fact.stated:
            continue
        size = _SIZES.get(PropKind(kind), 0.34)
        prop = Prop(
            kind=PropKind(kind),
            colour=COLOURS.get(colour, "#e0483e"),
            pattern=Pattern(pattern or "plain"),
            size=size,
            y=size / 2,
            effects=tuple(Effect(f.value) for f in facts if f.subject == kind and f.facet == "effect"),
            material=Material(value_of(facts, kind, "material") or "plain"),
        )
        if fact.facet == "holds":
            holders = [i for i, (subject, _) in enumerate(bodies) if subject == fact.subject]
            held += [replace(prop, held_by=holder) for holder in holders]
        else:
            if prop.kind is PropKind.BALL and any(f.facet == "does" and f.value == "chase" for f in facts):
                free.append(_rolling(prop, way_of(facts)))
                continue
            x = X_OF.get(value_of(facts, kind, "at") or "", 0.55)
            free += [replace(prop, x=round(x + 0.4 * copy, 3)) for copy in range(count)]
    drummers = [i for i, (subject, _) in enumerate(bodies) if value_of(facts, subject, "does") == "drum"]
    held += [Prop(kind=PropKind.DRUM, size=0.36, held_by=drummer) for drummer in drummers]
    return free, held


def value_of(facts: Sequence[Fact], subject: str, facet: str) -> str | None:
    """The value of a facet of a subject, or of everybody."""
    return next((fact.value for fact in facts if fact.facet == facet and fact.subject in (subject, "all")), None)


def way_of(facts: Sequence[Fact]) -> int:
    """Which way somebody chases: -1 to the left, 1 to the right."""
    return -1 if any(fact.facet == "goes" and fact.value == "left" for fact in facts) else 1


def _rolling(ball: Prop, way: int) -> Prop:
    """A ball that rolls ahead of whoever chases it, without slipping."""
    radius = ball.size / 2
    return replace(ball, x=-0.05 * way, y=radius, vx=_ROLLING_MS * way, spin=round(-_ROLLING_MS / radius * way, 2))

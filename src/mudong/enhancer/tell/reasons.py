"""Why each stated thing was decided so, and what stays as it is although nobody said so."""

from __future__ import annotations

from collections.abc import Iterator

from mudong.enhancer.brief import Reason
from mudong.enhancer.fact import Fact
from mudong.enhancer.hear.special import special_tokens
from mudong.enhancer.hear.units import normalised
from mudong.enhancer.know.rules import name, sentence, why_place
from mudong.enhancer.read.understand import Understanding
from mudong.enhancer.tell.naming import decision, kind_name

_MOVING = frozenset({"does", "then", "pace", "goes", "holds"})
_EDITS = ("edit", "camera_angle")
_SETTING = frozenset({"place", "backdrop", "weather", "season", "light", "time", "mood", "style"})


def reasons(meant: Understanding) -> Iterator[Reason]:
    """One per binding and per stated fact."""
    language = meant.language
    alone = len(meant.roles) == 1
    for handle, role in meant.roles.items():
        text = name("role", role, language) or kind_name(role, language)
        why = sentence("why", "binding_only" if alone and role == "who" else "binding", language)
        yield Reason(
            decision=sentence("decision", "binding", language, handle="@" + handle, value=text),
            why=why,
            atom=f"{handle}:{role}",
        )
    for fact in meant.facts:
        if fact.facet not in ("cannot", "keep"):
            yield Reason(decision=decision(fact, language), why=_why(fact, language), atom=fact.atom)


def kept(meant: Understanding) -> list[Fact]:
    """What stays: as the user says, and what an edit must not touch anyway."""
    stated = [fact for fact in meant.facts if fact.facet == "keep"]
    if meant.intent not in _EDITS:
        return stated
    facets = {fact.facet for fact in meant.facts}
    values = {fact.value for fact in stated}
    if "all" in values:
        return stated
    wished = []
    if not any(fact.facet in ("replace", "remove") for fact in meant.facts):
        wished.append("identity")
    if not facets & _MOVING:
        wished.append("motion")
    if not facets & _SETTING:
        wished.append("background")
    if not facets & {"camera", "angle", "framing"}:
        wished.append("camera")
    return stated + [Fact(facet="keep", value=value, stated=False) for value in wished if value not in values]


def _why(fact: Fact, language: str) -> str:
    if fact.facet == "place" and any(sign in fact.said for sign in ".°"):
        tokens = special_tokens(fact.said, normalised(fact.said), ())
        point = next((token for token in tokens if token.area == "gps"), None)
        if point is not None:
            latitude, longitude = map(float, point.kind.split(","))
            return why_place(fact.said, latitude, longitude).get(language, "")
    return sentence("why", "said", language, said=fact.said) if fact.said else sentence("why", "kept_all", language)

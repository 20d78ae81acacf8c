"""What follows from what is asked: moods, consequences in the world, hours that pass. Each with its reason, as data."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from mudong.enhancer.fact import Fact
from mudong.enhancer.know.places import place_at

_HOUR_OF = {"morning": 7, "noon": 12, "golden_hour": 18, "night": 22}
_LANGUAGES = ("en", "ko", "zh")
_UNTIL = ((5, "night"), (10, "morning"), (17, "noon"), (20, "golden_hour"), (25, "night"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """A fact that was not stated, and why it holds, by language."""

    fact: Fact
    why: dict[str, str] = field(hash=False)


def infer(facts: Sequence[Fact], *, editing: bool = False) -> list[Inferred]:
    """Everything that follows; what the user says of the same facet comes first and is never overruled.

    editing: movement stays as it is, so a mood cannot change the tempo.
    """
    stated = {fact.facet for fact in facts}
    found: list[Inferred] = []
    for mood in (fact for fact in facts if fact.facet == "mood"):
        for rule in _table("moods.toml").get(mood.value, ()):
            subject = "all" if rule["facet"] == "feels" else ""
            fact = Fact(facet=rule["facet"], value=rule["value"], subject=subject, stated=False)
            if not (editing and fact.facet == "tempo") and fact.facet not in stated | {
                each.fact.facet for each in found
            }:
                found.append(Inferred(fact=fact, why=_texts(rule)))
    found += _hours(facts)
    atoms = _plain_atoms([*facts, *(each.fact for each in found)])
    for rule in _table("consequences.toml")["rule"]:
        fact = Fact(facet=rule["facet"], value=rule["value"], stated=False)
        if rule["when"] in atoms and not atoms & {*rule.get("unless", ()), fact.atom}:
            found.append(Inferred(fact=fact, why=_texts(rule)))
    return found


def why_place(said: str, latitude: float, longitude: float) -> dict[str, str]:
    """Why coordinates mean a place."""
    landmark = place_at(latitude, longitude)
    return (
        {}
        if landmark is None
        else {each: sentence("why", "gps", each, name=getattr(landmark, each)) for each in _LANGUAGES}
    )


def sentence(area: str, kind: str, language: str, **params: object) -> str:
    """A sentence of the reasoning. Raises `KeyError` for an unknown one."""
    return _table("reasons.toml")[area][kind][_LANGUAGES.index(language)].format(**params)


def name(area: str, kind: str, language: str) -> str | None:
    """What this package calls a kind of its own, or None."""
    names = _table("words.toml").get(area, {}).get(kind)
    return None if names is None else names[_LANGUAGES.index(language)]


def kinds_of_mood() -> tuple[str, ...]:
    """Every mood that has rules."""
    return tuple(_table("moods.toml"))


def light_at(hour: float) -> str:
    """The light of an hour of the day."""
    return next(light for until, light in _UNTIL if hour % 24 < until)


def _hours(facts: Sequence[Fact]) -> list[Inferred]:
    offset = next((fact for fact in facts if fact.facet == "time"), None)
    if offset is None:
        return []
    hours = float(offset.value.removesuffix("h"))
    light = next((fact.value for fact in facts if fact.facet == "light"), None)
    start = _HOUR_OF.get(light or "", 12)
    end = (start + hours) % 24
    kind = "hours" if light else "hours_assumed"
    why = {each: sentence("why", kind, each, hours=f"{hours:g}", start=start, end=f"{end:g}") for each in _LANGUAGES}
    return [Inferred(fact=Fact(facet="light", value=light_at(end), stated=False), why=why)]


def _plain_atoms(facts: Sequence[Fact]) -> set[str]:
    """Atoms without their subject and look: `holds:red umbrella` is `holds:umbrella`."""
    return {f"{fact.facet}:{fact.value.rsplit(' ', 1)[-1]}" for fact in facts}


def _texts(rule: dict[str, Any]) -> dict[str, str]:
    return {each: rule[each] for each in _LANGUAGES}


@functools.cache
def _table(file: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("mudong.enhancer.know").joinpath(file).read_text(encoding="utf-8"))

"""`understand`: a request becomes what is meant by it. The whole of reading in one function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mudong.enhancer.fact import Fact
from mudong.enhancer.hear.hear import hear
from mudong.enhancer.hear.units import language_of
from mudong.enhancer.read.compounds import compounds
from mudong.enhancer.read.draft import Draft
from mudong.enhancer.read.intent import Intent, editing, intent_of
from mudong.enhancer.read.marks import Marks
from mudong.enhancer.read.reader import read_cast
from mudong.enhancer.read.roles import Roles
from mudong.enhancer.read.setting import read_setting
from mudong.enhancer.read.shots import shots_of
from mudong.spec.conditions import IMAGE_CONDITIONS, VIDEO_CONDITIONS, Element, FeatureVideo, ReferenceImage
from mudong.spec.request import Request

_SHARED = frozenset({"who", "thing", "place", "light", "weather", "season", "style", "mood", "cannot"})
_ONCE = ("duration", "aspect", "loop", "season", "time", "backdrop")


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What a request means. roles: what each reference picture, element and feature video stands for."""

    language: str
    intent: Intent
    facts: tuple[Fact, ...]
    roles: Mapping[str, str]
    shots: int


def understand(request: Request) -> Understanding:
    """Read the prompt with the request's conditions in mind. Never fails: what is not understood is left out."""
    names = [element.name for element in request.of_type(Element)]
    prompt, tokens = hear(request.prompt, names)
    language = language_of(prompt)
    pictures, videos = _handles(request)
    tokens = compounds(tokens)
    roles = Roles(tokens, language, pictures, videos, prompt.lower())
    marks = Marks(tokens, language)
    shots, count = shots_of(tokens)
    known = editing(request, tokens)
    leads = [handle for handle in pictures if roles.of.get(handle) in (None, "who")]
    draft = Draft(tokens, language, marks, roles, shots, editing=known, known=leads)
    facts = read_cast(draft) + read_setting(tokens, marks, roles, shots, editing=known, language=language)
    if count > 1:
        facts = [Fact(facet="shots", value=str(count)), *facts]
    facts = _settled(facts)
    intent = intent_of(request, tokens, facts, list(roles.of.values()))
    return Understanding(language=language, intent=intent, facts=tuple(facts), roles=roles.as_mapping(), shots=count)


def _handles(request: Request) -> tuple[list[str], list[str]]:
    """Handles of the conditions whose part in the clip only the words tell."""
    images = [c for c in request.conditions if isinstance(c, IMAGE_CONDITIONS)]
    videos = [c for c in request.conditions if isinstance(c, VIDEO_CONDITIONS)]
    pictures = [f"image_{n}" for n, c in enumerate(images, 1) if isinstance(c, ReferenceImage)]
    pictures += [element.name for element in request.of_type(Element)]
    return pictures, [f"video_{n}" for n, c in enumerate(videos, 1) if isinstance(c, FeatureVideo)]


def _with_ball(facts: list[Fact]) -> list[Fact]:
    """Who kicks or chases has a ball to kick or to chase."""
    there = any(f.facet in ("thing", "holds") or (f.facet == "who" and "*" in f.value) for f in facts)
    kick = next(f for f in facts if f.facet == "does" and f.value in ("kick", "chase"))
    return facts if there else [*facts, Fact(facet="thing", value="ball", said=kick.said)]


def _settled(facts: list[Fact]) -> list[Fact]:
    """Without what follows from better facts: running of who chases, things that are held, what is taken out again."""
    chasing = {(f.subject, f.shot) for f in facts if f.facet == "does" and f.value == "chase"}
    if any((f.facet == "does" and f.value == "kick") or (f.facet == "does" and f.value == "chase") for f in facts):
        facts = _with_ball(facts)
    removed = {f.value for f in facts if f.facet in ("remove", "no")}
    kept: list[Fact] = []
    for fact in facts:
        if fact.facet == "does" and fact.value in ("run", "walk") and (fact.subject, fact.shot) in chasing:
            continue
        if fact.subject in removed and fact.subject:
            continue
        shared = replace(fact, shot=0) if fact.facet in _SHARED else fact
        if shared.facet == "backdrop":
            kept = [each for each in kept if each.facet != "backdrop"]
        if shared.facet in _ONCE and any(each.facet == shared.facet for each in kept):
            continue
        if shared.atom not in {each.atom for each in kept}:
            kept.append(shared)
    return kept

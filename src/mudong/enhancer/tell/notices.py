"""What was asked for and cannot be done by the native model, said in the user's language."""

from __future__ import annotations

from collections.abc import Iterator

from mudong.enhancer.know.rules import sentence
from mudong.enhancer.read.understand import Understanding
from mudong.enhancer.tell.naming import kind_name
from mudong.language.lexicon import word
from mudong.spec.conditions import Element, FeatureVideo, ReferenceImage, SourceVideo
from mudong.spec.request import Request
from mudong.world.kinds import ActionKind, Place, PropKind, Species, Style

_KNOWN = {"who": Species, "thing": PropKind, "place": Place, "action": ActionKind, "style": Style}
_AREAS = {"place": "place", "action": "action", "style": "style"}


def notices(request: Request, meant: Understanding) -> Iterator[tuple[str, str]]:
    """Code and text of each."""
    language = meant.language
    for fact in meant.facts:
        if fact.facet == "cannot":
            known = ", ".join(_called(fact.value, kind, language) for kind in _KNOWN.get(fact.value, ()))
            yield f"cannot_{fact.value}", sentence("notice", fact.value, language, said=fact.said, known=known)
    yield from _lacking(request, meant)
    facets = {(fact.facet, fact.value) for fact in meant.facts}
    if meant.intent == "edit" and any(fact.facet == "hair" for fact in meant.facts):
        yield "hair_edit", sentence("notice", "hair_edit", language)
    if ("backdrop", "transparent") in facets:
        yield "transparent", sentence("notice", "transparent", language)
    if any(fact.subject == "water" for fact in meant.facts):
        yield "water", sentence("notice", "water", language)
    if ("remove", "crowd") in facets:
        yield "crowd", sentence("notice", "crowd", language)


def _lacking(request: Request, meant: Understanding) -> Iterator[tuple[str, str]]:
    videos = request.of_type(SourceVideo) or request.of_type(FeatureVideo)
    if meant.intent in ("edit", "camera_angle") and not videos:
        yield "no_video", sentence("notice", "no_video", meant.language)
    if meant.intent in ("next_shot", "previous_shot") and not videos:
        yield "no_story", sentence("notice", "no_story", meant.language)
    if not meant.facts and not meant.roles and request.prompt.strip():
        yield "nothing", sentence("notice", "nothing", meant.language)
    handles = [f"image_{n}" for n, _ in enumerate(request.of_type(ReferenceImage), 1)] + [
        e.name for e in request.of_type(Element)
    ]
    if all(isinstance(c, (ReferenceImage, Element)) for c in request.conditions):
        for handle in handles:
            if handle not in meant.roles:
                yield "unbound", sentence("notice", "unbound", meant.language, handle="@" + handle)


def _called(area: str, kind: str, language: str) -> str:
    if area == "place":
        said = word("place", kind, language)  # type: ignore[arg-type]
        return (
            said.removeprefix("in ").removeprefix("on ").removesuffix("에서")
            if language != "zh"
            else said.removeprefix("在")
        )
    if area == "action" and language == "ko":
        return word("action", kind, "ko") + "기"
    return word(_AREAS[area], kind, language) if area in _AREAS else kind_name(kind, language)  # type: ignore[arg-type]

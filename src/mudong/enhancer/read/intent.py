"""What kind of task it is: by the conditions of the request first, by the words where these leave it open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from mudong.enhancer.fact import Fact
from mudong.enhancer.hear.token import Token
from mudong.spec.conditions import (
    Character,
    Element,
    FeatureVideo,
    FirstFrame,
    LastFrame,
    Motion,
    ReferenceImage,
    SourceVideo,
)
from mudong.spec.request import Request

Intent = Literal[
    "text_to_video",
    "image_to_video",
    "reference_to_video",
    "edit",
    "next_shot",
    "previous_shot",
    "camera_angle",
    "camera_transfer",
    "motion_transfer",
    "storyboard",
    "sketch",
]
_CHANGES = frozenset(
    {
        "place",
        "light",
        "weather",
        "season",
        "style",
        "mood",
        "backdrop",
        "time",
        "replace",
        "remove",
        "add",
        "colour",
        "wears",
        "holds",
        "feels",
        "material",
        "effect",
        "hair",
    }
)
_ASKING = frozenset({"remove", "replace", "change", "keep", "give", "hand"})


def editing(request: Request, tokens: Sequence[Token]) -> bool:
    """Whether the cast is known already, so that naming it asks for nobody new."""
    kinds = (SourceVideo, FeatureVideo, FirstFrame, LastFrame, Character, Motion)
    if (
        any(request.of_type(kind) for kind in kinds)
        and not request.of_type(ReferenceImage)
        and not request.of_type(Element)
    ):
        return True
    return not request.conditions and asks_to_edit(tokens)


def asks_to_edit(tokens: Sequence[Token]) -> bool:
    """Whether words without any video speak of one: "make this scene scarier"."""
    areas = {token.area for token in tokens}
    actions = areas & {"action", "shot", "framing"}
    asked = any(token.area == "op" and token.kind in _ASKING for token in tokens)
    pictured = any(
        token.area == "target" and token.kind in ("background", "scene", "weather", "style", "light")
        for token in tokens
    )
    whos = areas & {"species", "breed", "unknown_who"}
    lead = any(token.area == "lead" and token.kind == "lead" for token in tokens)
    if asked and not actions and (pictured or lead or whos or areas & {"cloth", "prop", "crowd", "weather"}):
        return True
    return not whos and not actions and bool(areas & {"mood", "offset"}) and not areas & {"place"}


def intent_of(request: Request, tokens: Sequence[Token], facts: Sequence[Fact], roles: Sequence[str]) -> Intent:
    """The task. roles: of the request's pictures and videos."""
    uses = {token.kind for token in tokens if token.area == "use"}
    if request.of_type(Motion):
        return "motion_transfer"
    videos = request.of_type(SourceVideo) or request.of_type(FeatureVideo)
    if videos or not request.conditions:
        for shot in ("next_shot", "previous_shot"):
            if shot in uses:
                return "next_shot" if shot == "next_shot" else "previous_shot"
    for drawing in ("storyboard", "sketch"):
        if drawing in roles:
            return "storyboard" if drawing == "storyboard" else "sketch"
    if request.of_type(SourceVideo):
        facets = {fact.facet for fact in facts}
        if "angle" in facets and not facets & _CHANGES:
            return "camera_angle"
        return "edit"
    if request.of_type(FeatureVideo):
        return (
            "camera_transfer" if "camera" in roles else "motion_transfer" if "motion" in roles else "reference_to_video"
        )
    if request.of_type(FirstFrame) or request.of_type(LastFrame):
        return "image_to_video"
    if request.conditions:
        return (
            "image_to_video"
            if uses & {"begin_with", "end_with"} and not request.of_type(Element)
            else "reference_to_video"
        )
    return "edit" if asks_to_edit(tokens) else "text_to_video"

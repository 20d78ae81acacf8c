"""Bodies of our own routes: the parts of `spec.Request` as JSON, files named by id, URL or Base64. Nothing unknown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mudong.serve.api.draft import Draft, Wishes
from mudong.serve.api.models import find_model
from mudong.serve.api.rules import ANY_JOINTS, ANY_MOTION, ANY_PICTURE, ANY_SOUND, ANY_VIDEO
from mudong.serve.errors import BadParameter
from mudong.spec import conditions as spec
from mudong.spec.request import Output, Request

File = Annotated[str, Field(min_length=1)]
Seconds = Annotated[float, Field(ge=0, le=3600)]
Kind = Literal["character", "motion", "first_frame", "last_frame", "reference_image", "source_video", "feature_video"]
_PRODUCTS = {
    spec.Motion: "motion_control", spec.SourceVideo: "omni_video", spec.FeatureVideo: "omni_video",
    spec.Element: "omni_video", spec.ReferenceImage: "omni_video", spec.FirstFrame: "image2video",
    spec.LastFrame: "image2video",
}  # fmt: skip
"""Under which name a job is listed, by the first of these conditions that it has; without any it is text2video."""


class Strict(BaseModel):
    """Unknown fields are mistakes."""

    model_config = ConfigDict(extra="forbid")


class ConditionBody(Strict):
    """One condition. file: an asset's id, a URL, or Base64 for pictures."""

    type: Kind
    file: File
    joints: File | None = None
    sound: File | None = None
    start_s: Seconds | None = None
    end_s: Seconds | None = None


class ElementBody(Strict):
    """A subject of one to four pictures that the prompt names `@name`."""

    name: Annotated[str, Field(min_length=1, max_length=40)]
    files: Annotated[tuple[File, ...], Field(min_length=1, max_length=4)]


class OutputBody(Strict):
    """As `spec.Output`; background is `keep`, `transparent`, `#rrggbb`, or a picture's file."""

    resolution: Annotated[str, Field(max_length=20)] = "1080p"
    aspect: Annotated[str, Field(max_length=20)] | None = None
    fps: Annotated[float, Field(ge=1, le=120)] = 30.0
    duration_s: Annotated[float, Field(gt=0, le=120)] | None = None
    loop: bool = False
    orientation: Literal["image", "video"] = "image"
    background: File = "keep"
    audio: bool = True
    draft: bool = False
    quality: Annotated[int, Field(ge=0, le=51)] = 20


class OrderBody(Strict):
    """What is to be made."""

    model: Annotated[str, Field(max_length=100)] = "mudong-auto"
    prompt: Annotated[str, Field(max_length=2500)] = ""
    negative_prompt: Annotated[str, Field(max_length=2500)] = ""
    conditions: Annotated[tuple[ConditionBody, ...], Field(max_length=16)] = ()
    elements: Annotated[tuple[ElementBody, ...], Field(max_length=7)] = ()
    output: OutputBody = OutputBody()
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 0
    anyway: bool = False


class JobBody(OrderBody):
    """What is to be made, and what surrounds it. consent: whoever is in the pictures has agreed to this use."""

    consent: bool = False
    external_id: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    callback_url: Annotated[str, Field(min_length=1, max_length=4096)] | None = None


def read_order(body: OrderBody) -> Draft:
    """The draft. Raises `NotFound`, `BadParameter`."""
    wishes = Wishes()
    conditions = tuple(_condition(each, f"conditions.{i}", wishes) for i, each in enumerate(body.conditions))
    elements = tuple(
        spec.Element(
            name=each.name,
            paths=tuple(wishes.add(f"elements.{i}.files.{k}", file, ANY_PICTURE) for k, file in enumerate(each.files)),
        )
        for i, each in enumerate(body.elements)
    )
    named: tuple[spec.Condition, ...] = (*conditions, *elements)
    product = next((name for kind, name in _PRODUCTS.items() if any(isinstance(c, kind) for c in named)), "text2video")
    model = find_model(product, body.model)
    if not model.is_ours:
        raise BadParameter("api.model_ours", field="model", given=body.model)
    output = replace(Output(**body.output.model_dump()), background=_background(body.output.background, wishes))
    request = Request(
        prompt=body.prompt, negative_prompt=body.negative_prompt, conditions=named, output=output, seed=body.seed,
        engine=model.engine, anyway=body.anyway,
    )  # fmt: skip
    return Draft(product=product, model=model, request=request, wishes=wishes.all())


def _condition(body: ConditionBody, field: str, wishes: Wishes) -> spec.Condition:
    def extra(name: str, given: str | None, kind: str) -> Path | None:
        if given is None:
            return None
        if body.type != kind:
            raise BadParameter("api.field", field=f"{field}.{name}", detail=f"only with type {kind}")
        return wishes.add(f"{field}.{name}", given, {"joints": ANY_JOINTS, "sound": ANY_SOUND}[name])

    rules = {"motion": ANY_MOTION, "source_video": ANY_VIDEO, "feature_video": ANY_VIDEO}.get(body.type, ANY_PICTURE)
    path = wishes.add(f"{field}.file", body.file, rules)
    joints, sound = extra("joints", body.joints, "character"), extra("sound", body.sound, "motion")
    if body.type == "character":
        return spec.Character(path=path, joints=joints)
    if body.type == "motion":
        return spec.Motion(path=path, start_s=body.start_s, end_s=body.end_s, sound=sound)
    if body.start_s is not None or body.end_s is not None:
        raise BadParameter("api.field", field=f"{field}.start_s", detail="only with type motion")
    return spec.CONDITION_TYPES[body.type](path=path)


def _background(given: str, wishes: Wishes) -> str:
    if given in ("keep", "transparent") or given.startswith("#"):
        return given
    return str(wishes.add("output.background", given, ANY_PICTURE))

"""`POST /v1/videos/motion-control`: a picture dances like the person in a video."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mudong.serve.api.body import Prompt, TaskBody
from mudong.serve.api.draft import Draft, Wishes
from mudong.serve.api.kling_v1.product import Library, Product
from mudong.serve.api.kling_v1.video_bodies import ElementRef
from mudong.serve.api.models import find_model
from mudong.serve.api.rules import PICTURE, MediaRules
from mudong.serve.errors import BadParameter
from mudong.spec.conditions import Character, Condition, Motion
from mudong.spec.request import Output, Request

RESOLUTIONS = {"std": "720p", "pro": "1080p"}
_LONGEST_S = {"image": 10.0, "video": 30.0}
DANCE = MediaRules(
    kinds=frozenset({"mp4"}), max_bytes=100_000_000, min_side=340, max_side=3850, min_s=3.0, max_s=30.0
)  # fmt: skip
"""The video that is danced after; MOV files count as MP4, whose boxes they share."""


class MotionControlBody(TaskBody):
    """Fields as the reference lists them."""

    prompt: Prompt = ""
    image_url: Annotated[str, Field(min_length=1)]
    video_url: Annotated[str, Field(min_length=1, max_length=4096)]
    element_list: Annotated[tuple[ElementRef, ...], Field(max_length=1)] = ()
    keep_original_sound: Literal["yes", "no"] = "yes"
    character_orientation: Literal["image", "video"]
    mode: Literal["std", "pro"]


def read_motion_control(body: MotionControlBody, library: Library) -> Draft:
    """Raises `NotFound`, `BadParameter`."""
    model = find_model("motion_control", body.model_name)
    elements = [library.element(str(each.element_id), "element_list") for each in body.element_list]
    if elements and body.character_orientation != "video":
        raise BadParameter("api.element_orientation", field="character_orientation")
    wishes = Wishes()
    longest_s = _LONGEST_S[body.character_orientation]
    conditions: tuple[Condition, ...] = (
        Character(path=wishes.add("image_url", body.image_url, PICTURE)),
        Motion(path=wishes.add("video_url", body.video_url, DANCE.but(max_s=longest_s))),
        *elements,
    )
    output = Output(
        resolution=RESOLUTIONS[body.mode], orientation=body.character_orientation,
        audio=body.keep_original_sound == "yes",
    )  # fmt: skip
    request = Request(prompt=body.prompt, conditions=conditions, output=output, engine=model.engine)
    return Draft(product="motion_control", model=model, request=request, wishes=wishes.all())


MOTION_CONTROL = Product(
    path="/v1/videos/motion-control", name="motion_control", body=MotionControlBody, read=read_motion_control
)

"""`POST /v1/images/generations`: still pictures; for an engine, a video of one frame."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mudong.serve.api.body import Prompt, TaskBody
from mudong.serve.api.draft import Draft, Wishes
from mudong.serve.api.kling_v1.product import Library, Product
from mudong.serve.api.models import find_model
from mudong.serve.api.rules import PICTURE
from mudong.serve.errors import BadParameter
from mudong.spec.conditions import Condition, ReferenceImage
from mudong.spec.request import Output, Request

_RESOLUTIONS = {"1k": "720p", "2k": "1080p"}
_FPS = 24.0


class ImagesBody(TaskBody):
    """Fields as the API lists them."""

    prompt: Annotated[str, Field(min_length=1, max_length=2500)]
    negative_prompt: Prompt = ""
    image: Annotated[str, Field(min_length=1)] | None = None
    image_reference: Literal["subject", "face"] | None = None
    image_fidelity: Annotated[float, Field(ge=0, le=1)] = 0.5
    human_fidelity: Annotated[float, Field(ge=0, le=1)] = 0.45
    resolution: Literal["1k", "2k"] = "1k"
    n: Annotated[int, Field(ge=1, le=9)] = 1
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"] = "16:9"


def read_images(body: ImagesBody, library: Library) -> Draft:
    """Raises `NotFound`, `BadParameter`."""
    model = find_model("images", body.model_name)
    if body.image is not None and body.negative_prompt:
        raise BadParameter("api.exclusive", field="negative_prompt", others="image")
    wishes = Wishes()
    conditions: tuple[Condition, ...] = ()
    if body.image is not None:
        conditions = (ReferenceImage(path=wishes.add("image", body.image, PICTURE)),)
    if body.n > 1:
        raise BadParameter("api.one_picture", field="n", given=body.n)
    output = Output(
        resolution=_RESOLUTIONS[body.resolution], aspect=body.aspect_ratio, duration_s=1 / _FPS, fps=_FPS, audio=False
    )
    request = Request(
        prompt=body.prompt, negative_prompt=body.negative_prompt, conditions=conditions, output=output,
        engine=model.engine,
    )  # fmt: skip
    return Draft(product="images", model=model, request=request, wishes=wishes.all(), pictures=body.n)


IMAGES = Product(path="/v1/images/generations", name="images", body=ImagesBody, read=read_images)

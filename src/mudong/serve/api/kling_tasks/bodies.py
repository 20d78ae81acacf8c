"""Bodies of the new standard, read into those of `/v1`: the same rules hold for both, and stand once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from mudong.serve.api.body import Name, TaskBody, Tolerant, WatermarkInfo
from mudong.serve.api.failures import bad_parameter
from mudong.serve.errors import BadParameter

ContentType = Literal[
    "prompt", "first_frame", "last_frame", "refer_image", "feature_video", "base_video", "element", "image", "video"
]
_SHOT = re.compile(r"\s*shot\s+(\d)\s*,\s*(\d{1,2})\s*,\s*([^;]+);?", re.IGNORECASE)
_MODES = {"720p": "std", "1080p": "pro"}


class Content(Tolerant):
    """One thing that goes in: words, a picture, a video or an element."""

    type: ContentType
    text: Annotated[str, Field(max_length=3072)] | None = None
    url: Annotated[str, Field(min_length=1)] | None = None
    id: Annotated[str, Field(max_length=100)] | None = None
    element_id: Annotated[int, Field(ge=0)] | Annotated[str, Field(max_length=64)] | None = None


class NewSettings(Tolerant):
    """How it comes out."""

    multi_shot: bool | None = None
    audio: Literal["native", "original", "off"] | None = None
    resolution: Literal["720p", "1080p"] | None = None
    aspect_ratio: Literal["16:9", "9:16", "1:1"] | None = None
    duration: Annotated[int, Field(ge=1, le=120)] | None = None
    character_orientation: Literal["image", "video"] | None = None


class Options(Tolerant):
    """What surrounds it."""

    callback_url: Annotated[str, Field(max_length=4096)] | None = None
    external_task_id: Name | None = None
    watermark_info: WatermarkInfo = WatermarkInfo()


class NewBody(Tolerant):
    """`contents` (or a bare `prompt`), `settings`, `options`."""

    contents: Annotated[tuple[Content, ...], Field(max_length=20)] = ()
    prompt: Annotated[str, Field(max_length=3072)] | None = None
    settings: NewSettings = NewSettings()
    options: Options = Options()

    def words(self) -> str:
        """The prompt, wherever it stands."""
        return self.prompt or next((each.text or "" for each in self.contents if each.type == "prompt"), "")

    def urls(self, kind: ContentType) -> list[str]:
        """The files of one type, in order. Raises `BadParameter` for one without."""
        found = [each.url for each in self.contents if each.type == kind]
        if None in found:
            raise BadParameter("api.missing", field=f"contents ({kind}).url")
        return [url for url in found if url is not None]

    def one(self, kind: ContentType) -> str | None:
        """The only file of a type, None without. Raises `BadParameter` for several."""
        urls = self.urls(kind)
        if len(urls) > 1:
            raise BadParameter("api.too_many", field=f"contents ({kind})", given=len(urls), most=1)
        return urls[0] if urls else None

    def elements(self) -> list[dict[str, object]]:
        """As `/v1` lists them."""
        return [{"element_id": each.element_id or each.id} for each in self.contents if each.type == "element"]


def to_motion_control(body: NewBody) -> Mapping[str, Any]:
    """The fields of `/v1/videos/motion-control`."""
    return {
        "prompt": body.words(), "image_url": body.one("image"), "video_url": body.one("video"),
        "element_list": body.elements(), "character_orientation": body.settings.character_orientation,
        "keep_original_sound": "no" if body.settings.audio == "off" else "yes", **_shape(body, "720p"),
    }  # fmt: skip


def to_text2video(body: NewBody) -> Mapping[str, Any]:
    """The fields of `/v1/videos/text2video`."""
    return _words(body) | _shape(body, "720p") | _length(body) | {"aspect_ratio": body.settings.aspect_ratio}


def to_image2video(body: NewBody) -> Mapping[str, Any]:
    """The fields of `/v1/videos/image2video`. The new standard has no clip with a last frame alone."""
    first, last = body.one("first_frame"), body.one("last_frame")
    if first is None:
        raise BadParameter("api.missing", field="contents (first_frame)")
    frames = {"image": first, "image_tail": last, "element_list": body.elements()}
    return _words(body) | _shape(body, "720p") | _length(body) | frames


def to_omni(body: NewBody) -> Mapping[str, Any]:
    """The fields of `/v1/videos/omni-video`."""
    images: list[dict[str, object]] = [{"image_url": url} for url in body.urls("refer_image")]
    for url, name in ((body.one("first_frame"), "first_frame"), (body.one("last_frame"), "end_frame")):
        if url is not None:
            images.append({"image_url": url, "type": name})
    keeps = "yes" if body.settings.audio == "original" else "no"
    videos = [
        {"video_url": url, "refer_type": kind, "keep_original_sound": keeps}
        for kind, urls in (("base", body.urls("base_video")), ("feature", body.urls("feature_video"))) for url in urls
    ]  # fmt: skip
    lists = {"image_list": images, "video_list": videos, "element_list": body.elements()}
    return _words(body) | _shape(body, "1080p") | _length(body) | lists | {"aspect_ratio": body.settings.aspect_ratio}


READ: Mapping[str, Callable[[NewBody], Mapping[str, Any]]] = {
    "motion_control": to_motion_control, "text2video": to_text2video, "image2video": to_image2video,
    "omni_video": to_omni,
}  # fmt: skip


def as_v1(product: str, body: NewBody, model_name: str, kind: type[TaskBody]) -> TaskBody:
    """The body that `/v1` would have been sent. Raises `BadParameter` in the words of this standard."""
    options = body.options
    fields = dict(READ[product](body)) | {
        "model_name": model_name, "callback_url": options.callback_url, "external_task_id": options.external_task_id,
        "watermark_info": options.watermark_info.model_dump(),
    }  # fmt: skip
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        raise bad_parameter(error.errors()) from None


def _words(body: NewBody) -> dict[str, Any]:
    """`shot 1, 3, words; shot 2, 4, words;` are several shots, anything else is one prompt."""
    text = body.words()
    shots = _SHOT.findall(text)
    if not shots or body.settings.multi_shot is False or _SHOT.sub("", text).strip():
        return {"prompt": text, "sound": _sound(body)}
    listed = [{"index": int(number), "prompt": words.strip(), "duration": length} for number, length, words in shots]
    return {"multi_shot": True, "shot_type": "customize", "multi_prompt": listed, "sound": _sound(body)}


def _sound(body: NewBody) -> str:
    return "on" if body.settings.audio == "native" else "off"


def _shape(body: NewBody, default: str) -> dict[str, Any]:
    return {"mode": _MODES[body.settings.resolution or default]}


def _length(body: NewBody) -> dict[str, Any]:
    return {} if body.settings.duration is None else {"duration": str(body.settings.duration)}

"""Bodies of the endpoints that make a video of words and pictures, with the rules that need no file to check."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mudong.serve.api.body import Prompt, Seconds, TaskBody, Tolerant
from mudong.serve.errors import BadParameter

Mode = Literal["std", "pro"]
Aspect = Literal["16:9", "9:16", "1:1"]
Step = Annotated[float, Field(ge=-10, le=10)]
File = Annotated[str, Field(min_length=1)]


class CameraConfig(Tolerant):
    """How the camera moves; only one of them may differ from 0."""

    horizontal: Step = 0
    vertical: Step = 0
    pan: Step = 0
    tilt: Step = 0
    roll: Step = 0
    zoom: Step = 0


class CameraControl(Tolerant):
    """A movement by name, or `simple` with its configuration."""

    type: Literal["simple", "down_back", "forward_up", "right_turn_forward", "left_turn_forward"]
    config: CameraConfig | None = None


class Shot(Tolerant):
    """One shot of several."""

    index: Annotated[int, Field(ge=1, le=6)]
    prompt: Annotated[str, Field(min_length=1, max_length=512)]
    duration: Seconds


class ShotsBody(TaskBody):
    """What all of these share."""

    prompt: Prompt = ""
    negative_prompt: Prompt = ""
    multi_shot: bool = False
    shot_type: Literal["customize", "intelligence"] | None = None
    multi_prompt: Annotated[tuple[Shot, ...], Field(max_length=6)] = ()
    sound: Literal["on", "off"] = "off"
    cfg_scale: Annotated[float, Field(ge=0, le=1)] = 0.5
    duration: Seconds = "5"


class Text2VideoBody(ShotsBody):
    """`text2video`."""

    mode: Mode = "std"
    camera_control: CameraControl | None = None
    aspect_ratio: Aspect = "16:9"


class Point(Tolerant):
    """In pixels, from the lower left corner."""

    x: float
    y: float


class DynamicMask(Tolerant):
    """A part of the picture and the way that it goes."""

    mask: File
    trajectories: Annotated[tuple[Point, ...], Field(min_length=2, max_length=77)]


class ElementRef(Tolerant):
    """An element by its number."""

    element_id: Annotated[int, Field(ge=0)] | Annotated[str, Field(max_length=64)]


class VoiceRef(Tolerant):
    """A voice by its number."""

    voice_id: Annotated[int, Field(ge=0)] | Annotated[str, Field(max_length=64)]


class Image2VideoBody(ShotsBody):
    """`image2video`."""

    image: File | None = None
    image_tail: File | None = None
    mode: Mode = "std"
    camera_control: CameraControl | None = None
    static_mask: File | None = None
    dynamic_masks: Annotated[tuple[DynamicMask, ...], Field(max_length=6)] = ()
    element_list: Annotated[tuple[ElementRef, ...], Field(max_length=3)] = ()
    voice_list: Annotated[tuple[VoiceRef, ...], Field(max_length=2)] = ()


class ImageRef(Tolerant):
    """A picture."""

    image: File


class MultiImage2VideoBody(TaskBody):
    """`multi-image2video`."""

    image_list: Annotated[tuple[ImageRef, ...], Field(min_length=1, max_length=4)]
    prompt: Annotated[str, Field(min_length=1, max_length=2500)]
    negative_prompt: Prompt = ""
    mode: Mode = "std"
    duration: Seconds = "5"
    aspect_ratio: Aspect = "16:9"


class OmniImage(Tolerant):
    """A reference, or a frame that the clip starts or ends with."""

    image_url: File
    type: Literal["first_frame", "end_frame"] | None = None


class OmniVideo(Tolerant):
    """A video to edit (`base`) or to refer to (`feature`)."""

    video_url: Annotated[str, Field(min_length=1, max_length=4096)]
    refer_type: Literal["base", "feature"] = "base"
    keep_original_sound: Literal["yes", "no"] = "yes"


class OmniBody(ShotsBody):
    """`omni-video`."""

    image_list: Annotated[tuple[OmniImage, ...], Field(max_length=7)] = ()
    element_list: Annotated[tuple[ElementRef, ...], Field(max_length=7)] = ()
    video_list: Annotated[tuple[OmniVideo, ...], Field(max_length=1)] = ()
    mode: Mode = "pro"
    aspect_ratio: Aspect | None = None


class ExtendBody(TaskBody):
    """`video-extend`."""

    video_id: Annotated[str, Field(min_length=1, max_length=80)]
    prompt: Prompt = ""
    negative_prompt: Prompt = ""
    cfg_scale: Annotated[float, Field(ge=0, le=1)] = 0.5


def check_shots(body: ShotsBody) -> None:
    """The rules of several shots. Raises `BadParameter`."""
    if not body.multi_shot:
        return
    if body.shot_type is None:
        raise BadParameter("api.missing", field="shot_type")
    if body.shot_type == "customize":
        if not body.multi_prompt:
            raise BadParameter("api.missing", field="multi_prompt")
        lengths = [float(shot.duration) for shot in body.multi_prompt]
        if min(lengths) < 1 or sum(lengths) != float(body.duration):
            raise BadParameter("api.shots", field="multi_prompt", given=f"{sum(lengths):g}", whole=body.duration)
        if [shot.index for shot in body.multi_prompt] != list(range(1, len(lengths) + 1)):
            raise BadParameter("api.shot_order", field="multi_prompt")


def check_camera(camera: CameraControl | None) -> None:
    """The rules of camera movements. Raises `BadParameter`."""
    if camera is None:
        return
    if camera.type != "simple":
        if camera.config is not None:
            raise BadParameter("api.camera_config", field="camera_control.config", given=camera.type)
        return
    moved = [value for value in (camera.config or CameraConfig()).model_dump().values() if value]
    if len(moved) != 1:
        raise BadParameter("api.camera_one", field="camera_control.config")


def spoken_prompt(body: ShotsBody) -> str:
    """The words of the request; of several shots, each behind the other in the form that engines read."""
    if body.multi_shot and body.shot_type == "customize":
        return " ".join(f"shot {shot.index}, {shot.duration}, {shot.prompt};" for shot in body.multi_prompt)
    if not body.prompt.strip():
        raise BadParameter("api.missing", field="prompt")
    return body.prompt

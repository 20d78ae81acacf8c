"""text2video, image2video, multi-image2video, omni-video, video-extend: from the body to a list of conditions."""

from __future__ import annotations

from mudong.serve.api.draft import Draft, Wishes
from mudong.serve.api.kling_v1.motion_control import RESOLUTIONS
from mudong.serve.api.kling_v1.product import Library, Product
from mudong.serve.api.kling_v1.video_bodies import (
    ExtendBody,
    Image2VideoBody,
    MultiImage2VideoBody,
    OmniBody,
    ShotsBody,
    Text2VideoBody,
    check_camera,
    check_shots,
    spoken_prompt,
)
from mudong.serve.api.models import Model, find_model
from mudong.serve.api.rules import PICTURE, MediaRules
from mudong.serve.errors import BadParameter
from mudong.spec.conditions import (
    Condition,
    FeatureVideo,
    FirstFrame,
    LastFrame,
    ReferenceImage,
    SourceVideo,
)
from mudong.spec.request import Output, Request

_EXTENSION_S = 5.0
_MOST_REFERENCES, _MOST_BESIDE_VIDEO, _MOST_BESIDE_FRAMES = 7, 4, 3
_OMNI_VIDEO = MediaRules(
    kinds=frozenset({"mp4"}), max_bytes=200_000_000, min_side=700, max_side=4553, min_s=3.0, max_s=10.0
)  # fmt: skip


def read_text2video(body: Text2VideoBody, library: Library) -> Draft:
    """Raises `NotFound`, `BadParameter`."""
    model = _model("text2video", body)
    check_camera(body.camera_control)
    _no_camera(body.camera_control)
    return _draft("text2video", model, body, (), Wishes(), aspect=body.aspect_ratio, mode=body.mode)


def read_image2video(body: Image2VideoBody, library: Library) -> Draft:
    """Raises `NotFound`, `BadParameter`."""
    model = _model("image2video", body)
    check_camera(body.camera_control)
    if body.image is None and body.image_tail is None:
        raise BadParameter("api.missing", field="image")
    masks = body.static_mask is not None or bool(body.dynamic_masks)
    if sum((body.image_tail is not None, masks, body.camera_control is not None)) > 1:
        raise BadParameter("api.exclusive", field="image_tail", others="static_mask, dynamic_masks, camera_control")
    if body.element_list and body.voice_list:
        raise BadParameter("api.exclusive", field="element_list", others="voice_list")
    if body.voice_list and body.sound == "off":
        raise BadParameter("api.voice_needs_sound", field="voice_list")
    if masks:
        raise BadParameter("api.not_here", field="dynamic_masks" if body.dynamic_masks else "static_mask")
    if body.voice_list:
        raise BadParameter("api.not_here", field="voice_list")
    _no_camera(body.camera_control)
    wishes = Wishes()
    conditions: list[Condition] = []
    if body.image is not None:
        conditions.append(FirstFrame(path=wishes.add("image", body.image, PICTURE)))
    if body.image_tail is not None:
        conditions.append(LastFrame(path=wishes.add("image_tail", body.image_tail, PICTURE)))
    conditions += [library.element(str(each.element_id), "element_list") for each in body.element_list]
    return _draft("image2video", model, body, tuple(conditions), wishes, mode=body.mode)


def read_multi_image2video(body: MultiImage2VideoBody, library: Library) -> Draft:
    """Raises `NotFound`, `BadParameter`."""
    model = find_model("multi_image2video", body.model_name)
    _check_duration(model, body.duration)
    wishes = Wishes()
    conditions = tuple(
        ReferenceImage(path=wishes.add(f"image_list.{i}.image", each.image, PICTURE))
        for i, each in enumerate(body.image_list)
    )
    output = Output(
        resolution=RESOLUTIONS[body.mode], aspect=body.aspect_ratio, duration_s=float(body.duration), audio=False
    )
    request = Request(
        prompt=body.prompt, negative_prompt=body.negative_prompt, conditions=conditions, output=output,
        engine=model.engine,
    )  # fmt: skip
    return Draft(product="multi_image2video", model=model, request=request, wishes=wishes.all())


def read_omni(body: OmniBody, library: Library) -> Draft:
    """Raises `NotFound`, `BadParameter`."""
    editing = any(each.refer_type == "base" for each in body.video_list)
    model = find_model("omni_video", body.model_name) if editing else _model("omni_video", body)
    check_shots(body)
    _check_omni(body, model, editing)
    wishes = Wishes()
    conditions: list[Condition] = []
    kinds = {None: ReferenceImage, "first_frame": FirstFrame, "end_frame": LastFrame}
    for i, each in enumerate(body.image_list):
        conditions.append(kinds[each.type](path=wishes.add(f"image_list.{i}.image_url", each.image_url, PICTURE)))
    for i, each in enumerate(body.video_list):
        kind = SourceVideo if each.refer_type == "base" else FeatureVideo
        conditions.append(kind(path=wishes.add(f"video_list.{i}.video_url", each.video_url, _OMNI_VIDEO)))
    conditions += [library.element(str(each.element_id), "element_list") for each in body.element_list]
    keeps = bool(body.video_list) and body.video_list[0].keep_original_sound == "yes"
    return _draft(
        "omni_video", model, body, tuple(conditions), wishes, aspect=body.aspect_ratio, mode=body.mode, audio=keeps,
        as_long_as_source=editing,
    )  # fmt: skip


def _check_omni(body: OmniBody, model: Model, editing: bool) -> None:
    """How many of what go together. Raises `BadParameter`."""
    types = [each.type for each in body.image_list]
    frames = [each for each in types if each is not None]
    if len(set(frames)) != len(frames):
        raise BadParameter("api.frame_twice", field="image_list")
    if "end_frame" in frames and "first_frame" not in frames:
        raise BadParameter("api.end_needs_first", field="image_list")
    if frames and (editing or body.multi_shot):
        raise BadParameter("api.exclusive", field="image_list", others="video_list (base), multi_shot")
    if body.video_list and body.sound == "on":
        raise BadParameter("api.exclusive", field="sound", others="video_list")
    if editing and body.multi_shot:
        raise BadParameter("api.exclusive", field="multi_shot", others="video_list (base)")
    most = _MOST_BESIDE_VIDEO if body.video_list else _MOST_REFERENCES
    if len(types) + len(body.element_list) > most:
        raise BadParameter("api.too_many", field="image_list", given=len(types) + len(body.element_list), most=most)
    is_o1 = model.name == "kling-video-o1"
    if is_o1 and "end_frame" in frames and (len(types) > 2 or body.element_list):
        raise BadParameter("api.exclusive", field="element_list", others="image_list (end_frame)")
    if frames and len(body.element_list) > _MOST_BESIDE_FRAMES:
        raise BadParameter("api.too_many", field="element_list", given=len(body.element_list), most=_MOST_BESIDE_FRAMES)
    if body.aspect_ratio is None and "first_frame" not in frames and not editing:
        raise BadParameter("api.missing", field="aspect_ratio")


def read_extend(body: ExtendBody, library: Library) -> Draft:
    """Raises `NotFound`, `BadParameter`."""
    model = find_model("video_extend", body.model_name)
    source = FeatureVideo(path=library.clip(body.video_id, "video_id"))
    request = Request(
        prompt=body.prompt, negative_prompt=body.negative_prompt, conditions=(source,),
        output=Output(resolution="720p", duration_s=_EXTENSION_S, audio=False), engine=model.engine,
    )  # fmt: skip
    return Draft(product="video_extend", model=model, request=request)


def _model(product: str, body: ShotsBody) -> Model:
    model = find_model(product, body.model_name)
    _check_duration(model, body.duration)
    check_shots(body)
    if body.sound == "on":
        raise BadParameter("api.not_here", field="sound")
    if "cfg_scale" in body.model_fields_set and model.name.startswith("kling-v2"):
        raise BadParameter("api.no_cfg", field="cfg_scale", model=model.name)
    return model


def _check_duration(model: Model, text: str) -> None:
    seconds = float(text)
    if not 0 < seconds <= 120:
        raise BadParameter("api.duration", field="duration", given=text, known="3–15", model=model.name)
    model.check_duration(seconds)


def _no_camera(camera: object) -> None:
    """No engine here takes camera paths; to leave them out silently would be a wrong clip."""
    if camera is not None:
        raise BadParameter("api.not_here", field="camera_control")


def _draft(
    product: str,
    model: Model,
    body: ShotsBody,
    conditions: tuple[Condition, ...],
    wishes: Wishes,
    *,
    mode: str,
    aspect: str | None = None,
    audio: bool = False,
    as_long_as_source: bool = False,
) -> Draft:
    output = Output(
        resolution=RESOLUTIONS[mode], aspect=aspect, audio=audio,
        duration_s=None if as_long_as_source else float(body.duration),
    )  # fmt: skip
    request = Request(
        prompt=spoken_prompt(body), negative_prompt=body.negative_prompt, conditions=conditions, output=output,
        engine=model.engine,
    )  # fmt: skip
    return Draft(product=product, model=model, request=request, wishes=wishes.all())


TEXT2VIDEO = Product(path="/v1/videos/text2video", name="text2video", body=Text2VideoBody, read=read_text2video)
IMAGE2VIDEO = Product(path="/v1/videos/image2video", name="image2video", body=Image2VideoBody, read=read_image2video)
MULTI_IMAGE2VIDEO = Product(
    path="/v1/videos/multi-image2video", name="multi_image2video", body=MultiImage2VideoBody,
    read=read_multi_image2video,
)  # fmt: skip
OMNI_VIDEO = Product(path="/v1/videos/omni-video", name="omni_video", body=OmniBody, read=read_omni)
VIDEO_EXTEND = Product(path="/v1/videos/video-extend", name="video_extend", body=ExtendBody, read=read_extend)

"""The other products of `/v1`: every rule of the reference, and what each body becomes where an engine could do it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.serve.api.conftest import Someone

from mudong.serve.api.kling_v1.images import ImagesBody, read_images
from mudong.serve.api.kling_v1.video_bodies import (
    ExtendBody,
    Image2VideoBody,
    MultiImage2VideoBody,
    OmniBody,
    Text2VideoBody,
)
from mudong.serve.api.kling_v1.videos import (
    read_extend,
    read_image2video,
    read_multi_image2video,
    read_omni,
    read_text2video,
)
from mudong.serve.errors import BadParameter, NotFound, ServeError
from mudong.spec.conditions import Element, FeatureVideo, FirstFrame, LastFrame, ReferenceImage, SourceVideo
from mudong.spec.request import Request


class Things:
    """One element and one clip."""

    def element(self, element_id: str, field: str) -> Element:
        if element_id != "7":
            raise NotFound("api.element_unknown", field=field, given=element_id)
        return Element(name="Mina", paths=(Path("asset_1"),))

    def clip(self, video_id: str, field: str) -> Path:
        return Path(video_id)


READERS = {
    "text2video": (Text2VideoBody, read_text2video),
    "image2video": (Image2VideoBody, read_image2video),
    "multi-image2video": (MultiImage2VideoBody, read_multi_image2video),
    "omni-video": (OmniBody, read_omni),
    "video-extend": (ExtendBody, read_extend),
    "images": (ImagesBody, read_images),
}
IMAGE = {"image_url": "https://a/b.png"}
VIDEO = {"video_url": "https://a/b.mp4"}
SHOTS = [{"index": 1, "prompt": "a", "duration": "2"}, {"index": 2, "prompt": "b", "duration": 3}]


def read(product: str, body: dict[str, Any]) -> Any:
    kind, reader = READERS[product]
    return reader(kind.model_validate(body), Things())


@pytest.mark.parametrize(
    ("product", "body", "kinds"),
    [
        ("text2video", {"prompt": "a", "duration": 10}, []),
        (
            "text2video",
            {"model_name": "kling-v3", "multi_shot": True, "shot_type": "customize", "multi_prompt": SHOTS},
            [],
        ),
        ("image2video", {"prompt": "a", "image": "A", "image_tail": "B"}, [FirstFrame, LastFrame]),
        ("image2video", {"prompt": "a", "image_tail": "B", "element_list": [{"element_id": 7}]}, [LastFrame, Element]),
        ("multi-image2video", {"prompt": "a", "image_list": [{"image": "A"}] * 4}, [ReferenceImage] * 4),
        ("omni-video", {"prompt": "a", "aspect_ratio": "1:1", "image_list": [IMAGE] * 7}, [ReferenceImage] * 7),
        (
            "omni-video",
            {"prompt": "a", "video_list": [VIDEO], "image_list": [IMAGE] * 4},
            [ReferenceImage] * 4 + [SourceVideo],
        ),
        (
            "omni-video",
            {"prompt": "a", "aspect_ratio": "9:16", "video_list": [VIDEO | {"refer_type": "feature"}]},
            [FeatureVideo],
        ),
        (
            "omni-video",
            {"prompt": "a", "image_list": [IMAGE | {"type": "first_frame"}, IMAGE | {"type": "end_frame"}]},
            [FirstFrame, LastFrame],
        ),
        ("video-extend", {"video_id": "asset_9"}, [FeatureVideo]),
        ("images", {"prompt": "a"}, []),
        ("images", {"prompt": "a", "image": "A"}, [ReferenceImage]),
    ],
)
def test_a_body_is_a_list_of_conditions(product: str, body: dict[str, Any], kinds: list[type]) -> None:
    draft = read(product, body)
    assert [type(condition) for condition in draft.request.conditions] == kinds
    assert draft.request.validate() is draft.request
    assert len(draft.wishes) == sum(str(path).startswith("wish-") for path in paths(draft.request))


def paths(request: Any) -> list[Path]:
    found: list[Path] = []
    request.with_paths(lambda path: found.append(path) or path)
    return found


@pytest.mark.parametrize(
    ("product", "body", "field"),
    [
        ("text2video", {}, "prompt"),
        ("text2video", {"prompt": "a", "duration": "7"}, "duration"),
        ("text2video", {"prompt": "a", "duration": "15"}, "duration"),
        ("text2video", {"prompt": "a", "sound": "on"}, "sound"),
        ("text2video", {"prompt": "a", "model_name": "kling-v2-6", "cfg_scale": 0.3}, "cfg_scale"),
        ("text2video", {"prompt": "a", "multi_shot": True}, "shot_type"),
        ("text2video", {"prompt": "a", "multi_shot": True, "shot_type": "customize"}, "multi_prompt"),
        (
            "text2video",
            {
                "model_name": "kling-v3",
                "multi_shot": True,
                "shot_type": "customize",
                "duration": 6,
                "multi_prompt": SHOTS,
            },
            "multi_prompt",
        ),
        (
            "text2video",
            {"model_name": "kling-v3", "multi_shot": True, "shot_type": "customize", "multi_prompt": SHOTS[::-1]},
            "multi_prompt",
        ),
        ("text2video", {"prompt": "a", "camera_control": {"type": "simple"}}, "camera_control.config"),
        (
            "text2video",
            {"prompt": "a", "camera_control": {"type": "simple", "config": {"pan": 1, "tilt": 1}}},
            "camera_control.config",
        ),
        (
            "text2video",
            {"prompt": "a", "camera_control": {"type": "down_back", "config": {"pan": 1}}},
            "camera_control.config",
        ),
        ("text2video", {"prompt": "a", "camera_control": {"type": "down_back"}}, "camera_control"),
        ("image2video", {"prompt": "a"}, "image"),
        ("image2video", {"image": "A"}, "prompt"),
        ("image2video", {"prompt": "a", "image": "A", "image_tail": "B", "static_mask": "C"}, "image_tail"),
        ("image2video", {"prompt": "a", "image": "A", "static_mask": "C"}, "static_mask"),
        ("image2video", {"prompt": "a", "image": "A", "voice_list": [{"voice_id": 1}]}, "voice_list"),
        (
            "image2video",
            {"prompt": "a", "image": "A", "voice_list": [{"voice_id": 1}], "element_list": [{"element_id": 7}]},
            "element_list",
        ),
        ("multi-image2video", {"prompt": "a", "image_list": [{"image": "A"}], "duration": 7}, "duration"),
        ("omni-video", {"prompt": "a"}, "aspect_ratio"),
        ("omni-video", {"prompt": "a", "aspect_ratio": "1:1", "duration": 2}, "duration"),
        ("omni-video", {"prompt": "a", "aspect_ratio": "1:1", "duration": 11}, "duration"),
        ("omni-video", {"prompt": "a", "image_list": [IMAGE | {"type": "end_frame"}]}, "image_list"),
        ("omni-video", {"prompt": "a", "image_list": [IMAGE | {"type": "first_frame"}] * 2}, "image_list"),
        (
            "omni-video",
            {"prompt": "a", "image_list": [IMAGE | {"type": "first_frame"}], "video_list": [VIDEO]},
            "image_list",
        ),
        ("omni-video", {"prompt": "a", "video_list": [VIDEO], "image_list": [IMAGE] * 5}, "image_list"),
        (
            "omni-video",
            {"prompt": "a", "aspect_ratio": "1:1", "image_list": [IMAGE] * 5, "element_list": [{"element_id": 7}] * 3},
            "image_list",
        ),
        (
            "omni-video",
            {"prompt": "a", "image_list": [IMAGE | {"type": "first_frame"}], "element_list": [{"element_id": 7}] * 4},
            "element_list",
        ),
        (
            "omni-video",
            {
                "prompt": "a",
                "image_list": [IMAGE | {"type": "first_frame"}, IMAGE | {"type": "end_frame"}],
                "element_list": [{"element_id": 7}],
            },
            "element_list",
        ),
        (
            "omni-video",
            {"prompt": "a", "video_list": [VIDEO], "multi_shot": True, "shot_type": "intelligence"},
            "multi_shot",
        ),
        ("images", {"prompt": "a", "n": 2}, "n"),
        ("images", {"prompt": "a", "image": "A", "negative_prompt": "b"}, "negative_prompt"),
    ],
)
def test_rules_between_fields(product: str, body: dict[str, Any], field: str) -> None:
    with pytest.raises(BadParameter) as caught:
        read(product, body)
    assert caught.value.params["field"] == field
    assert str(caught.value)


@pytest.mark.parametrize("product", list(READERS))
def test_an_unknown_model_is_not_found(product: str) -> None:
    least = {"prompt": "a", "image": "A", "image_list": [{"image": "A", "image_url": "A"}], "video_id": "x"}
    with pytest.raises(ServeError) as caught:
        read(product, least | {"model_name": "kling-v99"})
    assert caught.value.wire.kling_code == 1203


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/videos/text2video", {"prompt": "a cat"}),
        ("/v1/videos/image2video", {"prompt": "a", "image": "https://example.org/a.png"}),
        ("/v1/videos/omni-video", {"prompt": "a", "video_list": [VIDEO]}),
        ("/v1/images/generations", {"prompt": "a"}),
        ("/text-to-video/kling-3.0", {"prompt": "a cat", "settings": {"duration": 5}}),
        (
            "/omni-video/kling-3.0-omni",
            {"contents": [{"type": "prompt", "text": "a"}], "settings": {"aspect_ratio": "1:1"}},
        ),
    ],
)
def test_what_no_engine_here_can_do_is_said_before_anything_is_fetched(
    me: Someone, path: str, body: dict[str, Any]
) -> None:
    if me.app.state.site.engines.able(Request()):
        pytest.skip("an engine that needs no dance is installed")
    answer = me.http.post(path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, 1203)
    assert "engine" in answer.json()["message"]

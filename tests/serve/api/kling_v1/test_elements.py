"""Elements: created, asked for, listed, used, deleted."""

from __future__ import annotations

from typing import Any

import pytest
from tests.serve.api.conftest import Someone

from mudong.serve.database import schema

PATH = "/v1/general/advanced-custom-elements"


@pytest.fixture
def body(picture64: str) -> dict[str, Any]:
    return {
        "element_name": "Mina",
        "element_description": "a child with a red scarf",
        "reference_type": "image_refer",
        "element_image_list": {"frontal_image": picture64, "refer_images": [{"image_url": picture64}]},
        "tag_list": [{"tag_id": "o_102"}],
        "external_task_id": "e-1",
    }


def test_an_element_lives_and_goes(me: Someone, body: dict[str, Any], dance: dict[str, Any]) -> None:
    task = me.http.post(PATH, json=body).json()["data"]
    (element,) = task["task_result"]["elements"]
    assert isinstance(element["element_id"], int)
    assert me.http.get(element["element_image_list"]["frontal_image"], headers={"Authorization": ""}).status_code == 200
    for named in (task["task_id"], "e-1"):
        assert me.http.get(f"{PATH}/{named}").json()["data"]["task_result"]["elements"][0]["status"] == "succeed"
    assert len(me.http.get(PATH).json()["data"]) == 1
    with_it = dance | {"element_list": [{"element_id": element["element_id"]}]}
    assert me.http.post("/v1/videos/motion-control", json=with_it).json()["code"] == 1201
    video_sided = with_it | {"character_orientation": "video"}
    assert me.http.post("/v1/videos/motion-control", json=video_sided).json()["code"] == 0
    deleted = me.http.post("/v1/general/delete-elements", json={"element_id": element["element_id"]}).json()["data"]
    assert deleted["task_result"]["elements"][0]["status"] == "deleted"
    assert me.http.get(PATH).json()["data"] == []
    assert me.http.post("/v1/videos/motion-control", json=video_sided).json()["code"] == 1203
    assert me.http.get("/v1/general/advanced-presets-elements").json()["data"] == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"element_name": "x" * 21}, 1201),
        ({"element_description": ""}, 1201),
        ({"reference_type": "video_refer"}, 1201),
        ({"element_image_list": None}, 1201),
        ({"tag_list": [{"tag_id": "o_999"}]}, 1201),
        ({"element_voice_id": "1"}, 1201),
        ({"element_image_list": {"frontal_image": "#", "refer_images": [{"image_url": "#"}]}}, 1201),
        ({"element_description": "a naked child"}, 1301),
    ],
)
def test_what_is_wrong_with_it(me: Someone, body: dict[str, Any], change: dict[str, Any], code: int) -> None:
    assert me.http.post(PATH, json=body | change).json()["code"] == code
    assert me.rows(schema.assets) == []


def test_an_external_id_names_one_element(me: Someone, body: dict[str, Any]) -> None:
    me.http.post(PATH, json=body)
    assert me.http.post(PATH, json=body).json()["code"] == 1201

"""The new standard: the same jobs in other words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.serve.api.conftest import Someone

from mudong.serve.api.kling_tasks.bodies import NewBody, as_v1
from mudong.serve.api.kling_v1.videos import OMNI_VIDEO, TEXT2VIDEO
from mudong.serve.database import schema
from mudong.serve.errors import BadParameter

PATH = "/motion-control/kling-2.6"


@pytest.fixture
def body(me: Someone, picture64: str, video: bytes) -> dict[str, Any]:
    contents = [{"type": "image", "url": picture64}, {"type": "video", "url": me.upload(video)}]
    return {"contents": contents, "settings": {"character_orientation": "image", "resolution": "1080p", "audio": "off"}}


def test_a_task_from_creation_to_output(me: Someone, body: dict[str, Any]) -> None:
    options = {"external_task_id": "n-1", "callback_url": "https://example.org/x"}
    created = me.http.post(PATH, json=body | {"options": options}).json()["data"]
    assert (created["status"], created["external_id"]) == ("submitted", "n-1")
    request = json.loads(me.job(created["id"]).request_json)
    assert (request["output"]["resolution"], request["output"]["audio"]) == ("1080p", False)
    me.finish(created["id"])
    for query in (f"task_ids={created['id']},999", "external_task_ids=n-1"):
        (task,) = me.http.get(f"/tasks?{query}").json()["data"]
        assert (task["status"], task["outputs"][0]["type"], task["billing"][0]["amount"]) == ("succeeded", "video", "8")
    told = [json.loads(row.body) for row in me.rows(schema.callbacks)]
    assert [each["status"] for each in told] == ["submitted", "processing", "succeeded"]


def test_lists_are_paged_and_filtered(me: Someone, body: dict[str, Any]) -> None:
    ids = [me.http.post(PATH, json=body).json()["data"]["id"] for _ in range(3)]
    me.finish(ids[0], kind="failed", error_message="x")
    first = me.http.post("/tasks", json={"limit": 2}).json()["data"]
    assert ([task["id"] for task in first["result"]], first["has_more"]) == ([ids[2], ids[1]], True)
    rest = me.http.post("/tasks", json={"limit": 2, "cursor": first["next_cursor"]}).json()["data"]
    assert ([task["id"] for task in rest["result"]], rest["has_more"]) == ([ids[0]], False)
    failed = {
        "filters": [{"key": "status", "values": ["failed"]}, {"key": "product_type", "values": ["motion-control"]}]
    }
    assert [task["id"] for task in me.http.post("/tasks", json=failed).json()["data"]["result"]] == [ids[0]]
    for wrong in ({"cursor": "x"}, {"limit": 501}, {"filters": [{"key": "status", "values": ["odd"]}]}):
        assert me.http.post("/tasks", json=wrong).json()["code"] == 1201


@pytest.mark.parametrize(
    ("path", "change", "code"),
    [
        ("/motion-control/kling-3.0-turbo", {}, 1203),
        ("/motion-control/kling-o1", {}, 1203),
        (PATH, {"settings": {"character_orientation": None}}, 1201),
        (PATH, {"contents": []}, 1201),
        (PATH, {"contents": [{"type": "image"}]}, 1201),
        (PATH, {"contents": [{"type": "sculpture"}]}, 1201),
        (PATH, {"contents": [{"type": "image", "url": "a"}] * 2}, 1201),
        ("/dancing/kling-3.0", {}, 1202),
    ],
)
def test_what_is_wrong_with_it(me: Someone, body: dict[str, Any], path: str, change: dict[str, Any], code: int) -> None:
    assert me.http.post(path, json=body | change).json()["code"] == code


def test_shots_stand_in_the_prompt() -> None:
    body = NewBody(prompt="shot 1, 3, a cat sits; shot 2, 4, it leaps;", settings={"duration": 7})  # type: ignore[arg-type]
    read = as_v1("text2video", body, "kling-v3", TEXT2VIDEO.body)
    assert [(shot.index, shot.prompt, shot.duration) for shot in read.multi_prompt] == [
        (1, "a cat sits", "3"),
        (2, "it leaps", "4"),
    ]  # type: ignore[attr-defined]
    plain = as_v1("text2video", body.model_copy(update={"prompt": "shot 1 of espresso"}), "kling-v3", TEXT2VIDEO.body)
    assert not plain.multi_shot  # type: ignore[attr-defined]


def test_videos_are_edited_or_referred_to() -> None:
    contents = [{"type": "prompt", "text": "x"}, {"type": "base_video", "url": "https://a/b.mp4"}]
    read = as_v1("omni_video", NewBody.model_validate({"contents": contents}), "kling-v3-omni", OMNI_VIDEO.body)
    assert [each.refer_type for each in read.video_list] == ["base"]  # type: ignore[attr-defined]
    two = NewBody.model_validate({"contents": [*contents, {"type": "feature_video", "url": "https://a/c.mp4"}]})
    with pytest.raises(BadParameter):
        as_v1("omni_video", two, "kling-v3-omni", OMNI_VIDEO.body)

"""The wire format of `/v1` as clients know it, and every code that applies."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from tests.serve.api.conftest import Someone, picture_bytes

from mudong.serve.accounts.tokens import sign_token
from mudong.serve.database import schema
from mudong.serve.ledger.grants import adjust

PATH = "/v1/videos/motion-control"


def post(me: Someone, body: dict[str, Any], path: str = PATH, **options: Any) -> Any:
    return me.http.post(path, json=body, **options)


def refused(answer: Any, status: int, code: int) -> str:
    body = answer.json()
    assert (answer.status_code, body["code"]) == (status, code), body
    assert body["message"]
    assert body["request_id"] == answer.headers["x-request-id"]
    return body["message"]


def test_a_task_is_created_asked_for_and_listed(me: Someone, dance: dict[str, Any]) -> None:
    answer = post(me, dance | {"external_task_id": "mine-1", "unknown": 1, "prompt": None, "duration": 5})
    assert answer.status_code == 200, answer.text
    envelope = answer.json()
    assert (envelope["code"], envelope["request_id"]) == (0, answer.headers["x-request-id"])
    created = envelope["data"]
    assert created["task_id"].isdecimal()
    assert (created["task_status"], created["task_info"]) == ("submitted", {"external_task_id": "mine-1"})
    assert created["created_at"] > 10**12
    for named in (created["task_id"], "mine-1"):
        assert me.http.get(f"{PATH}/{named}").json()["data"]["task_id"] == created["task_id"]
    assert [task["task_id"] for task in me.http.get(PATH).json()["data"]] == [created["task_id"]]
    assert me.http.get(PATH, params={"pageNum": 2}).json()["data"] == []


def test_a_finished_task_has_its_video_and_what_it_cost(me: Someone, dance: dict[str, Any]) -> None:
    task_id = post(me, dance).json()["data"]["task_id"]
    me.finish(task_id, data=b"clip" * 500)
    task = me.http.get(f"{PATH}/{task_id}").json()["data"]
    assert task["task_status"] == "succeed"
    assert task["final_unit_deduction"] == "8"
    (made,) = task["task_result"]["videos"]
    assert made["duration"] == "3.1"
    assert me.http.get(made["url"], headers={"Authorization": ""}).content == b"clip" * 500


@pytest.mark.parametrize(("kind", "outcome"), [("failed", {"error_message": "no person"}), ("cancelled", {})])
def test_what_did_not_succeed_has_failed_and_cost_nothing(
    me: Someone, dance: dict[str, Any], kind: str, outcome: dict[str, Any]
) -> None:
    task_id = post(me, dance).json()["data"]["task_id"]
    me.finish(task_id, kind=kind, **outcome)
    task = me.http.get(f"{PATH}/{task_id}").json()["data"]
    assert (task["task_status"], task["final_unit_deduction"]) == ("failed", "0")
    assert task["task_status_msg"] == outcome.get("error_message", "")


def test_the_second_dialect_uploads_first(me: Someone, picture: bytes, video: bytes) -> None:
    urls = []
    for name, data in (("a.png", picture), ("b.mp4", video)):
        answer = me.http.post("/proxy/kling/customers/storage", json={"file_name": name, "content_type": "?"}).json()
        assert me.http.put(answer["upload_url"], content=data, headers={"Authorization": ""}).status_code == 200
        assert me.http.put(answer["upload_url"], content=data).status_code == 409
        urls.append(answer["download_url"])
    body = {"image_url": urls[0], "video_url": urls[1], "character_orientation": "video", "mode": "pro"}
    headers = {"Authorization": "", "X-API-KEY": me.api_key}
    assert me.http.post("/kling" + PATH, json=body, headers=headers).json()["code"] == 0


def test_an_announced_file_without_bytes_is_no_input(me: Someone, dance: dict[str, Any]) -> None:
    url = me.http.post("/customers/storage", json={"file_name": "a.png"}).json()["data"]["download_url"]
    refused(post(me, dance | {"image_url": url}), 404, 1203)


def test_tolerances(me: Someone, dance: dict[str, Any], picture64: str) -> None:
    data_uri = f"data:image/png;base64,{picture64}"
    answer = post(me, dance | {"image_url": data_uri, "model": "kling-v3", "watermark_info": {"enabled": False}})
    assert me.job(answer.json()["data"]["task_id"]).model_name == "kling-v3"


def test_the_key_pair_signs_tokens(me: Someone) -> None:
    now_ms = me.service.clock.now_ms()
    for token, status, code in (
        (sign_token(me.pair, now_ms), 200, 0),
        (sign_token(me.pair, now_ms - 3_600_000), 401, 1004),
        (sign_token(me.pair, now_ms + 900_000, 60_000), 401, 1003),
        (sign_token(me.pair, now_ms)[:-4] + "AAAA", 401, 1000),
        ("a.b.c", 401, 1002),
    ):
        answer = me.http.get(PATH, headers={"Authorization": f"Bearer {token}"})
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    refused(me.http.get(PATH, headers={"Authorization": ""}), 401, 1001)


def test_accounts_that_are_blocked_or_empty(me: Someone, dance: dict[str, Any]) -> None:
    with me.service.database.transaction() as connection:
        now_ms = me.service.clock.now_ms()
        adjust(connection, user_id=me.user_id, key="take", amount_cc=-100_000, reason="", now_ms=now_ms)
        me.service.tariff.refresh(connection, me.user_id, now_ms)
        adjust(connection, user_id=me.user_id, key="more", amount_cc=-16_100, reason="", now_ms=now_ms)
    refused(post(me, dance), 429, 1102)
    me.block()
    refused(me.http.get(PATH), 429, 1100)


def test_more_open_jobs_than_the_plan_allows(me: Someone, dance: dict[str, Any]) -> None:
    for _ in range(3):
        assert post(me, dance).json()["code"] == 0
    refused(post(me, dance), 429, 1303)


def test_too_many_requests(me: Someone) -> None:
    answers = (me.http.post("/account/billing/balance") for _ in range(120))
    answer = next(each for each in answers if each.status_code != 200)
    refused(answer, 429, 1302)
    assert int(answer.headers["retry-after"]) >= 1


def test_policy_refuses_before_anything_is_held(me: Someone, dance: dict[str, Any]) -> None:
    refused(post(me, dance | {"prompt": "a naked child"}), 400, 1301)
    assert me.rows(schema.holds) == []
    assert [row.kind for row in me.rows(schema.assets)] == ["upload"]


def test_what_does_not_exist(me: Someone, dance: dict[str, Any]) -> None:
    refused(post(me, dance | {"model_name": "kling-v99"}), 404, 1203)
    refused(me.http.get(f"{PATH}/123"), 404, 1203)
    refused(me.http.get("/v1/videos/effects/1"), 404, 1202)
    refused(me.http.delete(f"{PATH}/123"), 404, 1202)
    task_id = post(me, dance).json()["data"]["task_id"]
    refused(me.http.get(f"/v1/videos/text2video/{task_id}"), 404, 1203)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"image_url": None}, "image_url"),
        ({"mode": "ultra"}, "mode"),
        ({"mode": None}, "mode"),
        ({"character_orientation": "side"}, "character_orientation"),
        ({"prompt": "x" * 2501}, "prompt"),
        ({"keep_original_sound": "maybe"}, "keep_original_sound"),
        ({"image_url": "###"}, "image_url"),
        ({"image_url": base64.b64encode(b"<html>").decode()}, "image_url"),
        ({"image_url": base64.b64encode(picture_bytes(299, 400)).decode()}, "image_url"),
        ({"image_url": base64.b64encode(picture_bytes(300, 800)).decode()}, "image_url"),
        ({"image_url": base64.b64encode(picture_bytes(320, 480)[:900]).decode()}, "image_url"),
        ({"video_url": "AAAA"}, "video_url"),
        ({"image_url": "http://127.0.0.1/x.png"}, "127.0.0.1"),
        ({"video_url": "https://localhost/x.mp4"}, "localhost"),
        ({"callback_url": "http://169.254.169.254/"}, "169.254"),
        ({"watermark_info": {"enabled": True}}, "watermark_info"),
        ({"element_list": [{"element_id": 1}, {"element_id": 2}]}, "element_list"),
        ({"external_task_id": ""}, "external_task_id"),
    ],
)
def test_parameters_that_are_wrong(me: Someone, dance: dict[str, Any], change: dict[str, Any], field: str) -> None:
    assert field in refused(post(me, dance | change), 400, 1201)
    assert me.rows(schema.jobs) == []
    assert [row.kind for row in me.rows(schema.assets) if row.sha256] == ["upload"]


def test_bodies_that_are_none(me: Someone) -> None:
    headers = {"Content-Type": "application/json"}
    for content in (b"", b"{", b"[]", b'"x"', b"\xff\xfe", b"[" * 5000):
        refused(me.http.post(PATH, content=content, headers=headers), 400, 1201)


def test_the_same_external_id_twice(me: Someone, dance: dict[str, Any]) -> None:
    post(me, dance | {"external_task_id": "once"})
    refused(post(me, dance | {"external_task_id": "once"}), 400, 1201)


def test_the_same_order_twice_is_one_task(me: Someone, dance: dict[str, Any]) -> None:
    headers = {"Idempotency-Key": "k1"}
    first, second = (post(me, dance, headers=headers).json()["data"]["task_id"] for _ in range(2))
    assert first == second
    refused(post(me, dance | {"mode": "pro"}, headers=headers), 400, 1201)


def test_messages_come_in_the_clients_language(me: Someone) -> None:
    korean = refused(post(me, {}, headers={"Accept-Language": "ko-KR,ko;q=0.9"}), 400, 1201)
    assert korean == "image_url 항목이 없습니다. 넣어 주세요."


def test_callbacks_wait_with_the_task_in_them(me: Someone, dance: dict[str, Any]) -> None:
    task_id = post(me, dance | {"callback_url": "https://example.org/hook", "external_task_id": "c"}).json()["data"][
        "task_id"
    ]
    me.finish(task_id)
    told = [json.loads(row.body) for row in me.rows(schema.callbacks)]
    assert [each["task_status"] for each in told] == ["submitted", "processing", "succeed"]
    assert told[-1]["task_info"]["external_task_id"] == "c"
    assert me.http.get(told[-1]["task_result"]["videos"][0]["url"], headers={"Authorization": ""}).status_code == 200

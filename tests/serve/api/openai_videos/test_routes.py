"""`/v1/videos`: the OpenAI format as its SDK sends it."""

from __future__ import annotations

from typing import Any

from tests.serve.api.conftest import Someone


def made(me: Someone, picture: bytes, video: bytes, **fields: str) -> dict[str, Any]:
    files = {"input_reference": ("a.png", picture), "motion": ("b.mp4", video)}
    answer = me.http.post("/v1/videos", files=files, data={"prompt": "dance", "model": "sora-2", **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_video_from_the_form_to_its_bytes(me: Someone, picture: bytes, video: bytes) -> None:
    created = made(me, picture, video, size="720x1280", seconds="4")
    assert (created["object"], created["status"], created["size"], created["seconds"]) == (
        "video",
        "queued",
        "720x1280",
        "4",
    )
    assert created["created_at"] < 10**11
    path = f"/v1/videos/{created['id']}"
    assert me.http.get(path + "/content").status_code == 404
    me.finish(created["id"], data=b"clip" * 99)
    done = me.http.get(path).json()
    assert (done["status"], done["progress"], done["model"], done["engine"]) == (
        "completed",
        100,
        "mudong-auto",
        "puppet",
    )
    assert me.http.get(path + "/content", headers={"Range": "bytes=0-3"}).content == b"clip"
    again = me.http.post(path + "/remix", json={"prompt": "slower"}).json()
    assert (again["remixed_from_video_id"], again["prompt"]) == (created["id"], "slower")
    assert me.http.delete(path).json()["deleted"] is True
    assert me.http.get(path).status_code == 404


def test_json_and_lists(me: Someone, picture64: str, video: bytes) -> None:
    body = {"input_reference": picture64, "motion": me.upload(video)}
    ids = [me.http.post("/v1/videos", json=body).json()["id"] for _ in range(3)]
    page = me.http.get("/v1/videos?limit=2").json()
    assert ([each["id"] for each in page["data"]], page["has_more"]) == ([ids[2], ids[1]], True)
    rest = me.http.get(f"/v1/videos?limit=2&after={page['last_id']}").json()
    assert [each["id"] for each in rest["data"]] == [ids[0]]
    assert me.http.delete(f"/v1/videos/{ids[0]}").status_code == 200


def test_a_cancelled_job_has_failed_with_its_code(me: Someone, picture: bytes, video: bytes) -> None:
    created = made(me, picture, video)
    me.http.post(f"/api/jobs/{created['id']}/cancel")
    told = me.http.get(f"/v1/videos/{created['id']}").json()
    assert (told["status"], told["error"]["code"]) == ("failed", "cancelled")


def test_errors_are_in_the_format(me: Someone) -> None:
    for body, field in (({}, "prompt"), ({"prompt": "x", "size": "big"}, "size"), ({"motion": "x"}, "input_reference")):
        answer = me.http.post("/v1/videos", json=body)
        assert (answer.status_code, answer.json()["error"]["param"]) == (400, field)
    assert me.http.post("/v1/videos", json={"prompt": "x", "model": "gpt"}).status_code == 404
    assert me.http.get("/v1/videos/123").json()["error"]["type"] == "invalid_request_error"
    assert me.http.post("/v1/videos", content=b"{", headers={"Content-Type": "application/json"}).status_code == 400
    assert me.http.post("/v1/videos", json={"prompt": "a naked child"}).status_code == 422

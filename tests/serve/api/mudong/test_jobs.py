"""Our own routes: quote, job, cancel, retry, delete; what is deleted is gone from disk and database."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.serve.api.conftest import Someone, picture_bytes

from mudong.serve.database import schema
from mudong.serve.ledger.balance import balance
from mudong.serve.ledger.verify import verify
from mudong.serve.storage.blob import Blob

BVH = b"HIERARCHY\nROOT Hips\n"


@pytest.fixture
def order(me: Someone, picture: bytes, video: bytes) -> dict[str, Any]:
    conditions = [
        {"type": "character", "file": me.upload(picture, "a.png")},
        {"type": "motion", "file": me.upload(video, "b.mp4"), "start_s": 0.5, "end_s": 3.5},
    ]
    return {"conditions": conditions, "output": {"resolution": "720p"}}


def post(me: Someone, path: str, body: dict[str, Any], **options: Any) -> Any:
    return me.http.post(path, json=body, **options)


def available_cc(me: Someone) -> tuple[int, int]:
    with me.service.database.reading() as connection:
        has = balance(connection, me.user_id, me.service.clock.now_ms())
    return has.available_cc, has.held_cc


def test_a_quote_holds_nothing_and_is_the_price(me: Someone, order: dict[str, Any]) -> None:
    told = post(me, "/api/quote", order).json()
    assert (told["price"], told["duration_s"], told["engine"], told["enough"]) == ("6", 3.0, "puppet", True)
    assert (told["width"], told["height"]) == (720, 1080)
    assert available_cc(me) == (116_600, 0)
    job = post(me, "/api/jobs", order | {"consent": True}).json()
    assert job["cost"] == told["price"]
    assert available_cc(me) == (116_000, 600)


def test_a_quote_leaves_no_file(me: Someone, order: dict[str, Any], picture64: str) -> None:
    order["conditions"][0]["file"] = picture64
    assert post(me, "/api/quote", order).status_code == 200
    assert [row.kind for row in me.rows(schema.assets) if row.sha256] == ["upload", "upload"]


def test_a_picture_of_somebody_needs_a_statement(me: Someone, order: dict[str, Any]) -> None:
    answer = post(me, "/api/jobs", order)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "trust.consent_missing")
    post(me, "/api/jobs", order | {"consent": True})
    (row,) = me.rows(schema.consents)
    assert row.statement.startswith("declared")


def test_a_job_is_shown_listed_cancelled_and_tried_again(me: Someone, order: dict[str, Any]) -> None:
    job = post(me, "/api/jobs", order | {"consent": True, "external_id": "x"}).json()
    assert (job["state"], job["position"] >= 1, job["eta_s"] >= 0) == ("submitted", True, True)
    assert post(me, f"/api/jobs/{job['id']}/retry", {}).status_code == 409
    assert me.http.delete(f"/api/jobs/{job['id']}").status_code == 409
    needed = order["conditions"][0]["file"]
    assert me.http.delete(f"/api/files/{needed}").status_code == 409
    assert post(me, "/api/jobs/x/cancel", {}).json()["state"] == "cancelled"
    assert available_cc(me) == (116_600, 0)
    again = post(me, f"/api/jobs/{job['id']}/retry?seed=7", {}).json()
    assert (again["state"], again["request"]["seed"], again["external_id"]) == ("submitted", 7, None)
    assert [each["id"] for each in me.http.get("/api/jobs").json()["jobs"]] == [again["id"], job["id"]]
    assert [each["id"] for each in me.http.get("/api/jobs?state=cancelled").json()["jobs"]] == [job["id"]]
    first = me.http.get("/api/jobs?limit=1").json()
    assert me.http.get(f"/api/jobs?limit=1&before={first['next']}").json()["jobs"][0]["id"] == job["id"]
    with me.service.database.reading() as connection:
        assert not list(verify(connection))


def test_deleting_really_deletes(me: Someone, order: dict[str, Any]) -> None:
    order["conditions"][0]["file"] = (
        "data:image/png;base64," + __import__("base64").b64encode(picture_bytes(97, 101)).decode()
    )
    job = post(me, "/api/jobs", order | {"consent": True, "prompt": "a secret wish"}).json()
    me.finish(job["id"], data=me.user_id.encode() * 9)
    blobs = [Blob(row.sha256, row.size_bytes) for row in me.rows(schema.assets) if row.kind in ("result", "fetched")]
    assert len(blobs) == 2
    assert all(map(me.service.blobs.holds, blobs))
    assert me.http.delete(f"/api/jobs/{job['id']}").json()["deleted"] is True
    assert not any(map(me.service.blobs.holds, blobs))
    assert me.http.get(f"/api/jobs/{job['id']}").status_code == 404
    (row,) = me.rows(schema.jobs)
    assert "secret" not in json.dumps(dict(row._mapping), default=str)
    assert [each.kind for each in me.rows(schema.job_events)] == ["deleted"]
    assert {each["kind"] for each in me.http.get("/api/files").json()["files"]} == {"upload"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"model": "kling-v3"}, "model"),
        ({"surprise": 1}, "surprise"),
        ({"output": {"fps": 0}}, "output.fps"),
        ({"output": {"resolution": "8k"}}, None),
        ({"seed": -1}, "seed"),
        ({"conditions": [{"type": "statue", "file": "x"}]}, "conditions.0.type"),
        ({"conditions": [{"type": "motion", "file": "x", "joints": "y"}]}, "conditions.0.joints"),
        ({"conditions": [{"type": "first_frame", "file": "x", "end_s": 1}]}, "conditions.0.start_s"),
        ({"elements": [{"name": "A", "files": []}]}, "elements.0.files"),
    ],
)
def test_what_is_wrong_with_it(me: Someone, order: dict[str, Any], change: dict[str, Any], field: str | None) -> None:
    answer = post(me, "/api/quote", order | change)
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["field"] == field


def test_movements_and_joints_are_known_by_their_content(me: Someone) -> None:
    for data, kind in (
        (BVH, "application/x-bvh"),
        (b'{"fps": 30}', "application/json"),
        (b"joints:\n  nose: [1, 2]\n", "application/yaml"),
        (picture_bytes(20, 20, "JPEG"), "image/jpeg"),
    ):
        told = me.http.post("/api/uploads?name=../../etc/passwd", content=data).json()
        assert (told["media_type"], told["name"].startswith("passwd.")) == (kind, True)
    for bad in (b"", b"%PDF-1.7 x", b"<svg/>", b"#EXTM3U\nhttp://a/b", b"\0" * 64, b"{", b"PK\x03\x04"):
        assert me.http.post("/api/uploads", content=bad).status_code == 400


def test_the_account_tells_every_movement(me: Someone, order: dict[str, Any]) -> None:
    job = post(me, "/api/jobs", order | {"consent": True}).json()
    me.finish(job["id"])
    told = me.http.get("/api/account").json()
    assert (told["available"], told["held"], told["plan"]) == ("1160", "0", "free")
    moves = me.http.get("/api/account/ledger").json()["movements"]
    assert [(move["kind"], move["job_id"]) for move in moves[:2]] == [("capture", job["id"]), ("hold", job["id"])]
    older = me.http.get(f"/api/account/ledger?before={moves[1]['serial']}").json()["movements"]
    assert [move["kind"] for move in older] == ["grant", "grant"]


def test_keys_are_made_used_and_ended(me: Someone) -> None:
    made = post(me, "/api/account/keys", {"name": "n"}).json()
    headers = {"X-API-KEY": made["api_key"], "Authorization": ""}
    listed = me.http.get("/api/account/keys", headers=headers)
    assert made["api_key"] not in listed.text
    assert me.http.delete(f"/api/account/keys/{made['id']}").status_code == 200
    assert me.http.get("/api/account/keys", headers=headers).status_code == 401
    pair = post(me, "/api/account/keys", {"kind": "pair"}).json()
    assert set(pair) == {"access_key", "secret_key"}
    assert post(me, "/api/account/webhook-secret", {}).json()["secret"].startswith("whsec_")


def test_anybody_may_ask_whether_a_machine_made_a_file(me: Someone) -> None:
    answer = me.http.post("/verify", content=picture_bytes(40, 40), headers={"Authorization": ""})
    assert (answer.status_code, answer.json()["verdict"]) == (200, "unknown")
    assert me.http.post("/verify", content=b"").status_code == 400

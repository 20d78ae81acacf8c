"""Before any route: caps, strangers on a server without accounts, prefixes, what may be shown to whom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.serve.api.conftest import Someone

from mudong.serve.api.gate import MAX_BODY_BYTES, stranger
from mudong.serve.settings import Settings


def test_a_body_too_large_is_refused_unread(me: Someone) -> None:
    claimed = {"Content-Length": str(MAX_BODY_BYTES + 1), "Content-Type": "application/json"}
    answer = me.http.post("/v1/videos/motion-control", headers=claimed, content=b"{}")
    assert (answer.status_code, answer.json()["code"]) == (400, 1201)

    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b" " * 10**6

    streamed = me.http.post("/api/quote", content=endless(), headers={"Content-Type": "application/json"})
    assert (streamed.status_code, streamed.json()["error"]["code"]) == (413, "api.body_too_large")


@pytest.mark.parametrize(
    ("method", "headers", "allowed"),
    [
        ("GET", {"host": "localhost:8000"}, True),
        ("GET", {"host": "127.0.0.1"}, True),
        ("GET", {"host": "[::1]:8000"}, True),
        ("GET", {"host": "192.168.0.7:8000"}, True),
        ("GET", {"host": "studio.example.org"}, True),
        ("GET", {"host": "evil.example"}, False),
        ("GET", {}, False),
        ("POST", {"host": "localhost", "origin": "https://evil.example"}, False),
        ("POST", {"host": "localhost", "origin": "null"}, False),
        ("POST", {"host": "localhost:8000", "origin": "http://localhost:5173"}, True),
        ("POST", {"host": "192.168.0.7", "origin": "http://192.168.0.7"}, True),
    ],
)
def test_pages_of_others_do_not_use_a_server_without_accounts(
    method: str, headers: dict[str, str], allowed: bool
) -> None:
    settings = Settings(data_dir=Path("x"), public_url="https://studio.example.org")
    assert (stranger(method, headers, settings) is None) == allowed


def test_operation_is_open_and_says_nothing_of_users(me: Someone) -> None:
    me.http.get("/v1/videos/motion-control/12345")
    nobody = {"Authorization": ""}
    assert me.http.get("/healthz", headers=nobody).text == "ok"
    assert me.http.get("/readyz", headers=nobody).status_code == 503
    page = me.http.get("/metrics", headers=nobody).text
    assert 'route="/v1/videos/motion-control/{task_id}"' in page
    assert "12345" not in page
    assert 'mudong_jobs{state="submitted"}' in page


def test_the_log_holds_no_signature_and_no_prompt(me: Someone, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    me.http.get("/files/asset_1?expires=1&signature=geheim")
    me.http.post("/v1/videos/text2video", json={"prompt": "geheim", "mode": "geheim"})
    rows = [vars(record) for record in caplog.records if record.name == "mudong.access"]
    assert [row["route"] for row in rows] == ["/files/{asset_id}", "/v1/videos/text2video"]
    assert all(row["request_id"] for row in rows)
    assert "geheim" not in str(rows)

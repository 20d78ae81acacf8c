"""Bytes out: ranges, links, headers."""

from __future__ import annotations

import pytest
from tests.serve.api.conftest import Someone

DATA = b"HIERARCHY\n" + bytes(range(97, 123)) * 40


@pytest.fixture
def url(me: Someone) -> str:
    return me.http.get(f"/api/files/{me.upload(DATA, '춤.bvh')}").json()["url"]


@pytest.mark.parametrize(
    ("asked", "first", "stop", "status"),
    [
        (None, 0, len(DATA), 200),
        ("bytes=0-0", 0, 1, 206),
        ("bytes=5-9", 5, 10, 206),
        ("bytes=10-", 10, len(DATA), 206),
        ("bytes=-7", len(DATA) - 7, len(DATA), 206),
        (f"bytes=3-{10**9}", 3, len(DATA), 206),
        ("bytes=0-1,4-5", 0, len(DATA), 200),
        ("lines=1-2", 0, len(DATA), 200),
        ("bytes=9-5", None, None, 416),
        (f"bytes={10**9}-", None, None, 416),
        ("bytes=-0", None, None, 416),
    ],
)
def test_ranges(me: Someone, url: str, asked: str | None, first: int | None, stop: int | None, status: int) -> None:
    headers = {"Authorization": ""} | ({"Range": asked} if asked else {})
    answer = me.http.get(url, headers=headers)
    assert answer.status_code == status
    if first is None:
        assert answer.headers["content-range"] == f"bytes */{len(DATA)}"
        return
    assert answer.content == DATA[first:stop]
    assert answer.headers["content-length"] == str(len(answer.content))
    if status == 206:
        assert answer.headers["content-range"] == f"bytes {first}-{stop - 1}/{len(DATA)}"
    head = me.http.head(url, headers=headers)
    assert (head.status_code, head.content) == (status, b"")
    assert head.headers["content-length"] == answer.headers["content-length"]


def test_a_link_is_what_was_signed_or_nothing(me: Someone, url: str) -> None:
    nobody = {"Authorization": ""}
    for wrong in (url + "x", url.replace("download=0", "download=1"), url.replace("expires=1", "expires=2")):
        assert me.http.get(wrong, headers=nobody).status_code == 403
    assert me.http.get(url.partition("?")[0], headers=nobody).status_code == 401
    assert me.http.get(url.partition("?")[0]).content == DATA


def test_what_a_browser_must_not_run_is_not_shown(me: Someone, url: str) -> None:
    answer = me.http.get(url)
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%EC%B6%A4.bvh")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert me.http.get(url, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_a_deleted_file_is_gone_for_every_link(me: Someone, url: str) -> None:
    asset_id = url.partition("?")[0].rpartition("/")[2]
    assert me.http.delete(f"/api/files/{asset_id}").status_code == 200
    assert me.http.get(url).status_code == 404

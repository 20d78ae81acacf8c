"""Against a real server on this machine that is listed as allowed: what is fetched, and where it ends."""

import io
import time

import pytest
from tests.serve.fetch.site import site

from mudong.serve.fetch.fetch import FetchLimits, fetch, post
from mudong.serve.fetch.guard import Guard
from mudong.spec.errors import InvalidRequest

_LIMITS = FetchLimits(max_bytes=100_000, wall_s=1.0, idle_s=0.8)


@pytest.fixture(scope="module")
def server():
    with site() as running:
        yield running


@pytest.fixture(scope="module")
def base(server) -> str:
    return f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def guard(server) -> Guard:
    return Guard.of([f"127.0.0.1:{server.server_port}"])


def got(url: str, guard: Guard) -> bytes:
    into = io.BytesIO()
    size = fetch(url, into, _LIMITS, guard).size_bytes
    assert size == len(into.getvalue())
    return into.getvalue()


def test_a_file_comes_whole(base: str, guard: Guard) -> None:
    assert got(f"{base}/file/100000", guard) == b"x" * 100_000


def test_a_redirect_is_followed_and_judged(base: str, guard: Guard) -> None:
    assert got(f"{base}/to//file/7", guard) == b"x" * 7
    for inside in (
        "http://127.0.0.1:1/",
        "https://localhost/",
        "https://[::1]/",
        "file:///etc/passwd",
        "https://10.0.0.1/",
    ):
        with pytest.raises(InvalidRequest):
            got(f"{base}/to/{inside}", guard)


@pytest.mark.parametrize(("page", "code"), [
    ("file/100001", "fetch.too_large"), ("endless/", "fetch.too_large"), ("round/", "fetch.redirects"),
    ("missing/", "fetch.status"), ("torn/", "fetch.failed"),
])  # fmt: skip
def test_what_is_wrong_is_told(page: str, code: str, base: str, guard: Guard) -> None:
    with pytest.raises(InvalidRequest) as error:
        got(f"{base}/{page}", guard)
    assert error.value.code == code


def test_a_server_that_drips_costs_at_most_the_time_limit(base: str, guard: Guard) -> None:
    start = time.monotonic()
    with pytest.raises(InvalidRequest) as error:
        got(f"{base}/drip/", guard)
    assert error.value.code == "fetch.slow"
    assert time.monotonic() - start < _LIMITS.wall_s + 1.0


def test_a_message_is_posted_as_it_is(server, base: str, guard: Guard) -> None:
    assert post(f"{base}/status/204", {"webhook-id": "7"}, b'{"a":1}', guard) == 204
    headers, body = server.posted[-1]
    assert (headers["webhook-id"], body) == ("7", b'{"a":1}')
    assert post(f"{base}/status/500", {}, b"x", guard) == 500


def test_nobody_there_is_no_status(guard: Guard) -> None:
    closed = Guard.of(["127.0.0.1:1"])
    assert post("http://127.0.0.1:1/", {}, b"x", closed) == 0

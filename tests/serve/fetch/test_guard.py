"""No spelling of a private address gets past the guard; what the operator lists does."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.serve.fetch.fetch import FetchLimits, fetch, post
from mudong.serve.fetch.guard import Guard
from mudong.serve.fetch.wire import Deadline, GuardedBackend
from mudong.spec.errors import InvalidRequest

_PRIVATE = (
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "10.255.255.254", "172.16.0.1", "172.31.9.9", "192.168.0.1",
    "169.254.169.254", "169.254.0.1", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:0a00:0001::",
    "2001:0:4136:e378:8000:63bf:f5ff:fffe",
)  # fmt: skip
_SPELLINGS = (
    "https://2130706433/", "https://0x7f000001/", "https://0177.0.0.1/", "https://127.1/", "https://0/", "https://0x7f.1/",
    "https://017700000001/", "https://3232235521/", "https://[::1]/", "https://[::ffff:7f00:1]/", "https://[::ffff:127.0.0.1]/",
    "https://localhost/", "https://LOCALHOST./", "https://localhost:8443/", "https://①②⑦.⓪.⓪.①/", "https://169.254.169.254/latest/meta-data/",
)  # fmt: skip
_NOT_URLS = (
    "", "x", "//example.org/a", "/etc/passwd", "file:///etc/passwd", "ftp://example.org/a", "gopher://example.org/_x",
    "dict://example.org:11211/", "data:image/png;base64,AAAA", "javascript:alert(1)", "unix:///var/run/docker.sock",
    "http://example.org/a", "http://169.254.169.254/", "https://user@example.org/", "https://example.org@127.0.0.1/",
    "https://a:b@example.org/", "https://example.org\\@127.0.0.1/", "https://example.org:22/", "https://example.org:25/",
    "https://example.org:80/", "https://exam ple.org/", "https://example.org/\r\nHost: x", "https://\x00example.org/",
    "https://example.org:99999/", "https://:443/", "https://" + "a" * 5000,
)  # fmt: skip
_LIMITS = FetchLimits(max_bytes=1000, wall_s=2)


def never(host: str, port: int) -> list[str]:
    raise AssertionError(f"dialled {host}:{port}")


@pytest.mark.parametrize("address", _PRIVATE)
def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    for answers in ([address], ["93.184.216.34", address]):
        with pytest.raises(InvalidRequest, match="public addresses"):
            Guard(resolve=lambda host, port, a=answers: a).address("innocent.example", 443)


@pytest.mark.parametrize("url", _SPELLINGS)
def test_no_spelling_of_an_inner_address_is_fetched(url: str, tmp_path) -> None:
    with (tmp_path / "got").open("wb") as into, pytest.raises(InvalidRequest) as error:
        fetch(url, into, _LIMITS, Guard())
    assert error.value.code in ("fetch.host", "fetch.url")
    with pytest.raises(InvalidRequest):
        post(url, {}, b"x", Guard())


@pytest.mark.parametrize("url", _NOT_URLS)
def test_what_is_not_a_plain_https_url_dials_nobody(url: str, tmp_path) -> None:
    with (tmp_path / "got").open("wb") as into, pytest.raises(InvalidRequest):
        fetch(url, into, _LIMITS, Guard(resolve=never))


@given(st.integers(0, 2**32 - 1))
def test_a_mapped_address_is_judged_like_the_one_inside(number: int) -> None:
    inner = ipaddress.IPv4Address(number)
    guard = Guard(resolve=lambda host, port: [host])

    def passes(text: str) -> bool:
        try:
            guard.address(text, 443)
        except InvalidRequest:
            return False
        return True

    assert (
        passes(f"::ffff:{inner}") == passes(str(inner)) == passes(str(ipaddress.IPv6Address((0x64FF9B << 96) + number)))
    )


def test_the_checked_address_is_the_one_that_is_dialled(monkeypatch) -> None:
    asked: list[str] = []
    dialled: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.216.34"] if len(asked) == 1 else ["127.0.0.1"]

    backend = GuardedBackend(Guard(resolve=rebinding), Deadline.after(5))
    monkeypatch.setattr(type(backend._plain), "connect_tcp", lambda self, host, *rest: dialled.append(host))
    backend.connect_tcp("rebind.example", 443, 1.0)
    assert (asked, dialled) == (["rebind.example"], ["93.184.216.34"])


def test_what_the_operator_lists_may_lie_inside() -> None:
    guard = Guard.of(["10.1.0.0/16", "cdn.internal:9000"])
    assert Guard(networks=guard.networks, resolve=lambda h, p: ["10.1.2.3"]).address("x", 443) == "10.1.2.3"
    assert guard.lists("CDN.internal", 9000)
    assert not guard.lists("cdn.internal", 9001)
    assert not guard.lists("10.2.0.1", 443)

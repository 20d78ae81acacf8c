"""The signature that the Kling API's documentation gives, and that nothing signed can be changed."""

import pytest

from mudong.serve.callbacks.signature import TOLERANCE_S, is_ours, new_secret, signed_headers

_SECRET = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI="
_ID, _TIME = "9876543210", 1781080794
_BODY = (
    b'{"id":"1234567890","status":"succeeded","message":"",'
    b'"create_time":1781080778802,"update_time":1781080794151}'
)  # fmt: skip


def test_the_documented_vector() -> None:
    headers = signed_headers(_ID, _TIME, _BODY, [_SECRET])
    assert headers["webhook-signature"] == "v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4="


def test_both_secrets_are_good_while_one_is_replaced() -> None:
    old, new = new_secret(), new_secret()
    headers = signed_headers(_ID, _TIME, _BODY, [new, old])
    assert is_ours(headers, _BODY, old, _TIME)
    assert is_ours(headers, _BODY, new, _TIME)
    assert not is_ours(headers, _BODY, new_secret(), _TIME)


@pytest.mark.parametrize(("change", "body", "now"), [
    ({"webhook-id": "1"}, _BODY, _TIME),
    ({"webhook-timestamp": str(_TIME + 1)}, _BODY, _TIME),
    ({}, _BODY + b" ", _TIME),
    ({}, _BODY, _TIME + TOLERANCE_S + 1),
    ({"webhook-timestamp": "soon"}, _BODY, _TIME),
    ({"webhook-signature": ""}, _BODY, _TIME),
])  # fmt: skip
def test_nothing_signed_can_be_changed_or_replayed_late(change: dict[str, str], body: bytes, now: int) -> None:
    headers = signed_headers(_ID, _TIME, _BODY, [_SECRET])
    assert is_ours(headers, _BODY, _SECRET, _TIME + TOLERANCE_S)
    assert not is_ours(headers | change, body, _SECRET, now)

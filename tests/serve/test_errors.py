"""Every error has a status and code of the reference, and none of ours is a 500 but the ledger's."""

import inspect
import re

import pytest

from mudong.serve import errors
from mudong.serve.errors import LedgerConflict, ServeError, wire_of
from mudong.spec.errors import Cancelled, InvalidRequest, MediaError, OutputError, Refused, Unavailable

REFERENCE = {
    1000: 401, 1001: 401, 1002: 401, 1003: 401, 1004: 401, 1100: 429, 1101: 429, 1102: 429, 1103: 403, 1200: 400,
    1201: 400, 1202: 404, 1203: 404, 1300: 400, 1301: 400, 1302: 429, 1303: 429, 1304: 429, 5000: 500, 5001: 503,
    5002: 504,
}  # fmt: skip
"""`code` of the Kling API -> HTTP status (kling-api.md, B3)."""
KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ServeError)]


@pytest.mark.parametrize("kind", KINDS)
def test_codes_and_statuses_go_together_as_in_the_reference(kind: type[ServeError]):
    wire = wire_of(kind("serve.x"))
    assert REFERENCE[wire.kling_code] == wire.kling_status
    assert 400 <= wire.status < 500 or wire.kling_code == 5001


def test_the_drawn_tree_is_the_tree():
    drawn = re.findall(r"── (\w+) +(\d{3}) +(\d{3}) (\d{4})", inspect.getdoc(errors) or "")
    assert len(drawn) == len(KINDS) - 1 - 4 + 1, "all but the root and the four that show their code alone"
    for name, *numbers in drawn:
        wire = wire_of(getattr(errors, name)("serve.x"))
        assert [wire.status, wire.kling_status, wire.kling_code] == [int(number) for number in numbers]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InvalidRequest("a.b"), 400), (MediaError("a.b"), 400), (Refused("a.b"), 400), (Unavailable("a.b"), 503),
        (OutputError("a.b"), 500), (LedgerConflict("a.b"), 500), (Cancelled(), 500),
    ],
)  # fmt: skip
def test_the_rest_of_the_tree_has_an_answer_too(error, status: int):
    assert wire_of(error).status == wire_of(error).kling_status == status

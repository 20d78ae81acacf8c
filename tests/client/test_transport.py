"""Events off the wire, tokens as the server reads them, refusals as errors."""

from __future__ import annotations

import time

import jwt
import pytest

from mudong.client import ApiError, Client
from mudong.client.errors import NoServer
from mudong.client.token import signed_token
from mudong.client.transport import parse_events
from mudong.client.values import JobEvent


def test_events_are_read_as_they_are_written() -> None:
    whole = 'id: 7\nevent: state\ndata: {"state": "춤"}\n\n'
    text = "retry: 2000\n\n: still here\n\n" + whole + 'id: 8\nevent: progress\ndata: {"cut'
    assert list(parse_events(text.split("\n"))) == [JobEvent(id=7, kind="state", data={"state": "춤"})]


def test_a_token_is_what_any_jwt_library_reads() -> None:
    claims = jwt.decode(signed_token("ak", "s" * 32), "s" * 32, algorithms=["HS256"])
    assert claims["iss"] == "ak"
    assert 1700 < claims["exp"] - time.time() <= 1800


def test_a_refusal_says_what_the_server_said() -> None:
    error = ApiError(402, "serve.out_of_credits", "This costs 10 credits.", "field")
    assert "This costs 10 credits." in str(error)
    assert (error.exit_code, error.reason, error.field) == (2, "serve.out_of_credits", "field")


def test_nobody_there() -> None:
    with Client("http://127.0.0.1:9", timeout_s=2) as client, pytest.raises(NoServer):
        client.account()

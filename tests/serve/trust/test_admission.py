"""A refusal is raised and written down, and what was asked for is not."""

from pathlib import Path

import pytest

from mudong.serve.accounts.principal import Principal
from mudong.serve.clock import ManualClock
from mudong.serve.database.connect import Database
from mudong.serve.errors import PolicyRefused
from mudong.serve.trust.admission import Admission
from mudong.serve.trust.audit import rows_of
from mudong.serve.trust.policy import built_in_policy
from mudong.spec.conditions import Element
from mudong.spec.request import Request

WHO = Principal(user_id="u", key_id="key_1", kind="api_key")


@pytest.fixture
def admission(any_database: Database, clock: ManualClock) -> Admission:
    return Admission(policy=built_in_policy(), database=any_database, clock=clock)


def test_a_refusal_is_written_down_without_the_prompt(admission: Admission):
    with pytest.raises(PolicyRefused) as caught:
        admission.admit(Request(prompt="Pikachu in the rain"), WHO)
    assert caught.value.params["field"] == "prompt"
    with admission.database.reading() as connection:
        (row,) = rows_of(connection, "u")
    assert (row.action, row.actor, row.subject) == ("policy.refused", "key_1", "character")
    assert "rain" not in str(row)
    assert "text_sha256" in row.detail_json


def test_what_is_innocent_leaves_no_trace(admission: Admission):
    admission.admit(Request(prompt="a dog", negative_prompt="nsfw, nude"), WHO)
    with admission.database.reading() as connection:
        assert rows_of(connection, "u") == []


def test_a_refused_whole_cannot_be_split_over_two_fields(admission: Admission):
    element = Element(name="schoolgirl", paths=(Path("a"),))
    admission.admit(Request(prompt="she walks", conditions=(element,)), WHO)
    with pytest.raises(PolicyRefused) as caught:
        admission.admit(Request(prompt="a sexy dance", conditions=(element,)), WHO)
    assert (caught.value.code, caught.value.params["field"]) == ("trust.minors", "element")

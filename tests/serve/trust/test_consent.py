"""A statement for every picture that can be seen, kept once with the job; none where none is due."""

from pathlib import Path

import pytest
from sqlalchemy import insert

from mudong.serve.clock import ManualClock
from mudong.serve.database import schema
from mudong.serve.database.connect import Database
from mudong.serve.errors import BadParameter
from mudong.serve.trust.audit import check_chain
from mudong.serve.trust.consent import consents_of, declare, record_consents, shown
from mudong.spec.conditions import Character, Element, FeatureVideo, FirstFrame, Motion, SourceVideo
from mudong.spec.messages import LANGUAGES
from mudong.spec.request import Request

JOB = {
    "product": "p", "face": "mudong", "model_name": "m", "engine": "puppet", "request_json": "{}", "wire_json": "{}",
    "state": "submitted", "stage": "", "cost_cc": 0, "deadline_ms": 0, "created_ms": 0, "updated_ms": 0,
}  # fmt: skip


@pytest.fixture
def with_jobs(any_database: Database) -> Database:
    with any_database.transaction() as connection:
        for user in ("u", "v"):
            row = {"id": user, "name": user, "language": "en", "state": "active", "created_ms": 0}
            connection.execute(insert(schema.users).values(row))
            connection.execute(insert(schema.jobs).values(JOB | {"id": f"job {user}", "user_id": user}))
    return any_database


def test_what_is_shown_is_what_gets_into_the_picture():
    request = Request(
        conditions=(
            Character(path=Path("a"), joints=Path("j")), Motion(path=Path("m")), FeatureVideo(path=Path("f")),
            Element(name="e", paths=(Path("b"), Path("a"))), FirstFrame(path=Path("c")), SourceVideo(path=Path("v")),
        )
    )  # fmt: skip
    assert shown(request) == (Path("a"), Path("b"), Path("c"), Path("v"))


def test_who_has_to_state_it():
    said = {"key_id": "k", "local": False, "own_api": True, "given": False, "num_shown": 1}
    with pytest.raises(BadParameter) as caught:
        declare(**said)
    assert (caught.value.code, caught.value.params["field"]) == ("trust.consent_missing", "consent")
    assert declare(**said | {"given": True}).statement == "declared_1"
    assert declare(**said | {"own_api": False}).statement == "terms_1"
    assert declare(**said | {"local": True}).statement == "local_1"
    assert declare(**said | {"num_shown": 0}).statement == "terms_1"


def test_it_is_kept_once_and_for_its_user_alone(with_jobs: Database, clock: ManualClock):
    declaration = declare(key_id="k", local=False, own_api=True, given=True, num_shown=2)
    kept = []
    for _ in range(2):
        with with_jobs.transaction() as connection:
            kept.append(
                record_consents(
                    connection, declaration, user_id="u", job_id="job u", pictures=["1" * 64, "2" * 64, "1" * 64],
                    now_ms=clock.now_ms(),
                )
            )  # fmt: skip
    assert kept == [2, 0]
    with with_jobs.reading() as connection:
        found = consents_of(connection, "u", "job u")
        assert {each.sha256 for each in found} == {"1" * 64, "2" * 64}
        assert consents_of(connection, "v", "job u") == []
        assert check_chain(connection).rows == 1
    for language in LANGUAGES:
        assert not found[0].text(language).startswith("trust.")

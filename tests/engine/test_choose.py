"""Which engine answers: by name, or by capability; a refusal tells why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from material import Material

from mudong.engine.choose import choose, engine_names
from mudong.engine.library import Library
from mudong.spec.conditions import ReferenceImage
from mudong.spec.engine import Run
from mudong.spec.errors import InvalidRequest


@pytest.mark.parametrize("name", ["auto", "puppet"])
def test_the_puppet_takes_a_picture_and_a_motion(material: Material, name: str) -> None:
    engine, notices = choose(material.request(engine=name), Library(Run()))
    assert (engine.name, notices) == ("puppet", ())


def test_an_unknown_engine_is_refused_with_the_known_ones(material: Material) -> None:
    with pytest.raises(InvalidRequest) as caught:
        choose(material.request(engine="omni"), Library(Run()))
    assert all(name in caught.value.text("en") for name in ("auto", *engine_names()))


def test_when_no_engine_can_the_reason_is_told(material: Material) -> None:
    request = replace(material.request(), conditions=(ReferenceImage(path=material.picture),))
    with pytest.raises(InvalidRequest) as caught:
        choose(request, Library(Run()))
    for language in ("en", "ko"):
        assert "--image" in caught.value.text(language)


def test_what_will_be_left_aside_is_said_beforehand(material: Material) -> None:
    request = material.request(prompt="모자를 씌워 주세요")
    _, notices = choose(
        replace(request, conditions=(*request.conditions, ReferenceImage(path=material.picture))), Library(Run())
    )
    assert {notice.code for notice in notices} == {"notice.puppet_cannot", "notice.puppet_ignores_conditions"}

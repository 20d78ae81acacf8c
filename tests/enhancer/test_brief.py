import json

import pytest
from given import HELD, OTHERS, asked, read

from mudong.enhancer.brief import Brief
from mudong.enhancer.enhance import enhance
from mudong.spec.errors import InvalidRequest


def test_every_brief_survives_json():
    for one in (*read(HELD)[::5], *read(OTHERS)[::9]):
        brief = enhance(one.request)
        assert Brief.from_json(brief.to_json()) == brief


def test_a_wrong_field_is_named():
    data = json.loads(asked("a cat dances").to_json())
    data["intent"] = "guess"
    with pytest.raises(InvalidRequest, match="intent"):
        Brief.from_json(json.dumps(data))


def test_the_model_is_told_the_instruction_or_else_the_caption():
    assert asked("a cat dances on stage").prompt.startswith("A clean flat illustration")
    assert asked("let it snow", "source").prompt == "Let it snow."

import pytest

from mudong.enhancer.fact import Fact
from mudong.enhancer.know.places import place_at
from mudong.enhancer.know.rules import infer, kinds_of_mood, light_at
from mudong.enhancer.tell.naming import decision
from mudong.language.lexicon import kinds


def test_every_mood_has_named_changes_with_a_reason_in_every_language():
    for mood in kinds_of_mood():
        found = infer([Fact(facet="mood", value=mood)])
        assert found, mood
        for each in found:
            assert all(each.why[language] for language in ("en", "ko", "zh"))
            assert all(decision(each.fact, language) for language in ("en", "ko", "zh"))
            area = {"feels": "expression"}.get(each.fact.facet, each.fact.facet)
            if area in ("light", "weather", "expression", "framing"):
                assert each.fact.value in kinds(area)


def test_what_is_said_is_never_overruled_by_a_mood():
    facts = [Fact(facet="mood", value="scarier"), Fact(facet="light", value="noon")]
    assert not any(each.fact.facet == "light" for each in infer(facts))


def test_nobody_gets_an_umbrella_who_wants_none():
    rain = Fact(facet="weather", value="rain")
    assert any(each.fact.atom == "thing:umbrella" for each in infer([rain]))
    assert not any(each.fact.atom == "thing:umbrella" for each in infer([rain, Fact(facet="no", value="umbrella")]))


@pytest.mark.parametrize(
    ("light", "hours", "after"),
    [
        ("morning", "+6h", "noon"),
        ("noon", "+6h", "golden_hour"),
        ("night", "-12h", "noon"),
        ("golden_hour", "+24h", "golden_hour"),
    ],
)
def test_hours_pass(light: str, hours: str, after: str):
    found = infer([Fact(facet="light", value=light), Fact(facet="time", value=hours)])
    assert [each.fact.value for each in found if each.fact.facet == "light"] == [after]


def test_a_day_has_every_light_and_no_gap():
    assert {light_at(hour / 4) for hour in range(96)} == {"night", "morning", "noon", "golden_hour"}


def test_the_smallest_landmark_wins():
    tower, city = place_at(48.8584, 2.2945), place_at(48.83, 2.40)
    assert tower is not None
    assert city is not None
    assert ("Eiffel" in tower.en, city.en) == (True, "Paris")
    assert place_at(0.0, 0.0) is None

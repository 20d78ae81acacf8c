"""Particles follow the last sound of their word."""

from __future__ import annotations

import pytest

from mudong.language import korean


@pytest.mark.parametrize(
    ("noun", "subject", "topic", "direct", "together", "towards"),
    [
        ("아기", "아기가", "아기는", "아기를", "아기와", "아기로"),
        ("곰", "곰이", "곰은", "곰을", "곰과", "곰으로"),
        ("서울", "서울이", "서울은", "서울을", "서울과", "서울로"),
        ("꽃", "꽃이", "꽃은", "꽃을", "꽃과", "꽃으로"),
        ("판다", "판다가", "판다는", "판다를", "판다와", "판다로"),
    ],
)
def test_particles(noun, subject, topic, direct, together, towards):
    assert korean.subject(noun) == subject
    assert korean.topic(noun) == topic
    assert korean.direct_object(noun) == direct
    assert korean.together(noun) == together
    assert korean.towards(noun) == towards


def test_lists_are_joined_by_the_right_and():
    assert korean.joined([]) == ""
    assert korean.joined(["공"]) == "공"
    assert korean.joined(["모자", "공"]) == "모자와 공"
    assert korean.joined(["모자", "공", "풍선"]) == "모자, 공과 풍선"


def test_words_of_other_scripts_take_the_vowels_particle():
    assert korean.final_consonant("") == korean.final_consonant("TV") == 0


def test_requests_are_joined_by_their_verbs():
    asked = ["모자를 파란색으로 바꿔 줘.", "공에 불을 붙여 줘.", "비가 내리게 해 줘."]
    assert korean.requested_together(asked) == "모자를 파란색으로 바꾸고, 공에 불을 붙이고, 비가 내리게 해 줘."
    with pytest.raises(ValueError, match="둬"):
        korean.requested_together(["그대로 둬.", "비가 내리게 해 줘."])


def test_requests_are_polite_or_in_a_hurry():
    assert korean.polite("배경을 눈 오는 날로 바꿔 줘.") == "배경을 눈 오는 날로 바꿔 주세요."
    assert korean.casual("배경을 눈 오는 날로 바꿔 줘.") == "배경을 눈 오는 날로 바꿔줘"


def test_nouns_are_inflected():
    assert korean.inflected("공") == {"noun": "공", "subject": "공이", "object": "공을"}

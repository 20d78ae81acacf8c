import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mudong.enhancer.hear.hear import hear


def _heard(prompt: str) -> list[str]:
    return [f"{token.area}:{token.kind}" for token in hear(prompt)[1]]


def test_spaces_do_not_matter_in_korean():
    apart = _heard("빨간 모자 쓴 고양이가 무대에서 춤춘다")
    assert _heard("빨간모자쓴고양이가무대에서춤춘다") == apart
    assert apart == ["colour:red", "cloth:hat", "op:wear", "species:cat", "place:stage", "action:dance"]


@pytest.mark.parametrize("prompt", ["나비", "용감한", "비슷한 느낌", "공간", "눈을 감고", "아기자기하게"])
def test_a_syllable_within_a_word_is_not_a_word(prompt: str):
    assert not [each for each in _heard(prompt) if each.split(":")[0] in ("weather", "species", "prop", "effect")]


def test_particles_are_taken_off():
    tokens = hear("할머니께서 공원에서 강아지랑")[1]
    assert [(token.kind, token.tail) for token in tokens] == [("grandmother", "께서"), ("park", "에서"), ("dog", "랑")]


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("48°51'29.1348''N, 2°17'40.8984''E", "48.85809,2.29469"),
        ("37.5665, 126.9780", "37.56650,126.97800"),
        ("33.86°S, 151.21°E", "-33.86000,151.21000"),
    ],
)
def test_coordinates_are_read_in_every_form(prompt: str, kind: str):
    assert [(t.area, t.kind) for t in hear(prompt)[1]] == [("gps", kind)]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_tokens_lie_in_order_within_the_prompt(prompt: str):
    composed, tokens = hear(prompt)
    assert all(0 <= token.start < token.end <= len(composed) for token in tokens)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))

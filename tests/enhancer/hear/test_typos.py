import pytest

from mudong.enhancer.hear.typos import corrected, corrected_korean, distance
from mudong.language.heard import ordinary_words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("dalmation", "dalmatian"), ("retreiver", "retriever"), ("umbrela", "umbrella"), ("baloon", "balloon")],
)
def test_misspelt_words_are_mended(typed: str, meant: str):
    assert corrected(typed) == meant


def test_ordinary_words_are_left_alone():
    assert all(corrected(word) == word for word in ordinary_words() if word.isascii())


@pytest.mark.parametrize(("typed", "meant"), [("고얀이", "고양이"), ("강아쥐", "강아지"), ("잔듸밭", "잔디밭")])
def test_one_letter_of_a_syllable_may_be_wrong(typed: str, meant: str):
    assert corrected_korean(typed) == meant


def test_distance_counts_swaps_once_and_stops_early():
    assert distance("bear", "bear", 2) == 0
    assert distance("baer", "bear", 2) == 1
    assert distance("", "bear", 2) == 3

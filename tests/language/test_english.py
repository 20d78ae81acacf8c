"""Articles, lists, sentences."""

from __future__ import annotations

import pytest

from mudong.language import english


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("red hat", "a red hat"),
        ("orange ball", "an orange ball"),
        ("umbrella", "an umbrella"),
        ("blue trousers", "blue trousers"),
        ("white hanbok trousers", "white hanbok trousers"),
        ("green overalls", "green overalls"),
    ],
)
def test_articles(phrase, said):
    assert english.article(phrase) == said


def test_lists_and_sentences():
    assert english.joined(["a hat"]) == "a hat"
    assert english.joined(["a hat", "a bag"]) == "a hat and a bag"
    assert english.joined(["a hat", "a bag", "a ball"]) == "a hat, a bag and a ball"
    assert english.sentence("it  rains") == "It rains."
    assert english.sentence("It rains.") == "It rains."

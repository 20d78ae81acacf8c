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


def test_requests_are_joined_polite_or_in_a_hurry():
    asked = ["Make the hat blue.", "Set the ball on fire.", "Make it rain."]
    assert english.together(asked) == "Make the hat blue, set the ball on fire and make it rain."
    assert english.polite("Make it rain.") == "Please make it rain."
    assert english.casual("Make it rain.") == "make it rain"

"""The instruction of an edit, or of how pictures and videos are used, in the words of the training pairs (en, ko)."""

from __future__ import annotations

from collections.abc import Sequence

from mudong.enhancer.fact import Fact
from mudong.enhancer.read.understand import Understanding
from mudong.enhancer.tell.edits import edit
from mudong.enhancer.tell.uses import used
from mudong.enhancer.tell.wording import (
    Words,
    said,
    together,
    word_in_both,
)

_TRAINED_MOODS = ("scarier", "cosier", "more_festive")
_SHOTS = ("next_shot", "previous_shot")


def instruction(meant: Understanding, facts: Sequence[Fact]) -> Words:
    """English and Korean; empty for text to video, whose caption says all."""
    if meant.intent == "text_to_video":
        return said("", "")
    if meant.intent in ("edit", "camera_angle"):
        return together([wish for fact in _worth_saying(facts) if (wish := edit(fact, facts))])
    if meant.intent in _SHOTS:
        framing = next((fact.value for fact in facts if fact.facet == "framing"), "medium")
        shot = word_in_both(meant.intent, framing)
        return together([shot, *(wish for fact in facts if fact.facet != "framing" and (wish := edit(fact, facts)))])
    return used(meant, facts)


def _worth_saying(facts: Sequence[Fact]) -> list[Fact]:
    """What is stated; of a mood that training does not know, what it means instead; of an hour, its light."""
    moods = [fact.value for fact in facts if fact.facet == "mood"]
    strange = [mood for mood in moods if mood not in _TRAINED_MOODS]
    hours = any(fact.facet == "time" for fact in facts)
    return [
        fact
        for fact in facts
        if (fact.stated and not (fact.facet == "mood" and fact.value in strange))
        or (strange and fact.facet in ("light", "weather", "feels"))
        or (hours and fact.facet == "light")
    ]

"""How pictures and videos are used, as the training pairs ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from mudong.enhancer.fact import Fact
from mudong.enhancer.read.understand import Understanding
from mudong.enhancer.tell.wording import (
    Words,
    doing_words,
    names,
    said,
    word_in_both,
)
from mudong.language import english, korean
from mudong.language.lexicon import kinds
from mudong.world.kinds import Species


def used(meant: Understanding, facts: Sequence[Fact]) -> Words:
    """How pictures and videos are used: as the pairs of training ask for it."""
    people = [
        (handle, role)
        for handle, role in meant.roles.items()
        if role == "who" or role in (*Species, "golden_retriever", "corgi")
    ]
    does = next((fact for fact in facts if fact.facet == "does"), None)
    doing = doing_words(does.value) if does else said("", "나오는")
    where = _where(facts)
    if meant.intent == "motion_transfer":
        subject = next(
            (fact.subject for fact in facts if fact.subject and fact.facet == "does"),
            people[0][1] if people else "lead",
        )
        who = _person(subject)
        return said(
            f"Make the {who['en']} in the picture dance exactly like in the video.",
            f"사진 속 {korean.subject(who['ko'])} 영상과 똑같이 춤추게 해 줘.",
        )
    if meant.intent == "camera_transfer":
        return word_in_both("edit_camera", "motion")
    if meant.intent in ("image_to_video", "storyboard", "sketch"):
        return _from_picture(meant, facts, doing)
    if len(people) > 1:
        en = english.joined([f"the {_person(role)['en']} from picture {n}" for n, (_, role) in enumerate(people, 1)])
        ko = korean.joined([f"사진 {n}의 {_person(role)['ko']}" for n, (_, role) in enumerate(people, 1)])
        return said(
            f"Make a clip of {en} together{where['en']}.",
            f"{korean.subject(ko)}{where['ko']} 함께 나오는 영상을 만들어 줘.",
        )
    shown = next(((handle, role) for handle, role in meant.roles.items() if role in kinds("prop")), None)
    if not people and shown is not None:
        return _with_thing(shown[1], facts, doing, where)
    who = _person(people[0][1]) if people else names(next((f.value for f in facts if f.facet == "who"), "lead"))
    return said(
        f"Show the {who['en']} from the picture {doing['en']}{where['en']}.".replace("  ", " "),
        f"{where['ko'].strip()} 사진 속 {korean.subject(who['ko'])} {doing['ko']} 영상을 만들어 줘.".strip(),
    )


def _with_thing(kind: str, facts: Sequence[Fact], doing: Words, where: Words) -> Words:
    """A picture of a thing only."""
    who, thing = names(next((fact.subject for fact in facts if fact.facet == "holds"), "lead")), names(kind)
    en = f"Show {english.article(who['en'])} with the {thing['en']} from the picture {doing['en']}".rstrip()
    held = korean.direct_object(thing["ko"])
    ko = f"{where['ko'].strip()} 사진 속 {held} 든 {korean.subject(who['ko'])} {doing['ko']}"
    return said(f"{en}{where['en']}.", f"{ko.strip()} 영상을 만들어 줘.")


def _from_picture(meant: Understanding, facts: Sequence[Fact], doing: Words) -> Words:
    subject = next((fact.subject for fact in facts if fact.facet == "does" and fact.subject), None)
    who = names(subject or next((fact.value for fact in facts if fact.facet == "who"), "lead"))
    area, kind = ("from_drawing", meant.intent) if meant.intent != "image_to_video" else ("from_frames", "first")
    form, style = (
        word_in_both(area, kind),
        word_in_both("style", next((f.value for f in facts if f.facet == "style"), "flat")),
    )
    styled = said(
        form["en"].replace("[style]", style["en"]), form["ko"].replace("[style]", korean.towards(style["ko"]))
    )
    return said(
        styled["en"].format(who["en"], doing["en"] or "moving"),
        styled["ko"].format(korean.subject(who["ko"]), doing["ko"]),
    )


def _where(facts: Sequence[Fact]) -> Words:
    place = next((fact.value for fact in facts if fact.facet == "place"), None)
    return said("", "") if place is None else {each: " " + text for each, text in word_in_both("place", place).items()}


def _person(role: str) -> Words:
    return said("character", "캐릭터") if role == "who" else names(role)

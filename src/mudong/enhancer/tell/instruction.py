"""The instruction of an edit, or of how pictures and videos are used, in the words of the training pairs (en, ko)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mudong.enhancer.fact import Fact
from mudong.enhancer.know.rules import name
from mudong.enhancer.read.understand import Understanding
from mudong.enhancer.tell.naming import colour_word, kind_name, noun_phrase, split_phrase, value_of
from mudong.language import english, korean
from mudong.language.lexicon import kinds, word
from mudong.world.kinds import ActionKind, PropKind, Species
from mudong.world.scene import Scene

Words = dict[str, str]
_TRAINED_MOODS = ("scarier", "cosier", "more_festive")
_LISTED = {
    "weather": "edit_weather",
    "light": "edit_light",
    "season": "edit_season",
    "style": "edit_style",
    "place": "edit_place",
    "backdrop": "edit_backdrop",
    "angle": "edit_camera",
    "mood": "edit_mood",
}
_FURRY = ("bear", "rabbit", "robot", "dragon")
_SHOTS = ("next_shot", "previous_shot")


def instruction(meant: Understanding, facts: Sequence[Fact], scenes: Sequence[Scene]) -> Words:
    """English and Korean; empty for text to video, whose caption says all."""
    if meant.intent == "text_to_video":
        return _said("", "")
    if meant.intent in ("edit", "camera_angle"):
        return _together([wish for fact in _worth_saying(facts) if (wish := _edit(fact, facts))])
    if meant.intent in _SHOTS:
        framing = next((fact.value for fact in facts if fact.facet == "framing"), "medium")
        shot = _listed(meant.intent, framing)
        return _together([shot, *(wish for fact in facts if fact.facet != "framing" and (wish := _edit(fact, facts)))])
    return _used(meant, facts)


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


def _edit(fact: Fact, facts: Sequence[Fact]) -> Words | None:
    """One request about one fact; None for what no request can say."""
    if fact.facet in _LISTED:
        return _whole(fact)
    make = _LOCAL.get(fact.facet)
    return None if make is None else make(fact, facts)


def _whole(fact: Fact) -> Words | None:
    area = _LISTED[fact.facet]
    value = {"transparent": "white"}.get(fact.value, fact.value) if fact.facet == "backdrop" else fact.value
    if value in kinds(area):
        return _listed(area, value)
    if fact.facet in ("place", "light"):
        where = {language: word(fact.facet, value, language) for language in ("en", "ko")}
        if fact.facet == "light":
            return _said(
                f"Put it {where['en']}.",
                f"조명을 {where['ko'].removesuffix(' 아래').removesuffix('에')} 분위기로 바꿔 줘.",
            )
        noun = where["ko"].removesuffix("에서").removesuffix(" 위")
        return _said(f"Show them {where['en']}.", f"배경을 {korean.towards(noun)} 바꿔 줘.")
    if fact.facet == "angle":
        return _said("Film it from another angle.", "다른 각도에서 찍어 줘.")
    return None


def _wears(fact: Fact, _: Sequence[Fact]) -> Words:
    colour, pattern, kind, _count = split_phrase(fact.value)
    who, cloth = _names(fact.subject), _names(kind)
    if colour and not pattern and kind not in ("chima", "jeogori", "baji", "dress") and fact.way != "put":
        return _said(
            f"Make the {who['en']}'s {cloth['en']} {colour}.",
            f"{who['ko']}의 {korean.direct_object(cloth['ko'])} {_colour_noun(colour)}으로 바꿔 줘.",
        )
    if pattern and not colour and fact.way != "put":
        look = {language: word("pattern", pattern, language) for language in ("en", "ko")}
        return _said(
            f"Make the {who['en']}'s {cloth['en']} {look['en']}.",
            f"{who['ko']}의 {korean.direct_object(cloth['ko'])} {korean.towards(look['ko'])} 바꿔 줘.",
        )
    phrase = _phrase(fact.value)
    return _said(
        f"Dress the {who['en']} in {english.article(phrase['en'])} instead.",
        f"{who['ko']}의 옷을 {korean.towards(phrase['ko'])} 갈아입혀 줘.",
    )


def _colour(fact: Fact, _: Sequence[Fact]) -> Words:
    who = _names(fact.subject)
    if fact.subject in _FURRY:
        coat = {language: word("coat", fact.subject, language) for language in ("en", "ko")}
        return _said(
            f"Make the {who['en']}'s {coat['en']} {fact.value}.",
            f"{who['ko']}의 {korean.direct_object(coat['ko'])} {_colour_noun(fact.value)}으로 바꿔 줘.",
        )
    return _said(
        f"Make the {who['en']} {fact.value}.",
        f"{korean.direct_object(who['ko'])} {_colour_noun(fact.value)}으로 바꿔 줘.",
    )


def _pattern(fact: Fact, _: Sequence[Fact]) -> Words:
    thing, look = _names(fact.subject), {language: word("pattern", fact.value, language) for language in ("en", "ko")}
    return _said(
        f"Make the {thing['en']} {look['en']}.",
        f"{korean.direct_object(thing['ko'])} {korean.towards(look['ko'])} 바꿔 줘.",
    )


def _hair(fact: Fact, _: Sequence[Fact]) -> Words:
    who = _names(fact.subject)
    hair = {
        each: value_of(fact, each) + ("" if name("hair", fact.value, "en") else {"en": " hair", "ko": " 머리"}[each])
        for each in ("en", "ko")
    }
    return _said(f"Give the {who['en']} {hair['en']}.", f"{who['ko']}의 머리를 {korean.towards(hair['ko'])} 바꿔 줘.")


def _feels(fact: Fact, _: Sequence[Fact]) -> Words:
    who, face = _names("lead" if fact.subject == "all" else fact.subject), _word("expression", fact.value)
    return _said(f"Give the {who['en']} {face['en']}.", f"{who['ko']}의 얼굴을 {korean.towards(face['ko'])} 바꿔 줘.")


def _holds(fact: Fact, _: Sequence[Fact]) -> Words:
    who, phrase = _names(fact.subject), _phrase(fact.value)
    return _said(
        f"Let the {who['en']} hold {_a(phrase['en'])}.",
        f"{korean.subject(who['ko'])} {korean.direct_object(phrase['ko'])} 들고 있게 해 줘.",
    )


def _add(fact: Fact, facts: Sequence[Fact]) -> Words:
    kind, phrase = split_phrase(fact.value)[2], _phrase(fact.value)
    by = next((each.value for each in facts if each.subject == kind and each.facet == "next_to"), None)
    side = next((each.value for each in facts if each.subject == kind and each.facet == "at"), None)
    if kind in tuple(PropKind):
        whom = _names(by or "lead")
        return _said(
            f"Add {_a(phrase['en'])} next to the {whom['en']}.",
            f"{whom['ko']} 옆에 {korean.direct_object(phrase['ko'])} 놓아 줘.",
        )
    does = next((each.value for each in facts if each.subject == kind and each.facet == "does"), "stand")
    doing = _doing(does)
    side = side if side in ("left", "right") else "right"
    where = {"left": "왼쪽", "right": "오른쪽"}[side]
    return _said(
        f"Add {_a(phrase['en'])} {doing['en']} on the {side}.",
        f"{where}에 {doing['ko']} {korean.direct_object(phrase['ko'])} 추가해 줘.",
    )


def _remove(fact: Fact, _: Sequence[Fact]) -> Words:
    what = _names(split_phrase(fact.value)[2])
    return _said(
        f"Remove {what['en'] if fact.value == 'crowd' else 'the ' + what['en']}.",
        f"{korean.direct_object(what['ko'])} 없애 줘.",
    )


def _replace(fact: Fact, _: Sequence[Fact]) -> Words:
    old, _sign, new = fact.value.partition(">")
    before, after = _names(split_phrase(old)[2]), _phrase(new)
    if split_phrase(new)[2] in (*Species, "golden_retriever", "corgi", "dalmatian", "shiba"):
        return _said(
            f"Replace the {before['en']} with {english.article(after['en'])} doing the same.",
            f"{korean.direct_object(before['ko'])} {korean.towards(after['ko'])} 바꿔 줘.",
        )
    return _said(
        f"Replace the {before['en']} with {english.article(after['en'])}.",
        f"{korean.direct_object(before['ko'])} {korean.towards(after['ko'])} 바꿔 줘.",
    )


def _effect(fact: Fact, _: Sequence[Fact]) -> Words:
    kind = "magic_fire" if fact.value == "fire" and fact.subject in (*Species, "lead") else fact.value
    return _asked("add_effect", kind, fact.subject)


def _material(fact: Fact, _: Sequence[Fact]) -> Words:
    statue = fact.subject in (*Species, "lead") and fact.value in kinds("edit_statue")
    return _asked("edit_statue" if statue else "edit_material", fact.value, fact.subject)


def _does(fact: Fact, facts: Sequence[Fact]) -> Words | None:
    if any(each.facet == "add" and split_phrase(each.value)[2] == fact.subject for each in facts):
        return None
    who, does = _names(fact.subject), _doing(fact.value)
    return _said(f"Show the {who['en']} {does['en']}.", f"{korean.subject(who['ko'])} {does['ko']} 모습으로 바꿔 줘.")


_LOCAL: dict[str, Callable[[Fact, Sequence[Fact]], Words | None]] = {
    "wears": _wears,
    "colour": _colour,
    "pattern": _pattern,
    "hair": _hair,
    "feels": _feels,
    "holds": _holds,
    "add": _add,
    "remove": _remove,
    "no": _remove,
    "replace": _replace,
    "effect": _effect,
    "material": _material,
    "does": _does,
}


def _used(meant: Understanding, facts: Sequence[Fact]) -> Words:
    """How pictures and videos are used: as the pairs of training ask for it."""
    people = [
        (handle, role)
        for handle, role in meant.roles.items()
        if role == "who" or role in (*Species, "golden_retriever", "corgi")
    ]
    does = next((fact for fact in facts if fact.facet == "does"), None)
    doing = _doing(does.value) if does else _said("", "나오는")
    where = _where(facts)
    if meant.intent == "motion_transfer":
        subject = next(
            (fact.subject for fact in facts if fact.subject and fact.facet == "does"),
            people[0][1] if people else "lead",
        )
        who = _person(subject)
        return _said(
            f"Make the {who['en']} in the picture dance exactly like in the video.",
            f"사진 속 {korean.subject(who['ko'])} 영상과 똑같이 춤추게 해 줘.",
        )
    if meant.intent == "camera_transfer":
        return _listed("edit_camera", "motion")
    if meant.intent in ("image_to_video", "storyboard", "sketch"):
        return _from_picture(meant, facts, doing)
    if len(people) > 1:
        en = english.joined([f"the {_person(role)['en']} from picture {n}" for n, (_, role) in enumerate(people, 1)])
        ko = korean.joined([f"사진 {n}의 {_person(role)['ko']}" for n, (_, role) in enumerate(people, 1)])
        return _said(
            f"Make a clip of {en} together{where['en']}.",
            f"{korean.subject(ko)}{where['ko']} 함께 나오는 영상을 만들어 줘.",
        )
    shown = next(((handle, role) for handle, role in meant.roles.items() if role in kinds("prop")), None)
    if not people and shown is not None:
        return _with_thing(shown[1], facts, doing, where)
    who = _person(people[0][1]) if people else _names(next((f.value for f in facts if f.facet == "who"), "lead"))
    return _said(
        f"Show the {who['en']} from the picture {doing['en']}{where['en']}.".replace("  ", " "),
        f"{where['ko'].strip()} 사진 속 {korean.subject(who['ko'])} {doing['ko']} 영상을 만들어 줘.".strip(),
    )


def _with_thing(kind: str, facts: Sequence[Fact], doing: Words, where: Words) -> Words:
    """A picture of a thing only."""
    who, thing = _names(next((fact.subject for fact in facts if fact.facet == "holds"), "lead")), _names(kind)
    en = f"Show {english.article(who['en'])} with the {thing['en']} from the picture {doing['en']}".rstrip()
    held = korean.direct_object(thing["ko"])
    ko = f"{where['ko'].strip()} 사진 속 {held} 든 {korean.subject(who['ko'])} {doing['ko']}"
    return _said(f"{en}{where['en']}.", f"{ko.strip()} 영상을 만들어 줘.")


def _from_picture(meant: Understanding, facts: Sequence[Fact], doing: Words) -> Words:
    subject = next((fact.subject for fact in facts if fact.facet == "does" and fact.subject), None)
    who = _names(subject or next((fact.value for fact in facts if fact.facet == "who"), "lead"))
    area, kind = ("from_drawing", meant.intent) if meant.intent != "image_to_video" else ("from_frames", "first")
    form, style = _listed(area, kind), _word("style", next((f.value for f in facts if f.facet == "style"), "flat"))
    styled = _said(
        form["en"].replace("[style]", style["en"]), form["ko"].replace("[style]", korean.towards(style["ko"]))
    )
    return _said(
        styled["en"].format(who["en"], doing["en"] or "moving"),
        styled["ko"].format(korean.subject(who["ko"]), doing["ko"]),
    )


def _where(facts: Sequence[Fact]) -> Words:
    place = next((fact.value for fact in facts if fact.facet == "place"), None)
    return _said("", "") if place is None else {each: " " + text for each, text in _word("place", place).items()}


def _asked(area: str, kind: str, subject: str) -> Words:
    """A sentence of the lexicon about one thing."""
    form, noun = _listed(area, kind), _names(subject)
    the = noun["en"] if noun["en"].startswith("the ") else f"the {noun['en']}"
    return _said(form["en"].format(the), form["ko"].format(**korean.inflected(noun["ko"])))


def _doing(kind: str) -> Words:
    if kind == "drum":
        return _said("beating a drum", "북을 치고 있는")
    stem = word("action", ActionKind(kind), "ko")
    return _said(word("action", kind, "en"), f"{stem} 있는" if stem.endswith("서") else f"{stem}고 있는")


def _person(role: str) -> Words:
    return _said("character", "캐릭터") if role == "who" else _names(role)


def _names(kind: str) -> Words:
    return {language: kind_name(kind, language).removeprefix("the ") for language in ("en", "ko")}


def _phrase(phrase: str) -> Words:
    return {language: noun_phrase(phrase, language) for language in ("en", "ko")}


def _a(phrase: str) -> str:
    return phrase if "×" in phrase or phrase.startswith("@") else english.article(phrase)


def _word(area: str, kind: str) -> Words:
    return {language: word(area, kind, language) for language in ("en", "ko")}


def _listed(area: str, kind: str) -> Words:
    return _word(area, kind)


def _colour_noun(colour: str) -> str:
    called = colour_word(colour, "ko")
    return called if called.endswith("색") else called + "색"


def _said(en: str, ko: str) -> Words:
    return {"en": en, "ko": ko}


def _together(wishes: Sequence[Words]) -> Words:
    if not wishes:
        return _said("", "")
    unique = list({wish["en"]: wish for wish in wishes}.values())
    try:
        ko = korean.requested_together([wish["ko"] for wish in unique])
    except ValueError:
        ko = " ".join(wish["ko"] for wish in unique)
    return _said(english.together([wish["en"] for wish in unique]) if len(unique) > 1 else unique[0]["en"], ko)

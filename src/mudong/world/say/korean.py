"""Scenes in Korean."""

from __future__ import annotations

from mudong.language.korean import direct_object, joined, subject
from mudong.language.lexicon import word
from mudong.world.act.fours.frame import on_fours
from mudong.world.kinds import View
from mudong.world.say.phrases import direction, filmed, framed, lit, named, outdoors, pace, prop_phrase, where, worn
from mudong.world.scene import Action, Character, Prop, Scene


def describe(scene: Scene) -> str:
    """The dense caption."""
    parts = [f"{word('style', scene.style, 'ko')}, {framed(scene, 'ko')}"]
    for number, character in enumerate(scene.cast):
        parts.append(_character(character, [_thing(p) for p in scene.props if p.held_by == number]))
    free = [_thing(p) for p in scene.props if p.held_by is None]
    if free:
        parts.append(f"{subject(joined(free))} 있다")
    parts.append(f"{lit(scene, 'ko')} {subject(somewhere(scene))} 보인다".lstrip())
    parts += [*outdoors(scene, "ko"), filmed(scene.camera, "ko")]
    return " ".join(part + "." for part in parts)


def prompt(scene: Scene) -> str:
    """What somebody would type."""
    if not scene.cast:
        return somewhere(scene)
    actor = scene.cast[0]
    who = " ".join([*(word("effect", effect, "ko") for effect in actor.effects), named(actor, "ko")])
    return f"{where(scene, 'ko')} {subject(who)} {_going_on(word('action', actor.actions[0].kind, 'ko'))}"


def somewhere(scene: Scene) -> str:
    """Where it is, as a noun: `모래사장`, `초록색 단색 배경`."""
    return where(scene, "ko").removesuffix("에서").removesuffix(" 위").removesuffix(" 앞")


def _thing(prop: Prop) -> str:
    return " ".join([*(word("effect", effect, "ko") for effect in prop.effects), prop_phrase(prop, "ko")])


def _character(character: Character, held: list[str]) -> str:
    clothes = worn(character, "ko")
    clauses = [f"{direct_object(joined(clothes))} 착용한"] if clothes else []
    clauses += [word("effect", effect, "ko") for effect in character.effects]
    feeling = word("expression", character.feelings[0].expression, "ko")
    clauses.append(f"{feeling}의 {subject(named(character, 'ko'))}")
    if held:
        clauses.append(f"{direct_object(joined(held))} 들고")
    if character.view is not View.FRONT:
        clauses.append(word("view", character.view, "ko"))
    if on_fours(character):
        clauses.append(word("stance", character.stance, "ko"))
    clauses.append(", 그다음 ".join(_action(action) for action in character.actions))
    later = [word("expression", feeling.expression, "ko") for feeling in character.feelings[1:]]
    return " ".join(clauses) + "".join(f". 이어서 {face}을 짓는다" for face in later)


def _action(action: Action) -> str:
    verb = _going_on(word("action", action.kind, "ko"))
    return " ".join(filter(None, (direction(action, "ko"), pace(action, "ko"), verb)))


def _going_on(stem: str) -> str:
    """`춤추고 있다`; standing is a state: `서 있다`."""
    return f"{stem} 있다" if stem.endswith("서") else f"{stem}고 있다"

"""Scenes in Chinese."""

from __future__ import annotations

from mudong.language.lexicon import word
from mudong.world.act.fours.frame import on_fours
from mudong.world.kinds import ActionKind, View
from mudong.world.say.phrases import direction, filmed, framed, lit, named, outdoors, pace, prop_phrase, where, worn
from mudong.world.scene import Action, Character, Prop, Scene


def describe(scene: Scene) -> str:
    """The dense caption."""
    parts = [f"{word('style', scene.style, 'zh')}，{framed(scene, 'zh')}"]
    for number, character in enumerate(scene.cast):
        parts.append(_character(character, [_thing(p) for p in scene.props if p.held_by == number]))
    free = [_thing(p) for p in scene.props if p.held_by is None]
    if free:
        parts.append(f"画面里有{_joined(free)}")
    parts.append(f"场景{where(scene, 'zh')}，{lit(scene, 'zh')}".rstrip("，"))
    parts += [*outdoors(scene, "zh"), filmed(scene.camera, "zh")]
    return "".join(part + "。" for part in parts)


def prompt(scene: Scene) -> str:
    """What somebody would type."""
    if not scene.cast:
        return where(scene, "zh")
    actor = scene.cast[0]
    asides = "".join(f"{word('effect', effect, 'zh')}的" for effect in actor.effects)
    does = word("action", actor.actions[0].kind, "zh")
    return f"{_counted(actor.identity.species, asides + named(actor, 'zh'))}{where(scene, 'zh')}{does}"


def _counted(kind: str, name: str) -> str:
    """`一只猫`."""
    return f"一{word('measure', kind, 'zh')}{name}"


def _joined(phrases: list[str]) -> str:
    return "和".join(["、".join(phrases[:-1]), phrases[-1]]) if len(phrases) > 1 else phrases[0]


def _thing(prop: Prop) -> str:
    asides = "".join(f"{word('effect', effect, 'zh')}的" for effect in prop.effects)
    return _counted(prop.kind, asides + prop_phrase(prop, "zh"))


def _character(character: Character, held: list[str]) -> str:
    clauses = [_counted(character.identity.species, named(character, "zh"))]
    if clothes := worn(character, "zh"):
        clauses.append(f"穿戴着{_joined(clothes)}")
    if held:
        clauses.append(f"手里拿着{_joined(held)}")
    clauses += [word("effect", effect, "zh") for effect in character.effects]
    if character.view is not View.FRONT:
        clauses.append(word("view", character.view, "zh"))
    if on_fours(character):
        clauses.append(word("stance", character.stance, "zh"))
    clauses.append(word("expression", character.feelings[0].expression, "zh"))
    clauses.append("，然后".join(_action(action) for action in character.actions))
    later = [word("expression", feeling.expression, "zh") for feeling in character.feelings[1:]]
    return "，".join(clauses) + "".join(f"，接着{face}" for face in later)


def _action(action: Action) -> str:
    """`正在向左飞快地奔跑`; standing is a state."""
    going_on = "" if action.kind is ActionKind.STAND else "正在"
    return f"{going_on}{direction(action, 'zh')}{pace(action, 'zh')}{word('action', action.kind, 'zh')}"

"""Scenes in English."""

from __future__ import annotations

from mudong.language.english import article, joined, sentence
from mudong.language.lexicon import word
from mudong.world.act.fours.frame import on_fours
from mudong.world.kinds import View
from mudong.world.say.phrases import direction, filmed, framed, lit, named, outdoors, pace, prop_phrase, where, worn
from mudong.world.scene import Action, Character, Prop, Scene


def describe(scene: Scene) -> str:
    """The dense caption."""
    parts = [f"{word('style', scene.style, 'en')}, {framed(scene, 'en')}"]
    for number, character in enumerate(scene.cast):
        parts.append(_character(character, [_thing(p) for p in scene.props if p.held_by == number]))
    free = [_thing(p) for p in scene.props if p.held_by is None]
    if free:
        parts.append(f"there {'is' if len(free) == 1 else 'are'} {joined(free)}")
    parts.append(f"the scene is set {where(scene, 'en')} {lit(scene, 'en')}".rstrip())
    parts += [*outdoors(scene, "en"), filmed(scene.camera, "en")]
    return " ".join(sentence(part) for part in parts)


def prompt(scene: Scene) -> str:
    """What somebody would type."""
    if not scene.cast:
        return where(scene, "en")
    actor = scene.cast[0]
    asides = "".join(f" {word('effect', effect, 'en')}" for effect in actor.effects)
    does = word("action", actor.actions[0].kind, "en")
    return f"{article(named(actor, 'en'))}{asides} {does} {where(scene, 'en')}"


def _thing(prop: Prop) -> str:
    return " ".join([article(prop_phrase(prop, "en")), *(word("effect", effect, "en") for effect in prop.effects)])


def _character(character: Character, held: list[str]) -> str:
    clothes = [article(phrase) for phrase in worn(character, "en")]
    feeling = word("expression", character.feelings[0].expression, "en")
    who = f"{article(named(character, 'en'))} with {feeling}"
    asides = [f"wearing {joined(clothes)}"] if clothes else []
    if held:
        asides.append(f"holding {joined(held)}")
    asides += [word("effect", effect, "en") for effect in character.effects]
    if character.view is not View.FRONT:
        asides.append(word("view", character.view, "en"))
    if on_fours(character):
        asides.append(word("stance", character.stance, "en"))
    if asides:
        who += ", " + ", ".join(asides) + ","
    done = f"{who} is " + ", then ".join(_action(action) for action in character.actions)
    later = [word("expression", feeling.expression, "en") for feeling in character.feelings[1:]]
    return done + "".join(f", and then shows {face}" for face in later)


def _action(action: Action) -> str:
    return " ".join(filter(None, (word("action", action.kind, "en"), direction(action, "en"), pace(action, "en"))))

"""Edits of what plays around somebody or something: fire, ice, lightning, sparkle and smoke come and go."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mudong.language.korean import inflected
from mudong.world.casting import effects_on
from mudong.world.kinds import Effect, PropKind
from mudong.world.pairs.pair import Pair, local_edit
from mudong.world.pairs.parts import one, pick, with_prop
from mudong.world.pairs.words import Words, called, listed, nameable, said
from mudong.world.scene import Character, Prop, Scene, object_names

_OPTICS = (PropKind.GLASS, PropKind.LENS)


def add_effect(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Something is set on fire, frozen, struck by lightning, made to sparkle or to smoke."""
    index = one(rng, nameable_things(scene))
    if index is None or thing_at(scene, index).effects:
        return None
    effect = pick(rng, _fitting(scene, index))
    target = put(scene, index, replace(thing_at(scene, index), effects=(effect,)))
    return local_edit(scene, target, _wish("add_effect", effect, scene, index), {object_names(scene)[index]})


def remove_effect(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """The effect on something ends; where there is none, the source gets one."""
    index = one(rng, nameable_things(scene))
    if index is None:
        return None
    thing = thing_at(scene, index)
    if not thing.effects:
        thing = replace(thing, effects=(pick(rng, _fitting(scene, index)),))
    effect, *others = thing.effects
    before, target = (put(scene, index, replace(thing, effects=left)) for left in (thing.effects, tuple(others)))
    return local_edit(before, target, _wish("remove_effect", effect, scene, index), {object_names(scene)[index]})


def nameable_things(scene: Scene) -> list[int]:
    """Objects that can be spoken of without doubt: characters and things of which there is one."""
    kinds = [prop.kind for prop in scene.props]
    things = [i for i, kind in enumerate(kinds) if kinds.count(kind) == 1 and kind not in _OPTICS]
    return [*nameable(scene), *(len(scene.cast) + i for i in things)]


def thing_at(scene: Scene, index: int) -> Character | Prop:
    """Characters first, then props."""
    return (*scene.cast, *scene.props)[index]


def put(scene: Scene, index: int, thing: Character | Prop) -> Scene:
    """The scene with another thing at that index."""
    if isinstance(thing, Prop):
        return with_prop(scene, index - len(scene.cast), thing)
    return replace(scene, cast=(*scene.cast[:index], thing, *scene.cast[index + 1 :]))


def asked_of(form: Words, scene: Scene, index: int) -> Words:
    """A sentence of the lexicon about one thing."""
    prop = index - len(scene.cast)
    noun = called(scene, index) if prop < 0 else listed("prop", scene.props[prop].kind)
    return said(form["en"].format(f"the {noun['en']}"), form["ko"].format(**inflected(noun["ko"])))


def _fitting(scene: Scene, index: int) -> tuple[Effect, ...]:
    return tuple(Effect) if index >= len(scene.cast) else effects_on(scene.cast[index].identity.species)


def _wish(area: str, effect: Effect, scene: Scene, index: int) -> Words:
    magic = index < len(scene.cast) and effect is Effect.FIRE
    return asked_of(listed(area, "magic_fire" if magic else effect), scene, index)

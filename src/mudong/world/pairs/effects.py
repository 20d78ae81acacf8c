"""Edits of what plays around somebody or something: fire, ice, lightning, sparkle and smoke come and go."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mudong.language.korean import inflected
from mudong.world.kinds import ON_CHARACTERS, Effect, PropKind
from mudong.world.pairs.pair import Pair, local_edit
from mudong.world.pairs.parts import one, pick, with_prop
from mudong.world.pairs.words import Words, called, listed, nameable, said
from mudong.world.scene import Scene, object_names

_OPTICS = (PropKind.GLASS, PropKind.LENS)


def add_effect(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Something is set on fire, frozen, struck by lightning, made to sparkle or to smoke."""
    index = one(rng, _able(scene))
    if index is None or _effects(scene, index):
        return None
    effect = pick(rng, _fitting(scene, index))
    target = _with_effects(scene, index, (effect,))
    return local_edit(scene, target, _wish("add_effect", effect, scene, index), {object_names(scene)[index]})


def remove_effect(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """The effect on something ends; where there is none, the source gets one."""
    index = one(rng, _able(scene))
    if index is None:
        return None
    before = scene if _effects(scene, index) else _with_effects(scene, index, (pick(rng, _fitting(scene, index)),))
    effect = _effects(before, index)[0]
    target = _with_effects(before, index, _effects(before, index)[1:])
    return local_edit(before, target, _wish("remove_effect", effect, scene, index), {object_names(scene)[index]})


def _able(scene: Scene) -> list[int]:
    """Objects that can be spoken of without doubt: characters and things of which there is one."""
    kinds = [prop.kind for prop in scene.props]
    things = [i for i, kind in enumerate(kinds) if kinds.count(kind) == 1 and kind not in _OPTICS]
    return [*nameable(scene), *(len(scene.cast) + i for i in things)]


def _fitting(scene: Scene, index: int) -> tuple[Effect, ...]:
    return tuple(Effect) if index >= len(scene.cast) else ON_CHARACTERS


def _effects(scene: Scene, index: int) -> tuple[Effect, ...]:
    return (*scene.cast, *scene.props)[index].effects


def _with_effects(scene: Scene, index: int, effects: tuple[Effect, ...]) -> Scene:
    prop = index - len(scene.cast)
    if prop >= 0:
        return with_prop(scene, prop, replace(scene.props[prop], effects=effects))
    cast = list(scene.cast)
    cast[index] = replace(cast[index], effects=effects)
    return replace(scene, cast=tuple(cast))


def _wish(area: str, effect: Effect, scene: Scene, index: int) -> Words:
    prop = index - len(scene.cast)
    noun = called(scene, index) if prop < 0 else listed("prop", scene.props[prop].kind)
    form = listed(area, "magic_fire" if prop < 0 and effect is Effect.FIRE else effect)
    return said(form["en"].format(f"the {noun['en']}"), form["ko"].format(**inflected(noun["ko"])))

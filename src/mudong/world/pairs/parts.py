"""Edits of what somebody or something looks like: colours, patterns, clothes, faces. Nothing moves differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from mudong.language import korean
from mudong.language.lexicon import colour_name, word
from mudong.world import palette
from mudong.world.casting import identity
from mudong.world.kinds import ActionKind, Expression, Pattern, Species
from mudong.world.pairs.pair import Pair, local_edit
from mudong.world.pairs.words import called, colour_noun, nameable, said, wearing
from mudong.world.scene import Cloth, Feeling, Identity, Prop, Scene, object_names

_APART = 150
"""Least sum of differences of red, green and blue between colours that are told apart everywhere."""
_FURRY = (Species.BEAR, Species.RABBIT, Species.ROBOT, Species.DRAGON)
"""Whose colour is not part of what they are called."""
_FACE_OF_ITS_OWN = (ActionKind.CRY, ActionKind.LAUGH)
T = TypeVar("T")


def pick(rng: np.random.Generator, options: Sequence[T]) -> T:
    """Any of the options, of which there is one at least."""
    return options[int(rng.integers(len(options)))]


def one(rng: np.random.Generator, options: Sequence[T]) -> T | None:
    """Any of the options; None of none."""
    return pick(rng, options) if options else None


def recolour_cloth(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Another colour for one piece of clothing."""
    found = _any_cloth(scene, rng)
    if found is None:
        return None
    index, cloth = found
    colour = one(rng, _colours_unlike(cloth.colour, cloth.second))
    if colour is None:
        return None
    who, name = called(scene, index), colour_noun(colour)
    instruction = said(
        f"Make the {who['en']}'s {word('cloth', cloth.kind, 'en')} {name['en']}.",
        f"{who['ko']}의 {korean.direct_object(word('cloth', cloth.kind, 'ko'))} {name['ko']}으로 바꿔 줘.",
    )
    target = _dressed(scene, index, cloth, replace(cloth, colour=colour))
    return local_edit(scene, target, instruction, {scene.cast[index].name})


def recolour_fur(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Another colour for the fur, shell or scales of a creature."""
    index = one(rng, [i for i in nameable(scene) if scene.cast[i].identity.species in _FURRY])
    if index is None:
        return None
    who, own = called(scene, index), scene.cast[index].identity
    colour = one(rng, _colours_unlike(own.skin, own.second))
    if colour is None:
        return None
    name = colour_noun(colour)
    instruction = said(
        f"Make the {who['en']}'s {word('coat', own.species, 'en')} {name['en']}.",
        f"{who['ko']}의 {korean.direct_object(word('coat', own.species, 'ko'))} {name['ko']}으로 바꿔 줘.",
    )
    target = with_identity(scene, index, replace(own, skin=colour))
    return local_edit(scene, target, instruction, {scene.cast[index].name})


def recolour_prop(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Another colour for a thing."""
    kinds = [prop.kind for prop in scene.props]
    index = one(rng, [i for i, kind in enumerate(kinds) if kinds.count(kind) == 1])
    if index is None:
        return None
    prop = scene.props[index]
    colour = one(rng, _colours_unlike(prop.colour, prop.second))
    if colour is None:
        return None
    name = colour_noun(colour)
    instruction = said(
        f"Make the {word('prop', prop.kind, 'en')} {name['en']}.",
        f"{korean.direct_object(word('prop', prop.kind, 'ko'))} {name['ko']}으로 바꿔 줘.",
    )
    target = with_prop(scene, index, replace(prop, colour=colour))
    return local_edit(scene, target, instruction, {object_names(scene)[len(scene.cast) + index]})


def pattern(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Something else printed on one piece of clothing, or nothing any more."""
    found = _any_cloth(scene, rng)
    if found is None:
        return None
    index, cloth = found
    printed = pick(rng, [each for each in Pattern if each is not cloth.pattern])
    who, en, ko = called(scene, index), word("cloth", cloth.kind, "en"), word("cloth", cloth.kind, "ko")
    if printed is Pattern.PLAIN:
        wish = said(f"Take the pattern off the {who['en']}'s {en}.", f"{who['ko']}의 {ko}에서 무늬를 없애 줘.")
    else:
        wish = said(
            f"Make the {who['en']}'s {en} {word('pattern', printed, 'en')}.",
            f"{who['ko']}의 {korean.direct_object(ko)} {korean.towards(word('pattern', printed, 'ko'))} 바꿔 줘.",
        )
    target = _dressed(scene, index, cloth, replace(cloth, pattern=printed))
    return local_edit(scene, target, wish, {scene.cast[index].name})


def clothes(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Another outfit for somebody."""
    index = one(rng, nameable(scene))
    if index is None:
        return None
    own = scene.cast[index].identity
    worn = identity(rng, own.species).clothes
    if not worn or [c.kind for c in worn] == [c.kind for c in own.clothes]:
        return None
    who, outfit = called(scene, index), wearing(worn)
    instruction = said(
        f"Dress the {who['en']} in {outfit['en']} instead.",
        f"{who['ko']}의 옷을 {korean.towards(outfit['ko'])} 갈아입혀 줘.",
    )
    target = with_identity(scene, index, replace(own, clothes=worn))
    return local_edit(scene, target, instruction, {scene.cast[index].name})


def expression(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Another face."""
    able = [i for i in nameable(scene) if not any(action.kind in _FACE_OF_ITS_OWN for action in scene.cast[i].actions)]
    index = one(rng, able)
    if index is None:
        return None
    shown = pick(rng, [each for each in Expression if each is not scene.cast[index].feelings[0].expression])
    who = called(scene, index)
    instruction = said(
        f"Give the {who['en']} {word('expression', shown, 'en')}.",
        f"{who['ko']}의 얼굴을 {korean.towards(word('expression', shown, 'ko'))} 바꿔 줘.",
    )
    return local_edit(scene, feeling(scene, shown, (index,)), instruction, {scene.cast[index].name})


def feeling(scene: Scene, shown: Expression, who: Sequence[int]) -> Scene:
    """The scene with those characters showing one expression throughout."""
    felt = (Feeling(expression=shown),)
    cast = tuple(replace(c, feelings=felt) if i in who else c for i, c in enumerate(scene.cast))
    return replace(scene, cast=cast)


def with_identity(scene: Scene, index: int, identity: Identity) -> Scene:
    """The scene with a character looking like that."""
    cast = list(scene.cast)
    cast[index] = replace(cast[index], identity=identity)
    return replace(scene, cast=tuple(cast))


def with_prop(scene: Scene, index: int, prop: Prop) -> Scene:
    """The scene with another thing in the place of one."""
    return replace(scene, props=(*scene.props[:index], prop, *scene.props[index + 1 :]))


def _any_cloth(scene: Scene, rng: np.random.Generator) -> tuple[int, Cloth] | None:
    pieces = []
    for index in nameable(scene):
        own = scene.cast[index].identity
        worn = (*own.clothes, *own.accessories)
        kinds = [cloth.kind for cloth in worn]
        pieces.extend((index, cloth) for cloth in worn if kinds.count(cloth.kind) == 1)
    return one(rng, pieces)


def _dressed(scene: Scene, index: int, old: Cloth, new: Cloth) -> Scene:
    own = scene.cast[index].identity
    clothes, accessories = (
        tuple(new if cloth == old else cloth for cloth in worn) for worn in (own.clothes, own.accessories)
    )
    return with_identity(scene, index, replace(own, clothes=clothes, accessories=accessories))


def _colours_unlike(*others: str) -> list[str]:
    named = {colour_name(other, "en") for other in others}
    return [
        colour
        for colour in palette.CLOTH
        if colour_name(colour, "en") not in named and _distance(colour, others[0]) >= _APART
    ]


def _distance(a: str, b: str) -> int:
    return sum(abs(x - y) for x, y in zip(bytes.fromhex(a[1:]), bytes.fromhex(b[1:]), strict=True))

"""Edits of who and what is there: props and characters that come, go or give their place to others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mudong.language import english, korean
from mudong.world import palette
from mudong.world.act.fours.frame import FOUR_LEGGED
from mudong.world.casting import identity
from mudong.world.kinds import ActionKind, Material, PropKind, Species, Stance
from mudong.world.pairs.pair import Pair, local_edit
from mudong.world.pairs.parts import one, pick, with_prop
from mudong.world.pairs.words import called, doing, nameable, said, thing
from mudong.world.scene import Action, Character, Identity, Prop, Scene, object_names

_STANDING = {PropKind.BALL: 0.24, PropKind.BOX: 0.32, PropKind.DRUM: 0.32, PropKind.FLOWER: 0.32, PropKind.CRATE: 0.36,
             PropKind.BLOCK: 0.22, PropKind.DUCK: 0.26, PropKind.LAMP: 0.5}  # fmt: skip
_HELD = {PropKind.BALLOON: 0.34, PropKind.BAG: 0.3, PropKind.FLOWER: 0.34, PropKind.UMBRELLA: 0.7}
_NEXT_TO_M, _BESIDE_M = 0.5, 0.95
_MOST = 3
"""Characters in a scene."""
_JOINING = (ActionKind.STAND, ActionKind.WAVE, ActionKind.CLAP, ActionKind.DANCE, ActionKind.JUMP)


def add_prop(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """A thing next to somebody or in somebody's hand."""
    index = one(rng, nameable(scene))
    if index is None:
        return None
    who = called(scene, index)
    if rng.random() < 0.5:
        prop = _new_prop(rng, index, 0.0)
        phrase = thing(prop)
        wish = said(
            f"Let the {who['en']} hold {english.article(phrase['en'])}.",
            f"{korean.subject(who['ko'])} {korean.direct_object(phrase['ko'])} 들고 있게 해 줘.",
        )
    else:
        prop = _new_prop(rng, None, scene.cast[index].x + float(rng.choice((-1, 1))) * _NEXT_TO_M)
        phrase = thing(prop)
        wish = said(
            f"Add {english.article(phrase['en'])} next to the {who['en']}.",
            f"{who['ko']} 옆에 {korean.direct_object(phrase['ko'])} 놓아 줘.",
        )
    target = replace(scene, props=(*scene.props, prop))
    return local_edit(scene, target, wish, _with_carrier(target, len(scene.props)))


def remove_prop(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """The last thing goes; a scene without one gets one for its source."""
    full = _with_a_prop(scene, rng)
    if full is None:
        return None
    prop, last = full.props[-1], len(full.props) - 1
    phrase = thing(prop)
    wish = said(f"Remove the {phrase['en']}.", f"{korean.direct_object(phrase['ko'])} 없애 줘.")
    return local_edit(full, replace(full, props=full.props[:-1]), wish, _with_carrier(full, last))


def replace_prop(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Another thing in the place, or the hand, of the last one."""
    full = _with_a_prop(scene, rng)
    if full is None:
        return None
    old, last = full.props[-1], len(full.props) - 1
    new = _new_prop(rng, old.held_by, old.x)
    if new.kind is old.kind:
        return None
    target = with_prop(full, last, replace(new, z=old.z))
    before, after = thing(old), thing(new)
    wish = said(
        f"Replace the {before['en']} with {english.article(after['en'])}.",
        f"{korean.direct_object(before['ko'])} {korean.towards(after['ko'])} 바꿔 줘.",
    )
    return local_edit(full, target, wish, _with_carrier(full, last) | _with_carrier(target, last))


def add_character(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Somebody joins on the left or on the right."""
    wide = joined(scene, rng)
    if wide is None:
        return None
    new = wide.cast[-1]
    noun, does = called(wide, len(scene.cast)), doing(new.actions[0].kind)
    left = new.x < scene.cast[0].x
    wish = said(
        f"Add {english.article(noun['en'])} {does['en']} on the {'left' if left else 'right'}.",
        f"{'왼쪽' if left else '오른쪽'}에 {does['ko']} {korean.direct_object(noun['ko'])} 추가해 줘.",
    )
    return local_edit(scene, wide, wish, {new.name})


def remove_character(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """The last of several goes; somebody alone gets company for the source."""
    wide = scene if len(scene.cast) > 1 else joined(scene, rng)
    if wide is None or len(wide.cast) - 1 not in nameable(wide):
        return None
    last = len(wide.cast) - 1
    if any(prop.held_by == last for prop in wide.props):
        return None
    noun = called(wide, last)
    wish = said(f"Remove the {noun['en']}.", f"{korean.direct_object(noun['ko'])} 없애 줘.")
    return local_edit(wide, replace(wide, cast=wide.cast[:-1]), wish, {wide.cast[-1].name})


def replace_character(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Somebody else does the same in the same place."""
    index = one(rng, nameable(scene))
    if index is None:
        return None
    old = scene.cast[index]
    species = pick(rng, [each for each in Species if each is not old.identity.species])
    new = recast(old, identity(rng, species), index)
    target = replace(scene, cast=(*scene.cast[:index], new, *scene.cast[index + 1 :]))
    if index not in nameable(target):
        return None
    before, after = called(scene, index), called(target, index)
    wish = said(
        f"Replace the {before['en']} with {english.article(after['en'])} doing the same.",
        f"{korean.direct_object(before['ko'])} {korean.towards(after['ko'])} 바꿔 줘. 동작은 그대로 둬.",
    )
    held = {name for i, name in enumerate(_prop_names(scene)) if scene.props[i].held_by == index}
    return local_edit(scene, target, wish, {old.name, new.name} | held)


def recast(old: Character, body: Identity, index: int) -> Character:
    """Another body in somebody's stead, on as many legs as it has; what played around the other one is gone."""
    stance = old.stance if body.species in FOUR_LEGGED else Stance.UPRIGHT
    name = f"{body.species}_{index + 1}"
    return replace(old, name=name, identity=body, stance=stance, effects=(), material=Material.PLAIN)


def joined(scene: Scene, rng: np.random.Generator) -> Scene | None:
    """The scene with one more character at one of its ends."""
    if not scene.cast or len(scene.cast) >= _MOST:
        return None
    side = int(rng.choice((-1, 1)))
    end = side * max(side * character.x for character in scene.cast)
    species = pick(rng, tuple(Species))
    new = Character(
        name=f"{species}_{len(scene.cast) + 1}", identity=identity(rng, species),
        x=round(end + side * _BESIDE_M, 3), actions=(Action(kind=pick(rng, _JOINING)),),
    )  # fmt: skip
    wide = replace(scene, cast=(*scene.cast, new))
    return wide if len(scene.cast) in nameable(wide) else None


def _with_a_prop(scene: Scene, rng: np.random.Generator) -> Scene | None:
    if scene.props:
        return scene
    pair = add_prop(scene, rng)
    return pair.target if pair else None


def _new_prop(rng: np.random.Generator, held_by: int | None, x: float) -> Prop:
    sizes = _STANDING if held_by is None else _HELD
    kind, colour, second = pick(rng, tuple(sizes)), pick(rng, palette.CLOTH), pick(rng, palette.CLOTH)
    return Prop(
        kind=kind, colour=colour, second=second, x=round(x, 3), y=sizes[kind] / 2, size=sizes[kind], held_by=held_by
    )


def _with_carrier(scene: Scene, index: int) -> set[str]:
    """A prop's name and, if it is held, its carrier's, whose arms change with it."""
    carrier = scene.props[index].held_by
    return {_prop_names(scene)[index]} | ({scene.cast[carrier].name} if carrier is not None else set())


def _prop_names(scene: Scene) -> tuple[str, ...]:
    return object_names(scene)[len(scene.cast) :]

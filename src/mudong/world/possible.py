"""`refuse_impossible`: what no picture can show is told in one line before anything is simulated.

`Scene.from_json` sees to shapes and words of the vocabulary; this sees to what its parts say of each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf

from mudong.language.lexicon import kinds
from mudong.spec.errors import InvalidInput
from mudong.world.act.fours.frame import FOUR_LEGGED
from mudong.world.kinds import ActionKind, Stance
from mudong.world.scene import Character, Identity, Prop, Scene

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_PROPORTIONS = (0.5, 2.0)


def refuse_impossible(scene: Scene) -> None:
    """Raises `InvalidInput` at a fault: `world.held_by`, `.target`, `.stance`, `.word`, `.colour`, `.number`."""
    _within("duration_s", scene.duration_s, 0, inf)
    if scene.backdrop and not _COLOUR.fullmatch(scene.backdrop):
        raise InvalidInput("world.colour", field="backdrop", given=scene.backdrop)
    for number, who in enumerate(scene.cast):
        _character(scene, number, who, f"cast[{number}]")
    for number, prop in enumerate(scene.props):
        _prop(scene, number, prop)


def _character(scene: Scene, number: int, who: Character, where: str) -> None:
    if who.stance is Stance.ALL_FOURS and who.identity.species not in FOUR_LEGGED:
        able = ", ".join(FOUR_LEGGED)
        raise InvalidInput("world.stance", field=f"{where}.stance", given=who.identity.species, expected=able)
    _identity(who.identity, f"{where}.identity")
    for index, action in enumerate(who.actions):
        field = f"{where}.actions[{index}]"
        _within(f"{field}.speed", action.speed, 0, inf)
        _within(f"{field}.bpm", action.bpm, 0, inf)
        if action.end_s is not None:
            _within(f"{field}.end_s", action.end_s, action.start_s, inf)
        others = [i for i in range(len(scene.cast)) if i != number]
        known = others if action.kind is ActionKind.BOX else list(range(len(scene.props)))
        if action.target is not None and action.target not in known:
            listed = ", ".join(map(str, known)) or "-"
            raise InvalidInput("world.target", field=f"{field}.target", given=action.target, known=listed)


def _identity(identity: Identity, where: str) -> None:
    for name in ("head", "limbs", "girth"):
        _within(f"{where}.{name}", getattr(identity, name), *_PROPORTIONS)
    if identity.breed:
        _word(f"{where}.breed", identity.breed, "breed")
    for field, colour in _colours(identity, where):
        if not _COLOUR.fullmatch(colour):
            raise InvalidInput("world.colour", field=field, given=colour)
    for index, cloth in enumerate((*identity.clothes, *identity.accessories)):
        _word(f"{where}.clothes[{index}].kind", cloth.kind, "cloth")


def _colours(identity: Identity, where: str) -> Iterator[tuple[str, str]]:
    for name in ("skin", "second", "hair", "eyes"):
        yield f"{where}.{name}", getattr(identity, name)
    for index, cloth in enumerate((*identity.clothes, *identity.accessories)):
        yield f"{where}.clothes[{index}].colour", cloth.colour
        yield f"{where}.clothes[{index}].second", cloth.second


def _prop(scene: Scene, number: int, prop: Prop) -> None:
    where = f"props[{number}]"
    _within(f"{where}.size", prop.size, 0, inf)
    for name in ("colour", "second"):
        if not _COLOUR.fullmatch(getattr(prop, name)):
            raise InvalidInput("world.colour", field=f"{where}.{name}", given=getattr(prop, name))
    if prop.held_by is not None and not 0 <= prop.held_by < len(scene.cast):
        raise InvalidInput("world.held_by", field=f"{where}.held_by", given=prop.held_by, count=len(scene.cast))


def _within(field: str, given: float, low: float, high: float) -> None:
    if not low < given < high:
        raise InvalidInput("world.number", field=field, given=given, low=low, high=high)


def _word(field: str, given: str, area: str) -> None:
    if given not in kinds(area):
        raise InvalidInput("world.word", field=field, given=given, known=", ".join(kinds(area)))

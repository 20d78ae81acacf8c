"""Scenes with a name: the examples that people give, written by hand. Values only; nothing here draws or samples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mudong.world import palette
from mudong.world.kinds import (
    ActionKind,
    CameraMove,
    Expression,
    Framing,
    Light,
    Pattern,
    Place,
    PropKind,
    Species,
    Stance,
    Style,
    View,
    Weather,
)
from mudong.world.scene import Action, Camera, Character, Cloth, Feeling, Identity, Prop, Scene

_RED, _YELLOW, _SKY, _PINK, _NAVY, _BEIGE, _GREEN = (
    "#e0483e", "#f5cf3a", "#6db9f2", "#f39ac0", "#26356f", "#e9d3ae", "#57b45a",
)  # fmt: skip
_CLOSE = Camera(framing=Framing.CLOSE)
_MEDIUM = Camera(framing=Framing.MEDIUM)
_HAPPY = (Feeling(expression=Expression.HAPPY),)
_BABY = Identity(
    species=Species.BABY, skin="#ffe0c8", hair="#7b4b2a", hair_style="curl",
    clothes=(Cloth(kind="onesie", colour=_SKY),),
)  # fmt: skip
_BEAR = Identity(
    species=Species.BEAR, skin="#8a5a35", second="#d9b184",
    clothes=(Cloth(kind="shirt", colour=_RED),),
)  # fmt: skip
_PANDA = Identity(
    species=Species.PANDA, skin="#fbfaf6", second="#2b2a30",
    clothes=(Cloth(kind="scarf", colour=_RED),),
)  # fmt: skip
_RABBIT = Identity(
    species=Species.RABBIT, skin="#f5f1ec", second="#f6c6cf", clothes=(Cloth(kind="shirt", colour=_SKY),)
)


def named_scene(name: str) -> Scene:
    """The scene of that name. Raises `KeyError` for a name that is not in `NAMES`."""
    return _SCENES[name]()


def _rainy_seoul() -> Scene:
    woman = Identity(
        species=Species.WOMAN, hair="#2b1d16", hair_style="bob",
        clothes=(Cloth(kind="trousers", colour=_NAVY), Cloth(kind="coat", colour=_YELLOW),
                 Cloth(kind="boots", colour=_RED)),
    )  # fmt: skip
    walk = Action(kind=ActionKind.WALK, speed=0.8)
    return Scene(
        seed=11, place=Place.SEOUL_STREET, weather=Weather.RAIN, light=Light.NIGHT,
        cast=(Character(name="woman", identity=woman, actions=(walk,), feelings=_HAPPY),),
        props=(Prop(kind=PropKind.UMBRELLA, colour=_RED, second="#ffffff", size=0.85, held_by=0),),
        camera=Camera(move=CameraMove.PAN, framing=Framing.MEDIUM, amount=0.3),
    )  # fmt: skip


def _standing_baby() -> Scene:
    return Scene(seed=12, place=Place.ROOM, light=Light.MORNING, camera=_CLOSE,
                 cast=(Character(name="baby", identity=_BABY, feelings=_HAPPY),))  # fmt: skip


def _golden_retriever() -> Scene:
    fur, chest = palette.FUR["golden_retriever"]
    dog = Identity(species=Species.DOG, breed="golden_retriever", skin=fur, second=chest)
    chase = Action(kind=ActionKind.CHASE, direction=1, speed=1.0, target=0)
    return Scene(
        seed=13, place=Place.PARK, light=Light.NOON, camera=_MEDIUM,
        cast=(Character(name="dog", identity=dog, x=-0.9, view=View.SIDE_RIGHT, stance=Stance.ALL_FOURS,
                        actions=(chase,), feelings=_HAPPY),),
        props=(Prop(kind=PropKind.BALL, colour=_RED, second=_YELLOW, x=-0.05, y=0.12, size=0.24, vx=2.0,
                    spin=-16.7),),
    )  # fmt: skip


def _paris_bag() -> Scene:
    woman = Identity(
        species=Species.WOMAN, hair="#b5793e", hair_style="long",
        clothes=(Cloth(kind="coat", colour=_BEIGE), Cloth(kind="trousers", colour=_NAVY)),
        accessories=(Cloth(kind="scarf", colour=_RED),),
    )  # fmt: skip
    walk = Action(kind=ActionKind.WALK, direction=1)
    return Scene(
        seed=14, place=Place.PARIS_STREET, light=Light.GOLDEN_HOUR, camera=_MEDIUM,
        cast=(Character(name="woman", identity=woman, view=View.THREE_QUARTER_RIGHT, actions=(walk,),
                        feelings=_HAPPY),),
        props=(Prop(kind=PropKind.BAG, colour="#35b6b0", second=_YELLOW, pattern=Pattern.STRIPES, size=0.34,
                    held_by=0),),
    )  # fmt: skip


def _sad_protagonist() -> Scene:
    child = Identity(
        species=Species.TODDLER, hair="#4a3020", hair_style="bob",
        clothes=(Cloth(kind="shirt", colour=_SKY, pattern=Pattern.STRIPES), Cloth(kind="shorts", colour=_NAVY)),
    )  # fmt: skip
    feelings = (Feeling(expression=Expression.NEUTRAL), Feeling(expression=Expression.SAD, start_s=0.2))
    return Scene(
        seed=15, place=Place.NURSERY, light=Light.GOLDEN_HOUR, style=Style.WATERCOLOUR, camera=_CLOSE,
        cast=(Character(name="child", identity=child, actions=(Action(kind=ActionKind.STAND),), feelings=feelings),),
        props=(Prop(kind=PropKind.BALLOON, colour=_RED, size=0.34, held_by=0),),
    )  # fmt: skip


def _scarier() -> Scene:
    feelings = (Feeling(expression=Expression.FRIGHTENED),)
    rabbit = Character(name="rabbit", identity=_RABBIT, actions=(Action(kind=ActionKind.STAND),), feelings=feelings)
    lamp = Prop(kind=PropKind.LAMP, colour=_YELLOW, size=0.4, held_by=0)
    return Scene(seed=16, place=Place.FOREST, light=Light.HORROR, weather=Weather.FOG, cast=(rabbit,), props=(lamp,),
                 camera=Camera(move=CameraMove.DOLLY, framing=Framing.MEDIUM, amount=0.6))  # fmt: skip


def _boxing_animals() -> Scene:
    box = (Action(kind=ActionKind.BOX),)
    angry = (Feeling(expression=Expression.ANGRY),)
    red, blue = (Cloth(kind="gloves", colour=colour) for colour in ("#d92f2f", "#2f6fd0"))
    bear = replace(_BEAR, clothes=(Cloth(kind="shorts", colour=_NAVY),), accessories=(red,))
    rabbit = replace(_RABBIT, clothes=(Cloth(kind="shorts", colour=_YELLOW),), accessories=(blue,))
    return Scene(
        seed=17, place=Place.BOXING_RING, light=Light.NOON, camera=_CLOSE,
        cast=(
            Character(name="bear", identity=bear, x=-0.5, view=View.SIDE_RIGHT, actions=box, feelings=angry),
            Character(name="rabbit", identity=rabbit, x=0.5, view=View.SIDE_LEFT, actions=box, feelings=angry),
        ),
    )  # fmt: skip


def _palace() -> Scene:
    grandmother = Identity(
        species=Species.GRANDMOTHER, hair="#c9c5c0", hair_style="bun",
        clothes=(Cloth(kind="skirt", colour=_NAVY), Cloth(kind="shirt", colour=_RED)),
    )  # fmt: skip
    wave = (Action(kind=ActionKind.WAVE),)
    return Scene(seed=18, place=Place.PALACE, light=Light.GOLDEN_HOUR,
                 camera=Camera(move=CameraMove.DOLLY, framing=Framing.WIDE, amount=0.8),
                 cast=(Character(name="grandmother", identity=grandmother, actions=wave, feelings=_HAPPY),),
                 )  # fmt: skip


def _dragon_boats() -> Scene:
    drummer = Character(name="panda", identity=_PANDA, actions=(Action(kind=ActionKind.DANCE, moves=("bounce",)),),
                        feelings=_HAPPY)  # fmt: skip
    drummer = replace(drummer, x=-0.4)
    rower = Character(name="rabbit", identity=_RABBIT, x=0.6, actions=(Action(kind=ActionKind.ROW, direction=1),),
                      feelings=_HAPPY)  # fmt: skip
    return Scene(seed=19, place=Place.DRAGON_BOAT_RIVER, light=Light.MORNING, cast=(drummer, rower),
                 props=(Prop(kind=PropKind.DRUM, colour=_RED, second=_YELLOW, size=0.36, held_by=0),),
                 camera=Camera(framing=Framing.WIDE))  # fmt: skip


def _dancing_friends() -> Scene:
    dance = (Action(kind=ActionKind.DANCE, moves=("two_step", "arms_up"), bpm=120.0),)
    kitten = Identity(species=Species.CAT, breed="tabby", skin=palette.FUR["tabby"][0], second=palette.FUR["tabby"][1],
                      clothes=(Cloth(kind="overalls", colour=_GREEN),))  # fmt: skip
    cast = (
        Character(name="cat", identity=kitten, x=-0.62, actions=dance, feelings=_HAPPY),
        Character(name="baby", identity=_BABY, z=-0.3, actions=dance, feelings=_HAPPY),
        Character(name="panda", identity=_PANDA, x=0.62, actions=dance, feelings=_HAPPY),
    )
    return Scene(seed=20, place=Place.STAGE, light=Light.STAGE, cast=cast, camera=_CLOSE, duration_s=2.0)


_SCENES: dict[str, Callable[[], Scene]] = {
    "rainy_seoul_street": _rainy_seoul,
    "standing_baby": _standing_baby,
    "golden_retriever": _golden_retriever,
    "paris_bag": _paris_bag,
    "sad_protagonist": _sad_protagonist,
    "scarier": _scarier,
    "boxing_animals": _boxing_animals,
    "old_chinese_architecture": _palace,
    "dragon_boat_festival": _dragon_boats,
    "dancing_babies_and_animals": _dancing_friends,
}
NAMES = tuple(_SCENES)

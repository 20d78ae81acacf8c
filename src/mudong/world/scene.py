"""A scene is a value: frozen, seeded, JSON round trip. Everything that can be seen, said or asked follows from it.

Units: metres and seconds; x to the right, y up from the ground, z away from the camera (0 is where the cast stands).
Colours are `#rrggbb`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from mudong.spec.errors import InvalidInput
from mudong.spec.plain import from_plain, to_plain
from mudong.world.kinds import (
    ActionKind,
    CameraMove,
    Effect,
    Expression,
    Framing,
    Light,
    Material,
    Pattern,
    Place,
    PropKind,
    Season,
    Species,
    Stance,
    Style,
    View,
    Weather,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloth:
    """One piece of clothing: `kind` is a word of the wardrobe (`act.wardrobe`), such as shirt, dress, scarf, hat."""

    kind: str
    colour: str
    pattern: Pattern = Pattern.PLAIN
    second: str = "#ffffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a character is, finely enough that a reference picture matters.

    breed: of a dog or cat, else empty. skin: of people; fur or shell of others. hair: colour; hair_style: a word of the
    wardrobe. head, limbs, girth: proportions around 1. clothes: from the inside out. accessories: glasses, bow, bag.
    """

    species: Species
    breed: str = ""
    skin: str = "#f2c9a5"
    second: str = "#ffffff"
    hair: str = "#3a2a20"
    hair_style: str = "short"
    eyes: str = "#3a2a20"
    head: float = 1.0
    limbs: float = 1.0
    girth: float = 1.0
    clothes: tuple[Cloth, ...] = ()
    accessories: tuple[Cloth, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something done from `start_s` to `end_s` (None: the end of the clip).

    direction: -1 to the left, 1 to the right, 0 on the spot. speed: around 1. moves: names of dance moves in order, or
    empty for the choreographer's own choice. bpm: of a dance. target: index of a prop or character it is about.
    """

    kind: ActionKind
    start_s: float = 0.0
    end_s: float | None = None
    direction: int = 0
    speed: float = 1.0
    moves: tuple[str, ...] = ()
    bpm: float = 112.0
    target: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeling:
    """An expression from a moment on; it eases in over a few frames."""

    expression: Expression
    start_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """A member of the cast: who, where it starts (`x`, `z`), how it is turned, what it does and feels, what plays
    around it. stance: cats and dogs may go on all fours."""

    name: str
    identity: Identity
    x: float = 0.0
    z: float = 0.0
    view: View = View.FRONT
    stance: Stance = Stance.UPRIGHT
    actions: tuple[Action, ...] = (Action(kind=ActionKind.STAND),)
    feelings: tuple[Feeling, ...] = (Feeling(expression=Expression.NEUTRAL),)
    effects: tuple[Effect, ...] = ()
    material: Material = Material.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Prop:
    """A thing. Free props obey physics (`vx`, `vy`, `spin` at the start); `held_by` is the index of its carrier."""

    kind: PropKind
    colour: str = "#e0483e"
    second: str = "#ffffff"
    pattern: Pattern = Pattern.PLAIN
    x: float = 0.0
    y: float = 0.0
    z: float = 0.0
    size: float = 0.3
    vx: float = 0.0
    vy: float = 0.0
    spin: float = 0.0
    bounce: float = 0.7
    held_by: int | None = None
    effects: tuple[Effect, ...] = ()
    material: Material = Material.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """amount: how far it moves in the clip, in the move's own unit (metres; zoom: ratio minus one; orbit: degrees);
    0: as far as is usual for the move. x, y: metres that the camera is moved aside for good.
    subject: index of the one that the shot is about, characters first, then props; None: the whole cast. Of a character
    a close framing shows head and shoulders, a medium one the upper body, a wide one all.
    """

    move: CameraMove = CameraMove.STATIC
    framing: Framing = Framing.MEDIUM
    amount: float = 0.0
    x: float = 0.0
    y: float = 0.0
    subject: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All of it. `duration_s` is the clip's wished length; the same scene renders at any size and rate.

    backdrop: `#rrggbb` of a plain sheet that stands in the place's stead, as for keying; empty for the place itself.
    start_s: how much of what happens is over when the clip begins: the next shot of an action that goes on.
    """

    seed: int = 0
    place: Place = Place.ROOM
    light: Light = Light.NOON
    weather: Weather = Weather.CLEAR
    season: Season = Season.SUMMER
    style: Style = Style.FLAT
    cast: tuple[Character, ...] = ()
    props: tuple[Prop, ...] = ()
    camera: Camera = field(default_factory=Camera)
    backdrop: str = ""
    duration_s: float = 0.875
    """21 frames at 24 frames per second."""
    start_s: float = 0.0

    def to_json(self) -> str:
        """One line; `from_json` gives an equal scene."""
        return json.dumps(to_plain(self, {}), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Scene:
        """Read what `to_json` wrote. Raises `InvalidInput` (`world.json`) naming what is wrong."""
        try:
            return from_plain(cls, json.loads(text), {}, "scene")
        except (ValueError, OverflowError, RecursionError) as error:
            raise InvalidInput("world.json", detail=str(error)) from error


def object_names(scene: Scene) -> tuple[str, ...]:
    """Characters by their names, then props as `ball_1`, in the order of `Truth.whole`."""
    props = (f"{prop.kind}_{number + 1}" for number, prop in enumerate(scene.props))
    return (*(character.name for character in scene.cast), *props)

"""What the parser reads from a clip, as data: attributes, their classes, and the class of every scene.

A class that a person could not tell from the picture is None: neither trained on nor counted. Torch-free.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mudong.world import palette
from mudong.world.act.build import build
from mudong.world.kinds import ActionKind, Framing, Light, Material, Pattern, Place, Species, Style, Weather
from mudong.world.scene import Character, Cloth, Scene

LARGER = 1.2
"""The main character of several is this much taller than any other; else nobody is, and the scene is not read."""
FRAMINGS = (Framing.CLOSE, Framing.MEDIUM)
"""In wide framings clothes are a few pixels."""
STYLES = (Style.FLAT, Style.PAPER, Style.CLAY)
"""Pencil and watercolour take colours away, large pixels the shapes of small things."""

COLOURS: Mapping[str, str] = {
    "#e0483e": "red", "#f08a2c": "orange", "#f5cf3a": "yellow", "#57b45a": "green", "#1f6b3a": "green",
    "#35b6b0": "teal", "#6db9f2": "blue", "#2f6fd0": "blue", "#26356f": "navy", "#8a55c4": "purple",
    "#f39ac0": "pink", "#8a5a35": "brown", "#e9d3ae": "white", "#ffffff": "white", "#8c8c8c": "grey",
}  # fmt: skip
"""The palette of cloth by name. Light and dark green, sky blue and blue, beige and white share a name: light and
weather move them into each other."""
SKINS: Mapping[str, str] = {
    "#ffe0c8": "light", "#f7cfa8": "light", "#cf9768": "tan", "#7a4c31": "dark", "#573521": "dark",
}  # fmt: skip
"""Skins between two of these names are not read."""
COATS: Mapping[Species, Mapping[str, str]] = {
    Species.BEAR: dict(zip((c for c, _ in palette.BEAR), ("brown_bear", "honey_bear"), strict=True)),
    Species.RABBIT: dict(zip((c for c, _ in palette.RABBIT), ("white_rabbit", "brown_rabbit"), strict=True)),
    Species.ROBOT: dict(zip((c for c, _ in palette.ROBOT), ("steel", "mint", "silver"), strict=True)),
    Species.DRAGON: dict(zip((c for c, _ in palette.DRAGON), ("green", "blue", "red"), strict=True)),
}
_BREEDS = tuple(palette.FUR)
_GARMENTS: Mapping[str, tuple[str, ...]] = {
    "coat": ("coat",), "hanbok": ("jeogori",), "overalls": ("overalls",), "dress": ("dress",), "onesie": ("onesie",),
    "shirt": ("shirt",), "scarf": ("scarf",),
}  # fmt: skip
"""What is seen of the trunk, the outermost first: name -> kinds of `Cloth`."""
_TWO_COLOURED = (Pattern.STRIPES, Pattern.CHECK)
_WITH_ARMS = (ActionKind.WAVE, ActionKind.CLAP, ActionKind.POINT, ActionKind.CRY, ActionKind.LAUGH, ActionKind.BOX,
              ActionKind.DANCE)  # fmt: skip
"""Not to be told when the arms hold something."""
_UNSEEN_SKY = (Place.ROOM, Place.NURSERY, Place.STAGE, Place.BOXING_RING, Place.UNDERWATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """label: the class of a scene whose main character is given, None where it cannot be seen.

    moving: read from the joints over time, not from pictures.
    """

    name: str
    classes: tuple[str, ...]
    label: Callable[[Scene, Character], str | None]
    moving: bool = False


def main_character(scene: Scene) -> int | None:
    """Index of the largest of the cast, None where nobody is clearly the largest."""
    tall = [build(who.identity).height for who in scene.cast]
    order = sorted(range(len(tall)), key=lambda index: -tall[index])
    if not order or (len(order) > 1 and tall[order[0]] < LARGER * tall[order[1]]):
        return None
    return order[0]


def readable(scene: Scene) -> bool:
    """Whether the scene is of the parser's domain: a main character, large enough, doing one thing.

    It neither burns nor is made of gold.
    """
    main = main_character(scene)
    if main is None or scene.camera.framing not in FRAMINGS or scene.style not in STYLES:
        return False
    who = scene.cast[main]
    return len(who.actions) == 1 and not who.effects and who.material is Material.PLAIN


def labels(scene: Scene) -> dict[str, str | None]:
    """The class of every attribute. Raises ValueError for a scene that is not `readable`."""
    main = main_character(scene)
    if main is None:
        raise ValueError("nobody in the scene is clearly the largest")
    return {attribute.name: attribute.label(scene, scene.cast[main]) for attribute in ATTRIBUTES}


def garment(who: Character) -> Cloth | None:
    """The piece of clothing that shows most on the trunk."""
    worn = (*who.identity.clothes, *who.identity.accessories)
    for kinds in _GARMENTS.values():
        for cloth in worn:
            if cloth.kind in kinds:
                return cloth
    return None


def _garment(scene: Scene, who: Character) -> str | None:
    cloth = garment(who)
    return "none" if cloth is None else next(name for name, kinds in _GARMENTS.items() if cloth.kind in kinds)


def _garment_colour(scene: Scene, who: Character) -> str | None:
    cloth = garment(who)
    if cloth is None or cloth.pattern in _TWO_COLOURED:
        return None
    return COLOURS.get(cloth.colour)


def _coat(scene: Scene, who: Character) -> str | None:
    identity = who.identity
    if identity.breed:
        return identity.breed
    if identity.species is Species.PANDA:
        return "panda"
    return COATS.get(identity.species, SKINS).get(identity.skin)


def _weather(scene: Scene, who: Character) -> str | None:
    return None if scene.place in _UNSEEN_SKY else scene.weather


def _action(scene: Scene, who: Character) -> str | None:
    kind = who.actions[0].kind
    holds = any(prop.held_by == scene.cast.index(who) for prop in scene.props)
    return None if kind not in ACTIONS or (holds and kind in _WITH_ARMS) else kind


ACTIONS = (ActionKind.STAND, ActionKind.WALK, ActionKind.RUN, ActionKind.JUMP, ActionKind.SIT, ActionKind.WAVE,
           ActionKind.CLAP, ActionKind.POINT, ActionKind.CRY, ActionKind.LAUGH, ActionKind.KICK, ActionKind.BOX,
           ActionKind.DANCE, ActionKind.CHASE, ActionKind.ROW)  # fmt: skip
"""Carrying is told by the thing, not by the body: not read here."""

ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute(name="species", classes=tuple(Species), label=lambda scene, who: who.identity.species),
    Attribute(name="coat", label=_coat, classes=(*dict.fromkeys(SKINS.values()), *_BREEDS, "panda",
              *(name for table in COATS.values() for name in table.values()))),
    Attribute(name="garment", classes=(*_GARMENTS, "none"), label=_garment),
    Attribute(name="garment_colour", classes=tuple(dict.fromkeys(COLOURS.values())), label=_garment_colour),
    Attribute(name="place", classes=tuple(Place), label=lambda scene, who: scene.place),
    Attribute(name="weather", classes=tuple(Weather), label=_weather),
    Attribute(name="light", classes=tuple(Light), label=lambda scene, who: scene.light),
    Attribute(name="action", classes=ACTIONS, label=_action, moving=True),
)  # fmt: skip
BY_NAME: Mapping[str, Attribute] = {attribute.name: attribute for attribute in ATTRIBUTES}
SEEN: tuple[Attribute, ...] = tuple(attribute for attribute in ATTRIBUTES if not attribute.moving)
"""Those that are read from pictures."""

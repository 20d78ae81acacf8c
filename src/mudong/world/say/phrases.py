"""Phrases that every language makes in the same way: who, what is worn, what is there, where, how it is framed."""

from __future__ import annotations

from mudong.language.lexicon import Language, colour_name, word
from mudong.world.kinds import SEASONAL, ActionKind, CameraMove, Light, Material, Pattern, Place, Season, Weather
from mudong.world.scene import Action, Camera, Character, Cloth, Identity, Prop, Scene
from mudong.world.told import told

_SLOW, _FAST = 0.8, 1.25
_TURNABLE = (CameraMove.PAN, CameraMove.TILT, CameraMove.ZOOM, CameraMove.DOLLY)
_TRAVELS = (ActionKind.WALK, ActionKind.RUN, ActionKind.CHASE, ActionKind.CARRY)


def noun(identity: Identity, language: Language) -> str:
    """`golden retriever`, `아기`."""
    return word("breed", identity.breed, language) if identity.breed else word("species", identity.species, language)


def lit(scene: Scene, language: Language) -> str:
    """The light in words; empty where the place's own name has said it."""
    said = scene.place is Place.NIGHT_CITY and scene.light is Light.NIGHT
    return "" if said else word("light", scene.light, language)


def cloth_phrase(cloth: Cloth, language: Language) -> str:
    """`red striped shirt`, `빨간 줄무늬 셔츠`."""
    return _coloured(cloth, word("cloth", cloth.kind, language), language)


def prop_phrase(prop: Prop, language: Language) -> str:
    """`red ball`, `빨간 줄무늬 공`, `gold ball`."""
    name = word("prop", prop.kind, language)
    if prop.material is not Material.PLAIN:
        return _joined((word("material", prop.material, language), name), language)
    return _coloured(prop, name, language)


def named(character: Character, language: Language) -> str:
    """`bear`, `gold bear`."""
    name = noun(character.identity, language)
    return _joined((word("material", character.material, language), name), language)


def worn(character: Character, language: Language) -> list[str]:
    """Clothes and accessories, as `cloth_phrase` has them; nobody sees colours on a statue."""
    if character.material is not Material.PLAIN:
        return []
    own = character.identity
    return [cloth_phrase(cloth, language) for cloth in (*own.clothes, *own.accessories)]


def _coloured(thing: Cloth | Prop, name: str, language: Language) -> str:
    pattern = "" if thing.pattern is Pattern.PLAIN else word("pattern", thing.pattern, language)
    return _joined((colour_name(thing.colour, language), pattern, name), language)


def _joined(words: tuple[str, ...], language: Language) -> str:
    return ("" if language == "zh" else " ").join(filter(None, words))


def where(scene: Scene, language: Language) -> str:
    """`on a stage`, `무대 위에서`; `in front of a plain green backdrop`."""
    if scene.backdrop:
        return word("backdrop", "plain", language).format(colour_name(scene.backdrop, language))
    return word("place", scene.place, language)


def outdoors(scene: Scene, language: Language) -> list[str]:
    """Season and weather where they are seen; a green summer and clear air go without saying."""
    said = []
    if scene.season is not Season.SUMMER and scene.place in SEASONAL and not scene.backdrop:
        said.append(word("season", scene.season, language))
    if scene.weather is not Weather.CLEAR and not scene.backdrop:
        said.append(word("weather", scene.weather, language))
    return said


def direction(action: Action, language: Language) -> str:
    """`to the left`, or nothing for what stays on the spot."""
    if action.direction == 0 or action.kind not in _TRAVELS:
        return ""
    return word("direction", "left" if action.direction < 0 else "right", language)


def pace(action: Action, language: Language) -> str:
    """`quickly`, or nothing for the usual speed."""
    if action.kind is ActionKind.STAND or _SLOW < action.speed < _FAST:
        return ""
    return word("speed", "slow" if action.speed <= _SLOW else "fast", language)


def filmed(camera: Camera, language: Language) -> str:
    """The camera's move; with a negative amount it goes the other way."""
    if camera.move in _TURNABLE:
        return word("camera", f"{camera.move}_back" if camera.amount < 0 else f"{camera.move}_on", language)
    return word("camera", camera.move, language)


def framed(scene: Scene, language: Language) -> str:
    """How large what the camera is about is shown: `a close view`, `a close-up of the cat`."""
    scene, framing = told(scene), scene.camera.framing
    if scene.camera.subject is None:
        return word("framing", framing, language)
    if scene.cast:
        return word("shot", framing, language).format(noun(scene.cast[0].identity, language))
    return word("shot", f"thing_{framing}", language).format(prop_phrase(scene.props[0], language))

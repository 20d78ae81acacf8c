"""What a scene says of itself: dense captions and short prompts, from the value that is drawn, in two languages."""

from __future__ import annotations

from mudong.language import english, korean
from mudong.language.lexicon import LANGUAGES, Language, colour_name, word
from mudong.world.act.fours.frame import on_fours
from mudong.world.kinds import ActionKind, CameraMove, Pattern, View, Weather
from mudong.world.scene import Action, Camera, Character, Cloth, Identity, Prop, Scene
from mudong.world.told import told

_SLOW, _FAST = 0.8, 1.25
_TURNABLE = (CameraMove.PAN, CameraMove.TILT, CameraMove.ZOOM, CameraMove.DOLLY)
_TRAVELS = (ActionKind.WALK, ActionKind.RUN, ActionKind.CHASE, ActionKind.CARRY)


def captions(scene: Scene) -> dict[Language, str]:
    """The dense caption in every language: who, wearing what, doing what in which direction and how fast, where, ..."""
    return {language: dense_caption(scene, language) for language in LANGUAGES}


def dense_caption(scene: Scene, language: Language) -> str:
    """One caption, complete: every attribute that can be seen is said."""
    scene = told(scene)
    return _dense_english(scene) if language == "en" else _dense_korean(scene)


def short_prompt(scene: Scene, language: Language) -> str:
    """What somebody would type: who does what where."""
    scene = told(scene)
    if not scene.cast:
        return word("place", scene.place, language).removesuffix("에서")
    actor = scene.cast[0]
    action = word("action", actor.actions[0].kind, language)
    place = word("place", scene.place, language)
    name = noun(actor.identity, language)
    if language == "en":
        return f"{english.article(name)} {action} {place}"
    return f"{place} {korean.subject(name)} {_going_on(action)}"


def framed(scene: Scene, language: Language) -> str:
    """How large what the camera is about is shown: `a close view`, `a close-up of the cat`."""
    scene, framing = told(scene), scene.camera.framing
    if scene.camera.subject is None:
        return word("framing", framing, language)
    if scene.cast:
        return word("shot", framing, language).format(noun(scene.cast[0].identity, language))
    return word("shot", f"thing_{framing}", language).format(prop_phrase(scene.props[0], language))


def noun(identity: Identity, language: Language) -> str:
    """`golden retriever`, `아기`."""
    return word("breed", identity.breed, language) if identity.breed else word("species", identity.species, language)


def cloth_phrase(cloth: Cloth, language: Language) -> str:
    """`red striped shirt`, `빨간 줄무늬 셔츠`."""
    pattern = "" if cloth.pattern is Pattern.PLAIN else word("pattern", cloth.pattern, language)
    return " ".join(filter(None, (colour_name(cloth.colour, language), pattern, word("cloth", cloth.kind, language))))


def prop_phrase(prop: Prop, language: Language) -> str:
    """`red ball`, `빨간 줄무늬 공`."""
    pattern = "" if prop.pattern is Pattern.PLAIN else word("pattern", prop.pattern, language)
    return " ".join(filter(None, (colour_name(prop.colour, language), pattern, word("prop", prop.kind, language))))


def _dense_english(scene: Scene) -> str:
    parts = [f"{word('style', scene.style, 'en')}, {framed(scene, 'en')}"]
    for number, character in enumerate(scene.cast):
        held = [english.article(prop_phrase(p, "en")) for p in scene.props if p.held_by == number]
        parts.append(_english_character(character, held))
    free = [english.article(prop_phrase(p, "en")) for p in scene.props if p.held_by is None]
    if free:
        parts.append(f"there {'is' if len(free) == 1 else 'are'} {english.joined(free)}")
    parts.append(f"the scene is set {word('place', scene.place, 'en')} {word('light', scene.light, 'en')}")
    if scene.weather is not Weather.CLEAR:
        parts.append(word("weather", scene.weather, "en"))
    parts.append(_camera(scene.camera, "en"))
    return " ".join(english.sentence(part) for part in parts)


def _english_character(character: Character, held: list[str]) -> str:
    worn = [english.article(cloth_phrase(c, "en")) for c in _worn(character.identity)]
    feeling = word("expression", character.feelings[0].expression, "en")
    who = f"{english.article(noun(character.identity, 'en'))} with {feeling}"
    asides = [f"wearing {english.joined(worn)}"] if worn else []
    if held:
        asides.append(f"holding {english.joined(held)}")
    if character.view is not View.FRONT:
        asides.append(word("view", character.view, "en"))
    if on_fours(character):
        asides.append(word("stance", character.stance, "en"))
    if asides:
        who += ", " + ", ".join(asides) + ","
    done = f"{who} is " + ", then ".join(_english_action(action) for action in character.actions)
    later = [word("expression", feeling.expression, "en") for feeling in character.feelings[1:]]
    return done + "".join(f", and then shows {face}" for face in later)


def _english_action(action: Action) -> str:
    return " ".join(filter(None, (word("action", action.kind, "en"), _direction(action, "en"), _pace(action, "en"))))


def _dense_korean(scene: Scene) -> str:
    parts = [f"{word('style', scene.style, 'ko')}, {framed(scene, 'ko')}."]
    for number, character in enumerate(scene.cast):
        held = [prop_phrase(p, "ko") for p in scene.props if p.held_by == number]
        parts.append(_korean_character(character, held))
    free = [prop_phrase(p, "ko") for p in scene.props if p.held_by is None]
    if free:
        parts.append(f"{korean.subject(korean.joined(free))} 있다.")
    place = word("place", scene.place, "ko").removesuffix("에서").removesuffix(" 위")
    parts.append(f"{word('light', scene.light, 'ko')} {korean.subject(place)} 보인다.")
    if scene.weather is not Weather.CLEAR:
        parts.append(word("weather", scene.weather, "ko") + ".")
    parts.append(_camera(scene.camera, "ko") + ".")
    return " ".join(parts)


def _korean_character(character: Character, held: list[str]) -> str:
    name = noun(character.identity, "ko")
    worn = [cloth_phrase(c, "ko") for c in _worn(character.identity)]
    clauses = []
    if worn:
        clauses.append(f"{korean.direct_object(korean.joined(worn))} 착용한")
    feeling = word("expression", character.feelings[0].expression, "ko")
    clauses.append(f"{feeling}의 {korean.subject(name)}")
    if held:
        clauses.append(f"{korean.direct_object(korean.joined(held))} 들고")
    if character.view is not View.FRONT:
        clauses.append(word("view", character.view, "ko"))
    if on_fours(character):
        clauses.append(word("stance", character.stance, "ko"))
    done = [_korean_action(action) for action in character.actions]
    later = [word("expression", feeling.expression, "ko") for feeling in character.feelings[1:]]
    return (
        " ".join(clauses) + " " + ", 그다음 ".join(done) + "." + "".join(f" 이어서 {face}을 짓는다." for face in later)
    )


def _korean_action(action: Action) -> str:
    verb = _going_on(word("action", action.kind, "ko"))
    return " ".join(filter(None, (_direction(action, "ko"), _pace(action, "ko"), verb)))


def _going_on(stem: str) -> str:
    """`춤추고 있다`; standing is a state: `서 있다`."""
    return f"{stem} 있다" if stem.endswith("서") else f"{stem}고 있다"


def _worn(identity: Identity) -> tuple[Cloth, ...]:
    return (*identity.clothes, *identity.accessories)


def _direction(action: Action, language: Language) -> str:
    if action.direction == 0 or action.kind not in _TRAVELS:
        return ""
    return word("direction", "left" if action.direction < 0 else "right", language)


def _pace(action: Action, language: Language) -> str:
    if action.kind is ActionKind.STAND or _SLOW < action.speed < _FAST:
        return ""
    return word("speed", "slow" if action.speed <= _SLOW else "fast", language)


def _camera(camera: Camera, language: Language) -> str:
    """The camera's move; with a negative amount it goes the other way."""
    if camera.move in _TURNABLE:
        return word("camera", f"{camera.move}_back" if camera.amount < 0 else f"{camera.move}_on", language)
    return word("camera", camera.move, language)

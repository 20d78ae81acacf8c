"""Facts become scenes of the procedural world, one per shot, and these say their own dense captions.

What the prompt leaves open is chosen by the request's seed, as in training scenes; of somebody whom a picture shows
nothing is made up. A subject that only a picture knows has no words, so then there is no scene.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from mudong.enhancer.fact import Fact
from mudong.enhancer.read.understand import Understanding
from mudong.enhancer.tell.dress import dressed, in_trousers
from mudong.enhancer.tell.naming import COLOURS, split_phrase
from mudong.language.english import sentence
from mudong.language.lexicon import Language, word
from mudong.spec.errors import InvalidInput
from mudong.spec.request import Request
from mudong.world.caption import dense_caption, framed
from mudong.world.casting import identity
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
from mudong.world.palette import FUR
from mudong.world.possible import refuse_impossible
from mudong.world.scene import Action, Camera, Character, Feeling, Identity, Prop, Scene

_MOST_CAST, _APART_M, _LONGEST_S, _SHORTEST_S = 5, 0.9, 15.0, 0.875
_SIZES = {PropKind.BALL: 0.24, PropKind.BAG: 0.32, PropKind.UMBRELLA: 0.8, PropKind.BALLOON: 0.34, PropKind.LAMP: 0.4}
_AMOUNTS = {CameraMove.PAN: 0.5, CameraMove.TILT: 0.25, CameraMove.ZOOM: 0.25, CameraMove.DOLLY: 0.8}
_SPECIES_OF = {
    "golden_retriever": "dog",
    "corgi": "dog",
    "dalmatian": "dog",
    "shiba": "dog",
    "tabby": "cat",
    "black": "cat",
    "calico": "cat",
    "siamese": "cat",
}
_PLACES_OF = {"box": Place.BOXING_RING, "row": Place.DRAGON_BOAT_RIVER}
_LIGHTS_OF = {Place.STAGE: Light.STAGE, Place.NIGHT_CITY: Light.NIGHT}
_X_OF = {"left": -_APART_M, "right": _APART_M, "middle": 0.0}
_LEGS = (ActionKind.WALK, ActionKind.RUN, ActionKind.CHASE, ActionKind.STAND, ActionKind.SIT)
_FIRST, _THEN = "does", "then"
_BOY = re.compile(r"\b(?:boy|son)s?\b|소년|아들|남자|男|儿子")


def scenes_of(request: Request, meant: Understanding, facts: Sequence[Fact]) -> list[Scene]:
    """A scene per shot; none where somebody is known from a picture only, or nobody and nothing is known."""
    subjects = _subjects(meant)
    if subjects is None or not (subjects or any(fact.facet in ("place", "thing") for fact in facts)):
        return []
    seed = zlib.crc32(request.prompt.encode()) ^ (request.seed & 0xFFFFFFFF)
    known = {name for name, _ in subjects} if meant.intent != "text_to_video" else set[str]()
    known -= {split_phrase(fact.value)[2] for fact in facts if fact.facet == "who"}
    bodies = _bodies(np.random.default_rng(seed), subjects, facts, known)
    return [_possible(_scene(seed, request, meant, facts, bodies, number)) for number in range(1, meant.shots + 1)]


def film_caption(scenes: Sequence[Scene], language: Language) -> str:
    """The caption of one shot, or of several: what goes on is not said again."""
    if len(scenes) < 2:
        return dense_caption(scenes[0], language) if scenes else ""
    said, known = [], set[str]()
    for number, scene in enumerate(scenes, 1):
        sentences = [sentence(each) for each in dense_caption(scene, language).split(". ")]
        if number > 1:
            sentences[0] = sentence(framed(scene, language))
        new = [sentences[0], *(each for each in sentences[1:] if each not in known)]
        said.append(f"{word('shot', 'number', language).format(number)}: {' '.join(new)}")
        known = set(sentences)
    return " ".join(said)


def _subjects(meant: Understanding) -> list[tuple[str, int]] | None:
    """Who is to be seen and how many of each; None where a picture alone knows."""
    if any(role in ("who", "storyboard", "sketch", "motion") for role in meant.roles.values()):
        return None
    found: dict[str, int] = {}
    for fact in meant.facts:
        if fact.facet in ("who", "add"):
            _, _, kind, count = split_phrase(fact.value)
            if _is_body(kind):
                found.setdefault(kind, count)
    for name in (*meant.roles.values(), *(fact.subject for fact in meant.facts)):
        if _is_body(name):
            found.setdefault(name, 1)
    return list(found.items())


def _is_body(kind: str) -> bool:
    return kind in _SPECIES_OF or kind in tuple(Species)


def _bodies(
    rng: np.random.Generator, subjects: Sequence[tuple[str, int]], facts: Sequence[Fact], known: Collection[str]
) -> list[tuple[str, Identity]]:
    bodies: list[tuple[str, Identity]] = []
    for subject, count in subjects:
        colours = [fact.value for fact in facts if fact.subject == subject and fact.facet == "colour"]
        for number in range(count):
            body = identity(rng, Species(_SPECIES_OF.get(subject, subject)))
            if subject in _SPECIES_OF:
                body = replace(body, breed=subject, skin=FUR[subject][0], second=FUR[subject][1])
            if colours:
                body = _coloured(body, colours[min(number, len(colours) - 1)])
            if _BOY.search(next((fact.said for fact in facts if fact.value == subject), "").lower()):
                body = in_trousers(body)
            if subject in known:
                body = replace(body, clothes=(), accessories=())
            bodies.append(
                (subject, dressed(rng, body, [f for f in facts if f.subject in (subject, "all") or f.facet == "no"]))
            )
    return bodies[:_MOST_CAST]


def _coloured(body: Identity, colour: str) -> Identity:
    """A body of that colour; of cats black ones and tabbies have a name, the others are just cats."""
    breed = {"black": "black", "orange": "tabby", "brown": "tabby"}.get(colour)
    if body.species is Species.CAT and breed:
        return replace(body, breed=breed, skin=FUR[breed][0], second=FUR[breed][1])
    plain = body.species in (Species.CAT, Species.DOG)
    return replace(body, skin=COLOURS[colour], breed="" if plain else body.breed)


def _scene(
    seed: int,
    request: Request,
    meant: Understanding,
    facts: Sequence[Fact],
    bodies: Sequence[tuple[str, Identity]],
    number: int,
) -> Scene:
    own = [fact for fact in facts if fact.shot in (0, number if meant.shots > 1 else 0)]
    place = _place(own)
    props, held = _props(own, bodies, meant.roles)
    duration_s = _duration(request, own)
    cast = tuple(
        _character(index, subject, body, own, bodies, props, duration_s) for index, (subject, body) in enumerate(bodies)
    )
    return Scene(
        seed=seed,
        place=place,
        light=Light(_last(own, "light") or _LIGHTS_OF.get(place, Light.NOON)),
        weather=Weather(_last(own, "weather") or "clear"),
        season=Season(_last(own, "season") or "summer"),
        style=Style(_last(own, "style") or "flat"),
        cast=cast,
        props=(*props, *held),
        camera=_camera(own, bodies, meant.shots),
        backdrop=_backdrop(own),
        duration_s=duration_s,
    )


def _last(facts: Sequence[Fact], facet: str) -> str | None:
    """The value of a facet; what was stated comes before what follows from it."""
    return next((fact.value for fact in facts if fact.facet == facet), None)


def _place(facts: Sequence[Fact]) -> Place:
    if (stated := _last(facts, "place")) is not None:
        return Place(stated)
    doing = [_PLACES_OF[fact.value] for fact in facts if fact.facet == _FIRST and fact.value in _PLACES_OF]
    outdoors = any(fact.facet in ("weather", "season") for fact in facts)
    small = any(fact.facet == "who" and fact.value == "baby" for fact in facts)
    return doing[0] if doing else Place.ROOM if small and not outdoors else Place.PARK


def _backdrop(facts: Sequence[Fact]) -> str:
    colours = {"green": "#00b140", "blue": "#1f4fd8", "white": "#ffffff", "grey": "#9a9a9a", "transparent": "#ffffff"}
    return colours.get(_last(facts, "backdrop") or "", "")


def _duration(request: Request, facts: Sequence[Fact]) -> float:
    asked = _last(facts, "duration")
    wished = float(asked) if asked else request.output.duration_s or _SHORTEST_S
    steps = 1 + sum(fact.facet == _THEN for fact in facts)
    return min(max(wished, steps * _SHORTEST_S), _LONGEST_S)


def _props(
    facts: Sequence[Fact], bodies: Sequence[tuple[str, Identity]], roles: Mapping[str, str]
) -> tuple[list[Prop], list[Prop]]:
    """Free ones first, so that what is chased has a low index; then those that are held."""
    free: list[Prop] = []
    held: list[Prop] = []
    for fact in facts:
        colour, pattern, kind, count = split_phrase(roles.get(fact.value, fact.value))
        if fact.facet not in ("thing", "holds", "add") or kind not in tuple(PropKind) or not fact.stated:
            continue
        size = _SIZES.get(PropKind(kind), 0.34)
        prop = Prop(
            kind=PropKind(kind),
            colour=COLOURS.get(colour, "#e0483e"),
            pattern=Pattern(pattern or "plain"),
            size=size,
            y=size / 2,
            effects=tuple(Effect(f.value) for f in facts if f.subject == kind and f.facet == "effect"),
            material=Material(_value(facts, kind, "material") or "plain"),
        )
        if fact.facet == "holds":
            holders = [i for i, (subject, _) in enumerate(bodies) if subject == fact.subject]
            held += [replace(prop, held_by=holder) for holder in holders]
        else:
            x = _X_OF.get(_value(facts, kind, "at") or "", 0.55)
            free += [replace(prop, x=round(x + 0.4 * copy, 3)) for copy in range(count)]
    drummers = [i for i, (subject, _) in enumerate(bodies) if _value(facts, subject, _FIRST) == "drum"]
    held += [Prop(kind=PropKind.DRUM, size=0.36, held_by=drummer) for drummer in drummers]
    return free, held


def _value(facts: Sequence[Fact], subject: str, facet: str) -> str | None:
    return next((fact.value for fact in facts if fact.facet == facet and fact.subject in (subject, "all")), None)


def _character(
    index: int,
    subject: str,
    body: Identity,
    facts: Sequence[Fact],
    bodies: Sequence[tuple[str, Identity]],
    props: Sequence[Prop],
    duration_s: float,
) -> Character:
    own = [fact for fact in facts if fact.subject in (subject, "all")]
    actions = _actions(own, props, duration_s)
    feelings = tuple(
        Feeling(expression=Expression(f.value), start_s=n * duration_s / 2)
        for n, f in enumerate(f for f in own if f.facet == "feels")
    )
    direction = actions[0].direction
    view = View(
        _value(own, subject, "view")
        or (View.SIDE_RIGHT if direction > 0 else View.SIDE_LEFT if direction < 0 else View.FRONT)
    )
    legs = body.species in (Species.DOG, Species.CAT) and any(
        a.kind in (ActionKind.RUN, ActionKind.CHASE) for a in actions
    )
    fours = _value(own, subject, "stance") or (
        "all_fours" if legs and all(a.kind in _LEGS for a in actions) else "upright"
    )
    return Character(
        name=f"{subject}_{index + 1}",
        identity=body,
        x=_x(index, subject, own, len(bodies)),
        z=_z(own),
        view=view,
        stance=Stance(fours) if body.species in (Species.DOG, Species.CAT) else Stance.UPRIGHT,
        actions=actions,
        feelings=feelings or (Feeling(expression=Expression.NEUTRAL),),
        effects=tuple(Effect(f.value) for f in own if f.facet == "effect"),
        material=Material(_value(own, subject, "material") or "plain"),
    )


def _x(index: int, subject: str, own: Sequence[Fact], count: int) -> float:
    if (side := _value(own, subject, "at")) is not None:
        return _X_OF[side]
    return round((index - (count - 1) / 2) * _APART_M, 3)


def _z(own: Sequence[Fact]) -> float:
    return 0.6 if any(f.facet == "behind" for f in own) else -0.4 if any(f.facet == "in_front_of" for f in own) else 0.0


def _actions(own: Sequence[Fact], props: Sequence[Prop], duration_s: float) -> tuple[Action, ...]:
    done = [next((f.value for f in own if f.facet == _FIRST), "stand"), *(f.value for f in own if f.facet == _THEN)]
    pace = {"slow": 0.7, "fast": 1.4}.get(next((f.value for f in own if f.facet == "pace"), ""), 1.0)
    way = {"left": -1, "right": 1}.get(next((f.value for f in own if f.facet == "goes"), ""), 0)
    length = duration_s / len(done)
    ball = next((index for index, prop in enumerate(props) if prop.kind is PropKind.BALL), None)
    found = []
    for number, value in enumerate(done):
        kind = ActionKind.DANCE if value == "drum" else ActionKind(value)
        target = ball if kind in (ActionKind.CHASE, ActionKind.KICK) else None
        moved = way or (1 if kind is ActionKind.CHASE else 0)
        found.append(
            Action(
                kind=kind,
                start_s=round(number * length, 3),
                end_s=None if number + 1 == len(done) else round((number + 1) * length, 3),
                direction=moved,
                speed=pace if number == 0 else 1.0,
                target=target,
            )
        )
    return tuple(found)


def _camera(facts: Sequence[Fact], bodies: Sequence[tuple[str, Identity]], shots: int) -> Camera:
    name, _, way = (_last(facts, "camera") or "static").partition("_")
    move = CameraMove(name)
    amount = _AMOUNTS.get(move, 0.0) * (-1 if way == "back" else 1)
    about = {fact.subject for fact in facts if fact.subject and fact.shot} if shots > 1 else set[str]()
    subject = next((i for i, (name, _) in enumerate(bodies) if about == {name}), None)
    return Camera(move=move, framing=Framing(_last(facts, "framing") or "medium"), amount=amount, subject=subject)


def _possible(scene: Scene) -> Scene:
    """What no picture can show is left out: a chase without anything to chase becomes a run."""
    try:
        refuse_impossible(scene)
    except InvalidInput:
        calm = tuple(replace(who, actions=tuple(replace(a, target=None) for a in who.actions)) for who in scene.cast)
        return replace(scene, cast=calm)
    return scene

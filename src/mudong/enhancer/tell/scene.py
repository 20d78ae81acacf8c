"""Facts become scenes of the procedural world, one per shot, and these say their own dense captions.

What the prompt leaves open is chosen by the request's seed, as in training scenes; of somebody whom a picture shows
nothing is made up. A subject that only a picture knows has no words, so then there is no scene.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mudong.enhancer.fact import Fact
from mudong.enhancer.read.understand import Understanding
from mudong.enhancer.tell.naming import split_phrase
from mudong.enhancer.tell.players import bodies_of, character, subjects_of
from mudong.enhancer.tell.props import props_of
from mudong.language.english import sentence
from mudong.language.lexicon import Language, word
from mudong.spec.errors import InvalidInput
from mudong.spec.request import Request
from mudong.world.caption import dense_caption, framed
from mudong.world.kinds import (
    CameraMove,
    Framing,
    Light,
    Place,
    Season,
    Style,
    Weather,
)
from mudong.world.possible import refuse_impossible
from mudong.world.scene import Camera, Identity, Scene

_AMOUNTS = {CameraMove.PAN: 0.5, CameraMove.TILT: 0.25, CameraMove.ZOOM: 0.25, CameraMove.DOLLY: 0.8}
_LONGEST_S, _SHORTEST_S = 15.0, 0.875
_PLACES_OF = {"box": Place.BOXING_RING, "row": Place.DRAGON_BOAT_RIVER}
_LIGHTS_OF = {Place.STAGE: Light.STAGE, Place.NIGHT_CITY: Light.NIGHT}


def scenes_of(request: Request, meant: Understanding, facts: Sequence[Fact]) -> list[Scene]:
    """A scene per shot; none where somebody is known from a picture only, or nobody and nothing is known."""
    subjects = subjects_of(meant)
    if subjects is None or not (subjects or any(fact.facet in ("place", "thing") for fact in facts)):
        return []
    seed = zlib.crc32(request.prompt.encode()) ^ (request.seed & 0xFFFFFFFF)
    known = {name for name, _ in subjects} if meant.intent != "text_to_video" else set[str]()
    known -= {split_phrase(fact.value)[2] for fact in facts if fact.facet == "who"}
    bodies = bodies_of(np.random.default_rng(seed), subjects, facts, known)
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
    props, held = props_of(own, bodies, meant.roles)
    duration_s = _duration(request, own)
    cast = tuple(
        character(index, subject, body, own, bodies, props, duration_s) for index, (subject, body) in enumerate(bodies)
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
    doing = [_PLACES_OF[fact.value] for fact in facts if fact.facet == "does" and fact.value in _PLACES_OF]
    outdoors = any(fact.facet in ("weather", "season") for fact in facts)
    small = any(fact.facet == "who" and fact.value == "baby" for fact in facts)
    return doing[0] if doing else Place.ROOM if small and not outdoors else Place.PARK


def _backdrop(facts: Sequence[Fact]) -> str:
    colours = {"green": "#00b140", "blue": "#1f4fd8", "white": "#ffffff", "grey": "#9a9a9a", "transparent": "#ffffff"}
    return colours.get(_last(facts, "backdrop") or "", "")


def _duration(request: Request, facts: Sequence[Fact]) -> float:
    asked = _last(facts, "duration")
    wished = float(asked) if asked else request.output.duration_s or _SHORTEST_S
    steps = 1 + sum(fact.facet == "then" for fact in facts)
    return min(max(wished, steps * _SHORTEST_S), _LONGEST_S)


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

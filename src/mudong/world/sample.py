"""Scenes by chance: the training distribution, and the combinations that are never in it.

The same seed gives the same scene. Combinations for evaluation are fixed by a hash of their words, so they stay held
out whatever the sampler becomes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from mudong.world import palette
from mudong.world.act.fours.frame import FOUR_LEGGED, ON_FOURS
from mudong.world.casting import choose, effects_on, identity
from mudong.world.kinds import (
    SEASONAL,
    ActionKind,
    CameraMove,
    Effect,
    Expression,
    Framing,
    Light,
    Place,
    PropKind,
    Season,
    Species,
    Stance,
    Style,
    View,
    Weather,
)
from mudong.world.scene import Action, Camera, Character, Feeling, Prop, Scene

HELD_OUT_SHARE = 0.1
_EFFECT_SHARE = 0.06
_ERRAND_SHARE, _ROWS_SHARE = 0.12, 0.4
_ON_FOURS_SHARE = 0.6
"""Of cats and dogs that do what can be done on all fours."""
_ON_THE_SPOT = tuple(kind for kind in ActionKind if kind not in (ActionKind.CHASE, ActionKind.CARRY, ActionKind.ROW))


def sample(seed: int, *, held_out: bool = False, framing: Framing | None = None) -> Scene:
    """The scene of a seed: from the training combinations, or from those held out. framing: fixed if given."""
    for attempt in range(10_000):
        scene = _draw(np.random.default_rng((seed, attempt)), seed, framing)
        if is_held_out(scene) == held_out:
            return scene
    raise AssertionError("the held-out share is neither 0 nor 1")


def samples(count: int, seed: int, *, held_out: bool = False) -> Iterator[Scene]:
    """`count` scenes with seeds `seed`, `seed + 1`, ..."""
    for offset in range(count):
        yield sample(seed + offset, held_out=held_out)


def is_held_out(scene: Scene) -> bool:
    """Whether any of its cast is a combination of who, doing what and where that training never sees."""
    return any(_held(c.identity.species, action.kind, scene.place) for c in scene.cast for action in c.actions)


def _held(*words: str) -> bool:
    digest = hashlib.sha256("/".join(words).encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32 < HELD_OUT_SHARE


def _draw(rng: np.random.Generator, seed: int, framing: Framing | None) -> Scene:
    place = choose(rng, tuple(Place))
    count = int(rng.choice([1, 2, 3], p=[0.7, 0.22, 0.08]))
    cast = tuple(_character(rng, number, count) for number in range(count))
    weather = Weather.CLEAR if place in (Place.ROOM, Place.NURSERY, Place.STAGE, Place.BOXING_RING, Place.UNDERWATER) \
        else choose(rng, tuple(Weather), p=[0.5, 0.14, 0.12, 0.1, 0.08, 0.06])  # fmt: skip
    lights = {
        Place.STAGE: (Light.STAGE,),
        Place.NIGHT_CITY: (Light.NIGHT,),
        Place.BOXING_RING: (Light.STAGE, Light.NOON),
    }
    light = choose(rng, lights.get(place, (Light.MORNING, Light.NOON, Light.GOLDEN_HOUR, Light.NIGHT, Light.HORROR)))
    scene = Scene(
        seed=seed,
        place=place,
        light=light,
        weather=weather,
        style=choose(rng, tuple(Style), p=[0.5, 0.14, 0.09, 0.08, 0.1, 0.09]),
        cast=cast,
        props=_props(rng, cast),
        camera=_camera(rng, framing),
    )
    return _with_errand(rng, _with_effect(rng, replace(scene, season=_season(rng, place, weather))))


def _season(rng: np.random.Generator, place: Place, weather: Weather) -> Season:
    """Where it is seen; it mostly snows in winter."""
    if place not in SEASONAL:
        return Season.SUMMER
    return choose(rng, tuple(Season), p=[0.1, 0.0, 0.1, 0.8] if weather is Weather.SNOW else [0.25, 0.36, 0.25, 0.14])


def _with_effect(rng: np.random.Generator, scene: Scene) -> Scene:
    """Now and then something plays around one of the cast or a thing."""
    if rng.random() >= _EFFECT_SHARE:
        return scene
    if scene.props and rng.random() < 0.5:
        thing = replace(scene.props[0], effects=(choose(rng, tuple(Effect)),))
        return replace(scene, props=(thing, *scene.props[1:]))
    lead = replace(scene.cast[0], effects=(choose(rng, effects_on(scene.cast[0].identity.species)),))
    return replace(scene, cast=(lead, *scene.cast[1:]))


def _with_errand(rng: np.random.Generator, scene: Scene) -> Scene:
    """Now and then somebody alone rows on the river, chases a ball or carries something along."""
    draw, side = rng.random(), int(choose(rng, (-1, 1)))
    lead, props = scene.cast[0], scene.props
    if len(scene.cast) > 1:
        return scene  # it would run into the others
    if scene.place is Place.DRAGON_BOAT_RIVER and draw < _ROWS_SHARE:
        kind, props = ActionKind.ROW, ()
    elif draw < _ERRAND_SHARE / 2:
        kind, speed = ActionKind.CHASE, 2.0 if lead.identity.species in FOUR_LEGGED else 1.2
        ball = _prop(rng, PropKind.BALL, x=lead.x + 0.6 * side)
        # It rolls without sliding.
        props = (replace(ball, vx=side * speed, spin=-side * speed / (ball.size / 2)),)
    elif draw < _ERRAND_SHARE:
        kind, thing = ActionKind.CARRY, choose(rng, (PropKind.BAG, PropKind.UMBRELLA, PropKind.FLOWER, PropKind.BALL))
        props = (_prop(rng, thing, x=lead.x, held=0),)
    else:
        return scene
    fours = lead.identity.species in FOUR_LEGGED and kind in ON_FOURS and rng.random() < _ON_FOURS_SHARE
    lead = replace(
        lead,
        actions=(Action(kind=kind, direction=side),),
        stance=Stance.ALL_FOURS if fours else Stance.UPRIGHT,
    )
    return replace(scene, cast=(lead, *scene.cast[1:]), props=props)


def _character(rng: np.random.Generator, number: int, count: int) -> Character:
    species = choose(rng, tuple(Species))
    kind = choose(rng, _ON_THE_SPOT)
    moving = kind in (ActionKind.WALK, ActionKind.RUN)
    speed = float(choose(rng, (0.7, 1.0, 1.0, 1.0, 1.4)))
    fours = species in FOUR_LEGGED and kind in ON_FOURS and rng.random() < _ON_FOURS_SHARE
    return Character(
        name=f"{species}_{number + 1}",
        identity=identity(rng, species),
        x=round((number - (count - 1) / 2) * 0.95 + float(rng.uniform(-0.08, 0.08)), 3),
        z=round(float(rng.uniform(0, 0.3)) * (number % 2), 3),
        view=choose(rng, tuple(View), p=[0.5, 0.15, 0.15, 0.1, 0.1]),
        stance=Stance.ALL_FOURS if fours else Stance.UPRIGHT,
        actions=(Action(kind=kind, direction=int(choose(rng, (-1, 1))) if moving else 0, speed=speed),),
        feelings=(Feeling(expression=choose(rng, tuple(Expression))),),
    )


def _props(rng: np.random.Generator, cast: Sequence[Character]) -> tuple[Prop, ...]:
    if any(character.actions[0].kind is ActionKind.KICK for character in cast):
        return (_prop(rng, PropKind.BALL, x=0.25),)
    if rng.random() < 0.65:
        return ()
    kind = choose(rng, (PropKind.BALL, PropKind.BALLOON, PropKind.BOX, PropKind.FLOWER, PropKind.LAMP, PropKind.DRUM))
    held = 0 if kind is PropKind.BALLOON else None
    return (_prop(rng, kind, x=float(choose(rng, (-0.7, 0.7))), held=held),)


def _prop(rng: np.random.Generator, kind: PropKind, *, x: float, held: int | None = None) -> Prop:
    size = {PropKind.BALL: 0.24, PropKind.BALLOON: 0.34, PropKind.LAMP: 0.5, PropKind.UMBRELLA: 0.7}.get(kind, 0.32)
    return Prop(
        kind=kind,
        colour=choose(rng, palette.CLOTH),
        second=choose(rng, palette.CLOTH),
        x=round(x, 3),
        y=size / 2,
        size=size,
        held_by=held,
    )


def _camera(rng: np.random.Generator, framing: Framing | None) -> Camera:
    move = choose(rng, tuple(CameraMove), p=[0.5, 0.1, 0.05, 0.1, 0.1, 0.08, 0.07])
    amount = {CameraMove.PAN: 0.5, CameraMove.TILT: 0.25, CameraMove.ZOOM: 0.25, CameraMove.DOLLY: 0.8,
              CameraMove.ORBIT: 20.0, CameraMove.HANDHELD: 0.05}.get(move, 0.0)  # fmt: skip
    sign = float(choose(rng, (-1, 1))) if move in (CameraMove.PAN, CameraMove.ORBIT, CameraMove.TILT) else 1.0
    chosen = framing or choose(rng, tuple(Framing), p=[0.5, 0.35, 0.15])
    return Camera(move=move, framing=chosen, amount=sign * amount)

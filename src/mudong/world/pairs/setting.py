"""Edits of the whole picture: place, weather, light, how it is drawn, and moods, which are several of these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from mudong.world.kinds import SEASONAL, Expression, Light, Place, Season, Style, Weather
from mudong.world.pairs.pair import Pair
from mudong.world.pairs.parts import feeling, one, pick
from mudong.world.pairs.words import Words, listed
from mudong.world.scene import Scene

_SHELTERED = (Place.ROOM, Place.NURSERY, Place.STAGE, Place.BOXING_RING, Place.UNDERWATER)
_LIT_BY_THEMSELVES = (Place.STAGE, Place.NIGHT_CITY, Place.BOXING_RING)
"""Places that have a light of their own: nobody asks for morning there."""
_TIMES = (Light.MORNING, Light.NOON, Light.GOLDEN_HOUR, Light.NIGHT)


class _Mood(NamedTuple):
    light: Light
    weather: Weather
    expression: Expression


_MOODS = {
    "scarier": _Mood(Light.HORROR, Weather.FOG, Expression.FRIGHTENED),
    "cosier": _Mood(Light.GOLDEN_HOUR, Weather.CLEAR, Expression.HAPPY),
    "more_festive": _Mood(Light.STAGE, Weather.CLEAR, Expression.HAPPY),
}


def background(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """The same in another place."""
    places = [p for p in Place if p is not scene.place and p not in _LIT_BY_THEMSELVES]
    if scene.weather is not Weather.CLEAR:
        places = [p for p in places if p not in _SHELTERED]
    place = one(rng, places)
    if place is None or scene.light is Light.STAGE:
        return None
    return _whole(scene, replace(scene, place=place), listed("edit_place", place))


def weather(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Other weather, where there is any."""
    other = one(rng, [each for each in Weather if each is not scene.weather])
    if other is None or scene.place in _SHELTERED:
        return None
    wish = listed(pick(rng, ("edit_weather", "edit_day")), other)
    return _whole(scene, replace(scene, weather=other), wish)


def season(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Another time of the year, where it is seen; while snow falls it can only become winter."""
    if scene.place not in SEASONAL:
        return None
    options = (Season.WINTER,) if scene.weather is Weather.SNOW else tuple(Season)
    other = one(rng, [each for each in options if each is not scene.season])
    if other is None:
        return None
    return _whole(scene, replace(scene, season=other), listed("edit_season", other))


def light(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Another time of day."""
    other = one(rng, [each for each in _TIMES if each is not scene.light])
    if other is None or scene.place in _LIT_BY_THEMSELVES:
        return None
    return _whole(scene, replace(scene, light=other), listed("edit_light", other))


def style(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Drawn in another way."""
    other = pick(rng, [each for each in Style if each is not scene.style])
    return _whole(scene, replace(scene, style=other), listed("edit_style", other))


def mood(name: str) -> Callable[[Scene, np.random.Generator], Pair | None]:
    """The maker of a mood: light, weather and faces together, with the reason."""
    wanted = _MOODS[name]

    def make(scene: Scene, _: np.random.Generator) -> Pair | None:
        sheltered = scene.place in _SHELTERED
        target = replace(
            feeling(scene, wanted.expression, range(len(scene.cast))),
            light=wanted.light,
            weather=scene.weather if sheltered else wanted.weather,
        )
        if target == scene:
            return None
        return replace(_whole(scene, target, listed("edit_mood", name)), reason=listed("mood_reason", name))

    return make


def _whole(source: Scene, target: Scene, instruction: Words) -> Pair:
    return Pair(
        instruction=instruction, source=source, target=target, whole_frame=True, filmed_as=source,
    )  # fmt: skip

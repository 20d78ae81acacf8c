"""Pairs about who is in the picture: clips of a subject known from pictures, and dances taken over by others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mudong.language import english, korean
from mudong.language.lexicon import word
from mudong.world.casting import identity
from mudong.world.kinds import ActionKind, Expression, Framing, Light, Place, Season, Species, Stance, View, Weather
from mudong.world.pairs.pair import Pair
from mudong.world.pairs.parts import pick
from mudong.world.pairs.reference import Reference
from mudong.world.pairs.things import joined, recast
from mudong.world.pairs.words import called, doing, said
from mudong.world.sample import is_held_out
from mudong.world.scene import Action, Camera, Character, Feeling, Scene

_PLAIN = (Place.ROOM, Place.NURSERY, Place.PARK, Place.BEACH)
_ALL_ELSE = tuple(place for place in Place if place not in _PLAIN)
_OTHER_VIEWS = (View.THREE_QUARTER_LEFT, View.THREE_QUARTER_RIGHT, View.SIDE_LEFT, View.SIDE_RIGHT)
_UNLIKE = 0.12
"""Least difference of the head's or the limbs' proportions that makes another body."""


def reference(*aspects: str) -> Callable[[Scene, np.random.Generator], Pair | None]:
    """The maker of clips of a subject known from pictures: its `front`, another `view`, `expression` or `place`."""

    def make(scene: Scene, rng: np.random.Generator) -> Pair | None:
        if not scene.cast:
            return None
        who = scene.cast[0]
        pictures = [_aspect(scene, who, aspect, rng) for aspect in aspects]
        if not all(pictures):
            return None
        noun, does, place = called(scene, 0), doing(who.actions[0].kind), scene.place
        many = "picture" if len(pictures) == 1 else "pictures"
        wish = said(
            f"Show the {noun['en']} from the {many} {does['en']} {word('place', place, 'en')}.",
            f"{word('place', place, 'ko')} 사진 속 {korean.subject(noun['ko'])} {does['ko']} 영상을 만들어 줘.",
        )
        references = tuple(Reference(scene=picture) for picture in pictures if picture is not None)
        return Pair(instruction=wish, target=scene, references=references, whole_frame=True)

    return make


def reference_cast(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """The clip of several who are known from one picture each."""
    together = scene if len(scene.cast) > 1 else joined(scene, rng)
    if together is None:
        return None
    pictures = [_portrait(together, who, _PLAIN) for who in together.cast]
    if not all(pictures):
        return None
    nouns = [called(together, index) for index in range(len(together.cast))]
    en = english.joined([f"the {noun['en']} from picture {number + 1}" for number, noun in enumerate(nouns)])
    ko = korean.joined([f"사진 {number + 1}의 {noun['ko']}" for number, noun in enumerate(nouns)])
    wish = said(
        f"Make a clip of {en} together {word('place', together.place, 'en')}.",
        f"{korean.subject(ko)} {word('place', together.place, 'ko')} 함께 나오는 영상을 만들어 줘.",
    )
    references = tuple(Reference(scene=picture) for picture in pictures if picture is not None)
    return Pair(instruction=wish, target=together, references=references, whole_frame=True)


def _aspect(scene: Scene, who: Character, aspect: str, rng: np.random.Generator) -> Scene | None:
    """One picture of a subject; None where every such picture is held out."""
    if aspect == "view":
        return _portrait(scene, replace(who, view=pick(rng, _OTHER_VIEWS)), _PLAIN, turned=True)
    if aspect == "expression":
        shown = pick(rng, [each for each in Expression if each is not Expression.NEUTRAL])
        return _portrait(scene, who, _PLAIN, shown)
    if aspect == "place":
        return _portrait(scene, who, tuple(rng.permutation(np.array(_ALL_ELSE, object))))
    return _portrait(scene, who, _PLAIN)


def same_dance(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """The dance of a clip by somebody of other proportions, known from a picture."""
    if not scene.cast:
        return None
    lead = scene.cast[0]
    dance = next((a for a in lead.actions if a.kind is ActionKind.DANCE), Action(kind=ActionKind.DANCE))
    dancer = replace(lead, x=0.0, z=0.0, view=View.FRONT, stance=Stance.UPRIGHT, actions=(dance,))
    species = pick(rng, [each for each in Species if each is not lead.identity.species])
    body = identity(rng, species)
    if abs(body.head - lead.identity.head) + abs(body.limbs - lead.identity.limbs) < _UNLIKE:
        body = replace(body, limbs=round(body.limbs + (_UNLIKE if body.limbs < 1 else -_UNLIKE), 3))
    new = recast(dancer, body, 0)
    # The moves come from the scene's seed and the character's index, and are the same for both.
    driver, target = (replace(scene, cast=(who,), props=()) for who in (dancer, new))
    picture = _portrait(scene, new, _PLAIN)
    if picture is None:
        return None
    noun = called(target, 0)
    wish = said(
        f"Make the {noun['en']} in the picture dance exactly like in the video.",
        f"사진 속 {korean.subject(noun['ko'])} 영상과 똑같이 춤추게 해 줘.",
    )
    return Pair(
        instruction=wish, target=target, whole_frame=True,
        references=(Reference(scene=driver, moments=()), Reference(scene=picture)),
    )  # fmt: skip


def _portrait(
    scene: Scene,
    who: Character,
    places: tuple[Place, ...],
    shown: Expression = Expression.NEUTRAL,
    *,
    turned: bool = False,
) -> Scene | None:
    """The character alone and standing, close, in the first of the places that is not held out for it."""
    alone = replace(
        who, x=0.0, z=0.0, view=who.view if turned else View.FRONT, actions=(Action(kind=ActionKind.STAND),),
        feelings=(Feeling(expression=shown),),
    )  # fmt: skip
    drawn = (
        replace(
            scene, place=place, light=Light.NOON, weather=Weather.CLEAR, season=Season.SUMMER, backdrop="",
            cast=(alone,), props=(), camera=Camera(framing=Framing.CLOSE),
        )
        for place in places
    )  # fmt: skip
    return next((picture for picture in drawn if not is_held_out(picture)), None)

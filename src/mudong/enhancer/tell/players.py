"""The cast of a scene: who, looking how, doing and feeling what, standing where."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from mudong.enhancer.fact import Fact
from mudong.enhancer.read.understand import Understanding
from mudong.enhancer.tell.dress import dressed, in_trousers
from mudong.enhancer.tell.naming import COLOURS, split_phrase
from mudong.enhancer.tell.props import APART_M, X_OF, value_of, way_of
from mudong.world.casting import identity
from mudong.world.kinds import (
    ActionKind,
    Effect,
    Expression,
    Material,
    PropKind,
    Species,
    Stance,
    View,
)
from mudong.world.palette import FUR
from mudong.world.scene import Action, Character, Feeling, Identity, Prop

_SPECIES_OF = {
    **dict.fromkeys(("golden_retriever", "corgi", "dalmatian", "shiba"), "dog"),
    **dict.fromkeys(("tabby", "black", "calico", "siamese"), "cat"),
}
_MOST_CAST, _BEHIND_BALL_M = 5, 0.9
_LEGS = (ActionKind.WALK, ActionKind.RUN, ActionKind.CHASE, ActionKind.STAND, ActionKind.SIT)
_BOY = re.compile(r"\b(?:boy|son)s?\b|소년|아들|남자|男|儿子")


def subjects_of(meant: Understanding) -> list[tuple[str, int]] | None:
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


def bodies_of(
    rng: np.random.Generator, subjects: Sequence[tuple[str, int]], facts: Sequence[Fact], known: Collection[str]
) -> list[tuple[str, Identity]]:
    """A body for each, as facts ask for. known: subjects that a picture or a video shows: nothing is made up."""
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


def character(
    index: int,
    subject: str,
    body: Identity,
    facts: Sequence[Fact],
    bodies: Sequence[tuple[str, Identity]],
    props: Sequence[Prop],
    duration_s: float,
) -> Character:
    """One of the cast. index: its place in it; own facts are those of its subject and of everybody."""
    own = [fact for fact in facts if fact.subject in (subject, "all")]
    actions = _actions(own, props, duration_s)
    feelings = tuple(
        Feeling(expression=Expression(f.value), start_s=n * duration_s / 2)
        for n, f in enumerate(f for f in own if f.facet == "feels")
    )
    direction = actions[0].direction
    view = View(
        value_of(own, subject, "view")
        or (View.SIDE_RIGHT if direction > 0 else View.SIDE_LEFT if direction < 0 else View.FRONT)
    )
    legs = body.species in (Species.DOG, Species.CAT) and any(
        a.kind in (ActionKind.RUN, ActionKind.CHASE) for a in actions
    )
    fours = value_of(own, subject, "stance") or (
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
        material=Material(value_of(own, subject, "material") or "plain"),
    )


def _x(index: int, subject: str, own: Sequence[Fact], count: int) -> float:
    if count == 1 and any(fact.facet == "does" and fact.value == "chase" for fact in own):
        return _BEHIND_BALL_M * -way_of(own)
    if (side := value_of(own, subject, "at")) is not None:
        return X_OF[side]
    return round((index - (count - 1) / 2) * APART_M, 3)


def _z(own: Sequence[Fact]) -> float:
    return 0.6 if any(f.facet == "behind" for f in own) else -0.4 if any(f.facet == "in_front_of" for f in own) else 0.0


def _actions(own: Sequence[Fact], props: Sequence[Prop], duration_s: float) -> tuple[Action, ...]:
    done = [next((f.value for f in own if f.facet == "does"), "stand"), *(f.value for f in own if f.facet == "then")]
    pace = {"slow": 0.7, "fast": 1.4}.get(next((f.value for f in own if f.facet == "pace"), ""), 1.0)
    way = {"left": -1, "right": 1}.get(next((f.value for f in own if f.facet == "goes"), ""), 0)
    length = duration_s / len(done)
    ball = next((index for index, prop in enumerate(props) if prop.kind is PropKind.BALL), None)
    found = []
    for number, doing in enumerate(done):
        kind = ActionKind.DANCE if doing == "drum" else ActionKind(doing)
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

"""Clips from what people draw: storyboards, pencil sketches, pictures with an arrow or a box on them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mudong.language import korean
from mudong.language.lexicon import word
from mudong.world.kinds import ActionKind
from mudong.world.pairs.pair import Pair
from mudong.world.pairs.parts import one, pick
from mudong.world.pairs.reference import Mark, MarkKind, Reference
from mudong.world.pairs.things import joined
from mudong.world.pairs.words import Words, called, doing, listed, nameable, said
from mudong.world.scene import Action, Scene

_LEADING = (ActionKind.WALK, ActionKind.RUN)
_APART = (ActionKind.WAVE, ActionKind.CLAP, ActionKind.JUMP, ActionKind.DANCE, ActionKind.LAUGH, ActionKind.POINT)
"""What one of several does while the others stand."""


def storyboard(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """The clip whose key frames are the panels of a picture, two by two or three by three, drawn out or sketched."""
    if not scene.cast:
        return None
    side = pick(rng, (2, 3))
    moments = tuple(number / (side * side - 1) for number in range(side * side))
    panels = Reference(scene=scene, moments=moments, lines=bool(rng.random() < 0.5))
    return Pair(instruction=_told("storyboard", scene), target=scene, references=(panels,), whole_frame=True)


def sketch(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """The clip in full style that begins with a line drawing."""
    if not scene.cast:
        return None
    style = said(word("style", scene.style, "en"), word("style", scene.style, "ko"))
    told = _told("sketch", scene)
    wish = said(told["en"].replace("[style]", style["en"]), told["ko"].replace("[style]", korean.towards(style["ko"])))
    drawing = Reference(scene=scene, lines=True)
    return Pair(instruction=wish, target=scene, references=(drawing,), whole_frame=True)


def arrow(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Somebody goes where an arrow on the first picture points."""
    index = one(rng, nameable(scene))
    if index is None:
        return None
    go = Action(kind=pick(rng, _LEADING), direction=int(rng.choice((-1, 1))))
    target = _acting(scene, index, go)
    who = called(scene, index)
    form = listed("annotated", "arrow")
    does = said(word("action", go.kind, "en"), word("action", go.kind, "ko"))
    wish = said(form["en"].format(who["en"], does["en"]), form["ko"].format(korean.subject(who["ko"]), does["ko"]))
    return _annotated(target, MarkKind.ARROW, index, wish)


def box(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """The one in the box on the first picture does something, the others stand; nobody has to be named."""
    crowd = scene if len(scene.cast) > 1 else joined(scene, rng)
    if crowd is None:
        return None
    index = int(rng.integers(len(crowd.cast)))
    kind = pick(rng, _APART)
    calm = replace(crowd, cast=tuple(replace(who, actions=(Action(kind=ActionKind.STAND),)) for who in crowd.cast))
    form = listed("annotated", "box")
    does = said(word("action", kind, "en"), doing(kind)["ko"])
    wish = said(form["en"].format(does["en"]), form["ko"].format(does["ko"]))
    return _annotated(_acting(calm, index, Action(kind=kind)), MarkKind.BOX, index, wish)


def _annotated(target: Scene, kind: MarkKind, index: int, wish: Words) -> Pair:
    mark = Mark(kind=kind, about=target.cast[index].name)
    picture = Reference(scene=target, marks=(mark,))
    return Pair(instruction=wish, target=target, references=(picture,), whole_frame=True)


def _acting(scene: Scene, index: int, action: Action) -> Scene:
    cast = list(scene.cast)
    cast[index] = replace(cast[index], actions=(action,))
    return replace(scene, cast=tuple(cast))


def _told(area: str, scene: Scene) -> Words:
    """A sentence of the lexicon about who does what."""
    who, does = called(scene, 0), doing(scene.cast[0].actions[0].kind)
    form = listed("from_drawing", area)
    return said(form["en"].format(who["en"], does["en"]), form["ko"].format(korean.subject(who["ko"]), does["ko"]))

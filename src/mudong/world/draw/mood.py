"""What a face does for each expression, as numbers to blend: lids, brows, mouth, cheeks. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mudong.world.draw.subject import Subject
from mudong.world.kinds import Expression
from mudong.world.timeline import EXPRESSIONS


class Gaze(NamedTuple):
    """What of a mood an eye shows; see `Mood`."""

    lid: float
    squint: float
    slant: float
    iris: float
    smile: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """lid: 0 shut, 1 at rest, above 1 wide. squint: lower lid raised, 0..1. slant: upper lid towards the nose, 0..1.

    iris: size. brow: height; brow_turn: inner ends up (> 0) or down. smile: corners of the mouth, -1..1; mouth_width;
    mouth_open: 0..1. round: 0 a crescent, 1 an O. wave: trembling lips. blush, pale: of the skin. tears: 0..1.
    """

    lid: float
    squint: float
    slant: float
    iris: float
    brow: float
    brow_turn: float
    smile: float
    mouth_width: float
    mouth_open: float
    round: float
    wave: float
    blush: float
    pale: float
    tears: float

    @property
    def gaze(self) -> Gaze:
        """Of the eyes."""
        return Gaze(self.lid, self.squint, self.slant, self.iris, self.smile)


_COLUMNS = tuple(Mood.__dataclass_fields__)
_FACES = {
    #                        lid  squint slant iris brow turn smile width open round wave blush pale tears
    Expression.NEUTRAL:     (1.0, 0.0, 0.0, 1.0, 0.0, 0.05, 0.55, 0.20, 0.0, 0.0, 0.0, 0.6, 0.0, 0.0),
    Expression.HAPPY:       (1.0, 0.35, 0.0, 1.05, 0.1, 0.05, 1.0, 0.34, 0.6, 0.0, 0.0, 1.0, 0.0, 0.0),
    Expression.SAD:         (0.74, 0.0, -0.6, 1.06, -0.03, 0.75, -1.0, 0.25, 0.0, 0.0, 0.0, 0.35, 0.0, 0.3),
    Expression.ANGRY:       (0.8, 0.12, 0.85, 0.9, -0.16, -0.6, -0.9, 0.28, 0.14, 0.0, 0.0, 0.8, 0.0, 0.0),
    Expression.SURPRISED:   (1.25, 0.0, 0.0, 0.72, 0.16, 0.08, 0.1, 0.16, 0.85, 1.0, 0.0, 0.5, 0.0, 0.0),
    Expression.FRIGHTENED:  (1.2, 0.0, -0.2, 0.5, 0.08, 0.6, -0.7, 0.32, 0.3, 0.0, 1.0, 0.0, 1.0, 0.0),
    Expression.SLEEPY:      (0.3, 0.0, -0.25, 1.0, 0.02, 0.2, 0.25, 0.13, 0.2, 0.8, 0.0, 0.6, 0.0, 0.0),
}  # fmt: skip
_TABLE = np.array([_FACES[expression] for expression in EXPRESSIONS])


def mood_of(subject: Subject) -> Mood:
    """The blend of expressions, with blink, speech and tears laid over it."""
    return blend(subject.expression, blink=subject.blink, mouth=subject.mouth, tears=subject.tears)


def blend(expression: np.ndarray, *, blink: float = 0.0, mouth: float = 0.0, tears: float = 0.0) -> Mood:
    """expression: (7,) weights in the order of `EXPRESSIONS`; blink, mouth, tears: 0..1."""
    values = dict(zip(_COLUMNS, (np.asarray(expression, float) @ _TABLE).tolist(), strict=True))
    values["lid"] *= 1.0 - blink
    values["mouth_open"] = min(1.0, values["mouth_open"] + 0.8 * mouth)
    values["tears"] = max(values["tears"], tears)
    return Mood(**values)

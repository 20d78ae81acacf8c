"""A film is a value: shots in order, each a scene with a camera and a piece of its time. Frozen, JSON round trip.

Shots of one scene differ in `camera`, `start_s` and `duration_s` only, so that cast, place and light stay and what
happens goes on over the cut.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from mudong.spec.errors import InvalidInput
from mudong.spec.plain import from_plain, to_plain
from mudong.spec.timebase import Timebase
from mudong.world.scene import Scene

LONGEST_S = 600.0
"""Latest moment of a scene that a shot may show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmShot:
    """One shot. fade_s: how long the shot before fades into it, overlapping its end; 0: a hard cut."""

    scene: Scene
    fade_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """Shots of one cast. Raises `InvalidInput` (`world.film_*`) when made of what does not fit together."""

    shots: tuple[FilmShot, ...]
    seed: int = 0

    def __post_init__(self) -> None:
        if not self.shots:
            raise InvalidInput("world.film_empty")
        for number, shot in enumerate(self.shots):
            _check(self.shots, number, shot)

    @property
    def duration_s(self) -> float:
        """Seconds from the first to the last frame; fades are seconds that two shots share."""
        return sum(shot.scene.duration_s - shot.fade_s for shot in self.shots)

    def cuts(self, fps: float) -> tuple[int, ...]:
        """The frame with which each shot begins, the first being 0; of a fade, its first frame."""
        return tuple(span.first for span in self.spans(fps))

    def num_frames(self, fps: float) -> int:
        """Frames of the whole film."""
        last = self.spans(fps)[-1]
        return last.first + last.count

    def spans(self, fps: float) -> tuple[Span, ...]:
        """Where each shot lies in the film, in frames."""
        timebase, spans, at = Timebase.of(fps), [], 0
        for number, shot in enumerate(self.shots):
            fade = round(shot.fade_s * fps) if number else 0
            count = timebase.num_frames(shot.scene.duration_s)
            spans.append(Span(first=at - fade, count=count, fade=fade))
            at += count - fade
        return tuple(spans)

    def to_json(self) -> str:
        """One line; `from_json` gives an equal film."""
        return json.dumps(to_plain(self, {}), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Film:
        """Read what `to_json` wrote. Raises `InvalidInput` (`world.json`, `world.film_*`) naming what is wrong."""
        try:
            return from_plain(cls, json.loads(text), {}, "film")
        except (ValueError, OverflowError, RecursionError) as error:
            raise InvalidInput("world.json", detail=str(error)) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """first: the shot's first frame in the film. count: its frames, `fade` of them together with the shot before."""

    first: int
    count: int
    fade: int


def _check(shots: tuple[FilmShot, ...], number: int, shot: FilmShot) -> None:
    scene, first = shot.scene, shots[0].scene
    names, expected = [who.name for who in scene.cast], [who.name for who in first.cast]
    kinds, others = [prop.kind for prop in scene.props], [prop.kind for prop in first.props]
    if names != expected or kinds != others:
        given, wished = ", ".join([*names, *kinds]), ", ".join([*expected, *others])
        raise InvalidInput("world.film_cast", shot=number + 1, given=given, expected=wished)
    if not (scene.duration_s > 0 and 0 <= scene.start_s <= scene.start_s + scene.duration_s <= LONGEST_S):
        raise InvalidInput(
            "world.film_time", shot=number + 1, start=scene.start_s, duration=scene.duration_s, longest=LONGEST_S
        )  # fmt: skip
    shortest = min(scene.duration_s, shots[max(number - 1, 0)].scene.duration_s)
    if not 0 <= shot.fade_s <= shortest / 2:
        raise InvalidInput("world.film_fade", shot=number + 1, given=shot.fade_s, most=round(shortest / 2, 3))

"""`film_frames`: a film and a size in, its frames and their truth out one by one, so that memory does not grow.

Shots of the same happening are simulated once, over all that any of them shows, and cut out of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import TypeVar

import cv2
import numpy as np

from mudong.spec.timebase import Timebase
from mudong.world.camera import lens_at
from mudong.world.film.value import Film
from mudong.world.painter import Painter, Shot
from mudong.world.possible import refuse_impossible
from mudong.world.render import DEFAULT_FPS, gathered
from mudong.world.scene import Camera, Scene
from mudong.world.simulate import Happening, filmed, first_frame, happening
from mudong.world.timeline import CameraState, CharacterState, PropState, Timeline
from mudong.world.truth import Rendered

State = TypeVar("State", CharacterState, PropState)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmFrame:
    """One frame of a film. shot: the number of the shot that its truth is of. drawn: pixels and truth.

    Where shots fade, the pixels are both, and the truth is of the one that shows more.
    """

    shot: int
    frame: int
    drawn: Shot


def film_frames(
    film: Film, width: int, height: int, *, fps: float = DEFAULT_FPS, truth: bool = False
) -> Iterator[FilmFrame]:
    """The frames of a film, one after the other. Raises `InvalidInput` like `simulate`, before the first of them."""
    return _drawn(film, _timelines(film, fps), width, height, fps, truth)


def render_film(film: Film, width: int, height: int, *, fps: float = DEFAULT_FPS, truth: bool = True) -> Rendered:
    """All frames of a film, and their truth as of one clip; the shots begin at `film.cuts(fps)`."""
    timelines = _timelines(film, fps)
    frames = list(_drawn(film, timelines, width, height, fps, truth))
    whole = _joined([(timelines[f.shot], f.frame) for f in frames], width, height) if truth else None
    drawn = [frame.drawn for frame in frames]
    return Rendered(
        frames=np.stack([each.pixels for each in drawn]), truth=gathered(drawn, whole) if whole is not None else None
    )


def _drawn(
    film: Film, timelines: list[Timeline], width: int, height: int, fps: float, truth: bool
) -> Iterator[FilmFrame]:
    spans = film.spans(fps)
    before: Painter | None = None
    for number, (shot, span) in enumerate(zip(film.shots, spans, strict=True)):
        painter = Painter(shot.scene, timelines[number], width, height)
        ends = span.count - (spans[number + 1].fade if number + 1 < len(spans) else 0)
        for frame in range(ends):
            share = (frame + 1) / (span.fade + 1)
            if before is None or share >= 1:
                yield FilmFrame(shot=number, frame=frame, drawn=painter.frame(frame, truth=truth))
                continue
            earlier = timelines[number - 1].num_frames - span.fade + frame
            mostly_new = share >= 0.5
            old = before.frame(earlier, truth=truth and not mostly_new)
            new = painter.frame(frame, truth=truth and mostly_new)
            pixels = cv2.addWeighted(new.pixels, share, old.pixels, 1 - share, 0)
            shown, at = (number, frame) if mostly_new else (number - 1, earlier)
            yield FilmFrame(shot=shown, frame=at, drawn=replace(new if mostly_new else old, pixels=pixels))
        before = painter


def _timelines(film: Film, fps: float) -> list[Timeline]:
    """What is seen in each shot."""
    timebase = Timebase.of(fps)
    for shot in film.shots:
        refuse_impossible(shot.scene)
    counts = [timebase.num_frames(shot.scene.duration_s) for shot in film.shots]
    ends: dict[Scene, int] = {}
    for shot, count in zip(film.shots, counts, strict=True):
        world = _world(shot.scene)
        ends[world] = max(ends.get(world, 0), first_frame(shot.scene, fps) + count)
    happened: dict[Scene, Happening] = {world: happening(world, end, fps) for world, end in ends.items()}
    return [
        filmed(shot.scene, happened[_world(shot.scene)], first_frame(shot.scene, fps), count, fps)
        for shot, count in zip(film.shots, counts, strict=True)
    ]


def _world(scene: Scene) -> Scene:
    """The scene without who films it when: what two shots have in common."""
    return replace(scene, camera=Camera(), start_s=0.0, duration_s=0.0)


def _joined(picked: list[tuple[Timeline, int]], width: int, height: int) -> Timeline:
    """One timeline of (timeline, frame) picks, its camera as it is at this size."""
    first = picked[0][0]
    lenses = [lens_at(timeline.camera, frame, width, height) for timeline, frame in picked]
    eyes = np.array([lens.eye for lens in lenses])
    camera = CameraState(
        x=eyes[:, 0], y=eyes[:, 1], z=eyes[:, 2], zoom=np.array([lens.zoom for lens in lenses]),
        roll=np.array([lens.roll for lens in lenses]), aim=np.array([lens.aim for lens in lenses]),
    )  # fmt: skip
    times = [timeline.time_s(frame) for timeline, frame in picked]
    return Timeline(
        fps=first.fps,
        num_frames=len(picked),
        characters=tuple(
            _picked([(t.characters[i], f) for t, f in picked]) for i in range(len(first.characters))
        ),
        props=tuple(_picked([(t.props[i], f) for t, f in picked]) for i in range(len(first.props))),
        camera=camera,
        beats_s=_beats(picked),
        start_s=times[0],
    )  # fmt: skip


def _picked(picked: list[tuple[State, int]]) -> State:
    """One state of (state, frame) picks."""
    first = picked[0][0]
    arrays = [each.name for each in fields(first) if isinstance(getattr(first, each.name), np.ndarray)]
    values = {name: np.stack([getattr(state, name)[frame] for state, frame in picked]) for name in arrays}
    return replace(first, **values)


def _beats(picked: list[tuple[Timeline, int]]) -> np.ndarray:
    """Seconds in the film of the beats in the frames that are shown."""
    seen = []
    for number, (timeline, frame) in enumerate(picked):
        within = timeline.beats_s - frame / timeline.fps
        seen.extend(number / timeline.fps + within[(within >= 0) & (within < 1 / timeline.fps)])
    return np.array(seen)

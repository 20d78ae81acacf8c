"""`sample_film`: films by chance, cut as film makers cut: closer, shot and reverse shot, going on, an insert.

Every shot shows the same happening at its own time, so cast, place, light and the action stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mudong.world.film.value import Film, FilmShot
from mudong.world.kinds import ActionKind, CameraMove, Expression, Framing, View
from mudong.world.sample import is_held_out, sample
from mudong.world.scene import Camera, Feeling, Scene

FEWEST, MOST = 2, 4
_FRAME_S = 1 / 24
_LENGTHS = (16, 20, 21, 24)
"""Frames of 1/24 s that a shot lasts."""
_FADE_S = 6 * _FRAME_S
_FADED = 0.15
"""Share of films whose last shot is faded to."""
_REACTS = 0.4
"""Share of close-ups in which the face changes."""
_FACING = (View.THREE_QUARTER_RIGHT, View.THREE_QUARTER_LEFT)
_APART_M = 0.62
_STILL = (
    ActionKind.STAND, ActionKind.WAVE, ActionKind.CLAP, ActionKind.POINT, ActionKind.CRY, ActionKind.LAUGH,
    ActionKind.BOX,
)  # fmt: skip
"""What two who look at each other may do."""

Cut = Callable[[Scene, int, np.random.Generator], list[Camera] | None]


def sample_film(seed: int, *, shots: int | None = None, held_out: bool = False) -> Film:
    """The film of a seed, of 2 to 4 shots by chance or as wished: from the training combinations, or those held out.

    Raises `ValueError` for another number of shots.
    """
    if shots is not None and not FEWEST <= shots <= MOST:
        raise ValueError(f"a film has {FEWEST} to {MOST} shots, not {shots}")
    wish = np.random.default_rng((seed, 17))
    count = shots or int(wish.integers(FEWEST, MOST + 1))
    style = _STYLES[int(wish.integers(len(_STYLES)))]
    for attempt in range(1000):
        rng = np.random.default_rng((seed, attempt, 18))
        scene = sample(int(rng.integers(2**31)), held_out=held_out)
        film = _cut(scene, style, count, rng, seed)
        if film is not None and is_held_out(film.shots[0].scene) == held_out:
            return film
    raise AssertionError("every way to cut has scenes that it fits")


def next_scene(scene: Scene, camera: Camera, duration_s: float | None = None) -> Scene:
    """The shot after the scene's: the same happening from the moment of the cut on, seen by another camera."""
    later = scene.start_s + scene.duration_s
    return replace(scene, camera=camera, start_s=later, duration_s=duration_s or scene.duration_s)


def _cut(scene: Scene, style: Cut, count: int, rng: np.random.Generator, seed: int) -> Film | None:
    if style is _reversed:
        scene = _face_to_face(scene)
    cameras = style(scene, count, rng)
    if cameras is None:
        return None
    scenes: list[Scene] = []
    for camera in cameras:
        duration_s = _LENGTHS[int(rng.integers(len(_LENGTHS)))] * _FRAME_S
        first = replace(scene, camera=camera, duration_s=duration_s)
        scenes.append(next_scene(scenes[-1], camera, duration_s) if scenes else first)
    *before, last = (FilmShot(scene=each) for each in _reacting(scenes, rng))
    if rng.random() < _FADED:
        # While two shots are seen at once, it is the same moment in both.
        last = FilmShot(scene=replace(last.scene, start_s=last.scene.start_s - _FADE_S), fade_s=_FADE_S)
    return Film(seed=seed, shots=(*before, last))


def _closer(scene: Scene, count: int, rng: np.random.Generator) -> list[Camera]:
    """Where it is, who it is, the face: from wide to close."""
    lead = int(rng.integers(len(scene.cast)))
    near = Camera(framing=Framing.CLOSE, subject=lead)
    steps = [
        Camera(framing=Framing.WIDE),
        Camera(framing=Framing.CLOSE),
        Camera(framing=Framing.MEDIUM, subject=lead),
        replace(near, move=CameraMove.ZOOM, amount=0.12) if rng.random() < 0.5 else near,
    ]
    return [steps[i] for i in {2: (0, 3), 3: (0, 2, 3), 4: (0, 1, 2, 3)}[count]]


def _reversed(scene: Scene, count: int, rng: np.random.Generator) -> list[Camera] | None:
    """Two who face each other: both, then one and the other in turn, each on their own side of the line."""
    if len(scene.cast) < 2:
        return None
    framing = (Framing.CLOSE, Framing.MEDIUM)[int(rng.integers(2))]
    begins = int(rng.integers(2))
    # Room is left before the face, on the side that it looks to.
    turns = [Camera(framing=framing, subject=(begins + i) % 2, x=(0.08, -0.08)[(begins + i) % 2]) for i in range(count)]
    return turns if count == 2 else [Camera(framing=Framing.MEDIUM), *turns[1:]]


def _going_on(scene: Scene, count: int, rng: np.random.Generator) -> list[Camera]:
    """What is done goes on over cuts between near and far, the first shot filmed as the scene asks."""
    lead = int(rng.integers(len(scene.cast)))
    pieces = [
        Camera(framing=Framing.MEDIUM, subject=lead), Camera(framing=Framing.CLOSE, subject=lead),
        Camera(framing=Framing.MEDIUM), Camera(framing=Framing.WIDE),
    ]  # fmt: skip
    if len(scene.cast) > 1:
        pieces.append(Camera(framing=Framing.WIDE, subject=lead))
    cameras = [scene.camera]
    while len(cameras) < count:
        options = [each for each in pieces if _jump(each) != _jump(cameras[-1])]
        cameras.append(options[int(rng.integers(len(options)))])
    return cameras


def _insert(scene: Scene, count: int, rng: np.random.Generator) -> list[Camera] | None:
    """Everybody, the thing that it is about, and back to somebody's face."""
    if not scene.props:
        return None
    thing = Camera(framing=Framing.CLOSE, subject=len(scene.cast))
    face = Camera(framing=Framing.CLOSE, subject=int(rng.integers(len(scene.cast))))
    ending = [face, Camera(framing=Framing.MEDIUM)]
    return [replace(scene.camera, framing=Framing.MEDIUM), thing, *ending][:count]


_STYLES: tuple[Cut, ...] = (_closer, _reversed, _going_on, _insert)


def _jump(camera: Camera) -> tuple[int | None, Framing]:
    """What has to change at a cut, or it looks like a fault."""
    return camera.subject, camera.framing


def _face_to_face(scene: Scene) -> Scene:
    """The first two of the cast turned to each other, if what they do lets them."""
    pair = scene.cast[:2]
    if len(pair) < 2 or any(who.actions[0].kind not in _STILL for who in pair):
        return replace(scene, cast=scene.cast[:1], props=())
    sides = (-_APART_M, _APART_M)
    cast = tuple(replace(who, x=x, z=0.0, view=view) for who, x, view in zip(pair, sides, _FACING, strict=True))
    return replace(scene, cast=cast, props=tuple(p for p in scene.props if p.held_by is None or p.held_by < 2))


def _reacting(scenes: list[Scene], rng: np.random.Generator) -> list[Scene]:
    """The same shots, in which somebody's face may change as soon as it is seen close."""
    for scene in scenes[1:]:
        subject = scene.camera.subject
        near = scene.camera.framing is Framing.CLOSE
        if subject is None or not near or subject >= len(scene.cast) or rng.random() > _REACTS:
            continue
        before = scene.cast[subject].feelings[0].expression
        others = [each for each in Expression if each is not before]
        felt = Feeling(expression=others[int(rng.integers(len(others)))], start_s=round(scene.start_s + 0.2, 3))
        return [_feeling(each, subject, felt) for each in scenes]
    return scenes


def _feeling(scene: Scene, number: int, felt: Feeling) -> Scene:
    who = scene.cast[number]
    changed = replace(who, feelings=(*who.feelings, felt))
    return replace(scene, cast=(*scene.cast[:number], changed, *scene.cast[number + 1 :]))

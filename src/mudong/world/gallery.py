"""One picture with everything: every species, place, style and many actions, as a contact sheet of scenes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from statistics import fmean

import numpy as np

from mudong.media.sheet import contact_sheet
from mudong.world.kinds import Framing
from mudong.world.painter import Painter
from mudong.world.sample import sample
from mudong.world.scene import Scene
from mudong.world.simulate import simulate

COUNT = 60
COLUMNS = 10
_SIDE = 288
_FPS = 24.0
_FRAMES = 21
_POOL = 900
_OFTEN = {
    "Style.flat": 3, "Weather.clear": 5, "Expression.happy": 4, "Expression.neutral": 2, "Season.summer": 4,
    "Weather.fog": 0.5, "Light.morning": 3, "Light.noon": 5, "Light.golden_hour": 2, "Light.horror": 0.5,
    "cast of 1": 12, "cast of 2": 8, "cast of 3": 4,
}  # fmt: skip
"""What a picture book shows more often, or less, than the rest of its kind."""


def draw_gallery(seed: int = 0) -> np.ndarray:
    """(H, W, 3) uint8: `COUNT` scenes that together show every species, place, light, weather, style and action."""
    return contact_sheet([_picture(scene) for scene in gallery_scenes(seed)], columns=COLUMNS, width=1800)


def gallery_scenes(seed: int = 0) -> Iterator[Scene]:
    """The scenes of the gallery: of many chance draws, always the one of what has been shown least."""
    framings = (Framing.CLOSE, Framing.MEDIUM)
    pool = [sample(seed * _POOL + number, framing=framings[number % 2]) for number in range(_POOL)]
    shown: Counter[str] = Counter()
    for _ in range(COUNT):
        chosen = min(pool, key=lambda scene: fmean(shown[kind] / _OFTEN.get(kind, 1) for kind in _kinds(scene)))
        pool.remove(chosen)
        shown.update(_kinds(chosen))
        yield chosen


def _kinds(scene: Scene) -> list[str]:
    """Everything that a scene shows an example of, once for each time."""
    kinds: list[StrEnum] = [scene.place, scene.light, scene.weather, scene.season, scene.style]
    for who in scene.cast:
        kinds += [who.identity.species, who.actions[0].kind, who.feelings[0].expression]
    kinds += [prop.kind for prop in scene.props]
    return [f"{type(kind).__name__}.{kind}" for kind in kinds] + [f"cast of {len(scene.cast)}"]


def _picture(scene: Scene) -> np.ndarray:
    painter = Painter(scene, simulate(scene, _FRAMES, _FPS), _SIDE, _SIDE)
    return painter.frame(_FRAMES // 2, truth=False).pixels

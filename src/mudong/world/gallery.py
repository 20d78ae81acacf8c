"""One picture with everything: every species, place, style and many actions, as a contact sheet of scenes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from statistics import fmean

import cv2
import numpy as np

from mudong.media.sheet import contact_sheet
from mudong.world.kinds import Framing
from mudong.world.painter import Painter
from mudong.world.sample import sample
from mudong.world.scene import Scene
from mudong.world.simulate import simulate

COUNT = 60
COLUMNS = 10
WIDTH = 2400
_SIDE = 288
_FPS = 24.0
_FRAMES = 21
_POOL = 900
_CHOICE = 5
_LOOK, _AROUND = 64, 9
"""Pixels: the side of the pictures that a choice is made by, and how far around the cast it looks."""
_OFTEN = {
    "Style.flat": 3, "Weather.clear": 5, "Expression.happy": 4, "Expression.neutral": 2, "Season.summer": 4,
    "Weather.fog": 0.5, "Light.morning": 3, "Light.noon": 5, "Light.golden_hour": 2, "Light.horror": 0.5,
    "cast of 1": 12, "cast of 2": 8, "cast of 3": 4,
}  # fmt: skip
"""What a picture book shows more often, or less, than the rest of its kind."""


def draw_gallery(seed: int = 0) -> np.ndarray:
    """(H, W, 3) uint8: `COUNT` scenes that together show every species, place, light, weather, style and action."""
    return contact_sheet([_picture(scene) for scene in gallery_scenes(seed)], columns=COLUMNS, width=WIDTH)


def gallery_scenes(seed: int = 0) -> Iterator[Scene]:
    """The scenes of the gallery: of many chance draws, always one of what has been shown least, and seen best."""
    framings = (Framing.CLOSE, Framing.MEDIUM)
    pool = [sample(seed * _POOL + number, framing=framings[number % 2]) for number in range(_POOL)]
    shown: Counter[str] = Counter()
    for _ in range(COUNT):
        pool.sort(key=lambda scene: fmean(shown[kind] / _OFTEN.get(kind, 1) for kind in _kinds(scene)))
        chosen = max(pool[:_CHOICE], key=_standing_out)
        pool.remove(chosen)
        shown.update(_kinds(chosen))
        yield chosen


def _standing_out(scene: Scene) -> float:
    """How well the cast is seen: its own contrast and that to what is around it, in levels of brightness."""
    shot = Painter(scene, simulate(scene, _FRAMES, _FPS), _LOOK, _LOOK).frame(_FRAMES // 2, truth=True)
    grey = cv2.cvtColor(shot.pixels, cv2.COLOR_RGB2GRAY).astype(float)
    cast = (shot.objects > 0).astype(np.uint8)
    around = (cv2.dilate(cast, np.ones((_AROUND, _AROUND), np.uint8)) > 0) & (cast == 0)
    return float(grey[cast > 0].std() + abs(grey[cast > 0].mean() - grey[around].mean()))


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

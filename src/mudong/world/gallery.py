"""One picture with everything: every species, place, style and many actions, as a contact sheet of scenes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from mudong.media.sheet import contact_sheet
from mudong.world.kinds import ActionKind, Framing, Light, Place, Species, Style, Weather
from mudong.world.painter import Painter
from mudong.world.sample import identity, sample
from mudong.world.scene import Action, Scene
from mudong.world.simulate import simulate

COUNT = 60
COLUMNS = 10
_SIDE = 288
_FPS = 24.0
_FRAMES = 21
_INDOORS = (Place.ROOM, Place.NURSERY, Place.STAGE, Place.BOXING_RING, Place.UNDERWATER)


def draw_gallery(seed: int = 0) -> np.ndarray:
    """(H, W, 3) uint8: `COUNT` scenes that together show every species, place, light, weather, style and action."""
    return contact_sheet([_picture(scene) for scene in gallery_scenes(seed)], columns=COLUMNS, width=1800)


def gallery_scenes(seed: int = 0) -> Iterator[Scene]:
    """The scenes of the gallery: chance draws, with every kind taking its turn."""
    for number in range(COUNT):
        rng = np.random.default_rng((seed, number, 5))
        scene = sample(seed + number, framing=(Framing.CLOSE, Framing.MEDIUM)[number % 2])
        lead = scene.cast[0]
        species = tuple(Species)[number % len(Species)]
        action = Action(kind=tuple(ActionKind)[number % len(ActionKind)], direction=1)
        lead = replace(lead, identity=identity(rng, species), actions=(action,))
        place = tuple(Place)[number % len(Place)]
        weather = Weather.CLEAR if place in _INDOORS else tuple(Weather)[number // 2 % len(Weather)]
        light = Light.STAGE if place is Place.STAGE else tuple(Light)[number // 3 % len(Light)]
        style = Style.FLAT if number % 3 else tuple(Style)[number // 3 % len(Style)]
        yield replace(
            scene, cast=(lead, *scene.cast[1:]), place=place, weather=weather, light=light, style=style
        )  # fmt: skip


def _picture(scene: Scene) -> np.ndarray:
    painter = Painter(scene, simulate(scene, _FRAMES, _FPS), _SIDE, _SIDE)
    return painter.frame(_FRAMES // 2, truth=False).pixels

"""A place as a pile of layers from far to near. Layers that do not move by themselves are drawn once per camera."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

import skia

from mudong.world.draw.pen import Pen, polygon
from mudong.world.draw.plane import screen
from mudong.world.draw.scenery import Setting
from mudong.world.kinds import Light, Weather

Draw = Callable[[Pen, Setting], None]
MAX_PICTURES = 3
"""Pictures of still layers kept: enough for one clip with a standing camera, little memory at 2160 lines."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What one layer draws. moves: looks at `setting.time_s`."""

    draw: Draw
    moves: bool = False


class Layered:
    """The artist of a place made of layers; see `scenery.PlaceArtist`."""

    def __init__(self, back: tuple[Layer, ...], front: tuple[Layer, ...] = ()) -> None:
        """back, front: from far to near."""
        self._back, self._front = _groups((*back, Layer(_veil))), _groups(front)

    def behind(self, pen: Pen, setting: Setting) -> None:
        """Everything behind the cast."""
        _draw(self._back, pen, setting.staged())

    def front(self, pen: Pen, setting: Setting) -> None:
        """What stands before the cast."""
        _draw(self._front, pen, setting.staged())


Groups = tuple[tuple[Layer, ...], ...]


def _groups(layers: tuple[Layer, ...]) -> Groups:
    return tuple(tuple(group) for _, group in groupby(layers, key=lambda layer: layer.moves))


def _draw(groups: Groups, pen: Pen, setting: Setting) -> None:
    for layers in groups:
        if layers[0].moves or not _plain(pen):
            for layer in layers:
                layer.draw(pen, setting)
        else:
            pen.canvas.drawImage(_picture(layers, pen.width, pen.height, replace(setting, time_s=0.0)), 0, 0)


def _veil(pen: Pen, setting: Setting) -> None:
    """Fog before the cast's surroundings, so that the cast stays clearer than what is behind it."""
    if setting.weather is Weather.FOG:
        dark = setting.light in (Light.NIGHT, Light.HORROR)
        with screen(pen, setting.lens):
            pen.shape(polygon(((-20, -20), (20, -20), (20, 20), (-20, 20))), "#aab6ca70" if dark else "#f1f5f678")


def _plain(pen: Pen) -> bool:
    """Whether a picture drawn apart looks the same as drawing with this pen: places ask for no outlines."""
    return type(pen) is Pen and not pen.mask and pen.canvas.getTotalMatrix().isIdentity()


@lru_cache(maxsize=MAX_PICTURES)
def _picture(layers: tuple[Layer, ...], width: int, height: int, setting: Setting) -> skia.Image:
    surface = Pen(width, height)
    for layer in layers:
        layer.draw(surface, setting)
    return surface.canvas.getSurface().makeImageSnapshot()

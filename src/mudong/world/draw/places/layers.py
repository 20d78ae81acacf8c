"""A place as a pile of layers from far to near, and the same through all lenses of one clip, which costs much less."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mudong.world.draw.depth import DepthPen
from mudong.world.draw.pen import Kept, Pen, polygon
from mudong.world.draw.plane import screen
from mudong.world.draw.recorder import Recorder
from mudong.world.draw.scenery import PlaceArtist, Setting
from mudong.world.kinds import Light, Weather
from mudong.world.lens import Lens

Draw = Callable[[Pen, Setting], None]


@dataclass(frozen=True, slots=True)
class Layer:
    """What one layer draws, all of it on planes (`plane.py`). moves: looks at `setting.time_s`.

    fixed: looks at nothing of the lens but its roll, as the sky does.
    """

    draw: Draw
    moves: bool = False
    fixed: bool = False


class Layered:
    """The artist of a place made of layers; see `scenery.PlaceArtist`."""

    def __init__(self, back: tuple[Layer, ...], front: tuple[Layer, ...] = ()) -> None:
        """back, front: from far to near."""
        self._back, self._front = (*back, Layer(_veil)), front

    def behind(self, pen: Pen, setting: Setting) -> None:
        """Everything behind the cast."""
        _draw(self._back, pen, setting.staged())

    def front(self, pen: Pen, setting: Setting) -> None:
        """What stands before the cast."""
        _draw(self._front, pen, setting.staged())

    def filmed(self, lenses: Sequence[Lens], size: float = 1.0) -> PlaceArtist:
        """The same place for the frames of one clip, which see it through `lenses` and else in one setting.

        size: of that setting.
        """
        views = tuple(lens.scaled(size) for lens in dict.fromkeys(lenses))
        return _Filmed(self._back, self._front, views)


class _Filmed:
    """Layers that do not move are described once a clip, and drawn once where the camera stands."""

    def __init__(self, back: Sequence[Layer], front: Sequence[Layer], views: tuple[Lens, ...]) -> None:
        self._back, self._front = ([_Group(layers, views) for layers in _grouped(pile)] for pile in (back, front))

    def behind(self, pen: Pen, setting: Setting) -> None:
        setting = setting.staged()
        for group in self._back:
            group.draw(pen, setting)

    def front(self, pen: Pen, setting: Setting) -> None:
        setting = setting.staged()
        for group in self._front:
            group.draw(pen, setting)


def _grouped(layers: Sequence[Layer]) -> list[tuple[Layer, ...]]:
    return [tuple(group) for _, group in groupby(layers, key=lambda layer: (layer.moves, layer.fixed))]


class _Group:
    """Neighbouring layers that all move, or all stand still, or are all fixed."""

    def __init__(self, layers: tuple[Layer, ...], views: tuple[Lens, ...]) -> None:
        rolls_only = [lens.roll for lens in views] if layers[0].fixed else views
        self._layers, self._views, self._stands = layers, views, len(set(rolls_only)) <= 1
        self._recorded: Recorder | None = None
        self._kept: Kept | None = None

    def draw(self, pen: Pen, setting: Setting) -> None:
        plain = type(pen) is Pen and not pen.mask
        if not self._layers[0].moves and not self._stands and (plain or isinstance(pen, DepthPen)):
            self._recording(pen, setting).replay(pen, setting.lens)
        elif self._layers[0].moves or not plain:
            _draw(self._layers, pen, setting)
        else:
            pen.lay(self._picture(pen, setting))

    def _recording(self, pen: Pen, setting: Setting) -> Recorder:
        if self._recorded is None:
            self._recorded = Recorder(pen.width, pen.height)
            wide = replace(setting, time_s=0.0, lens=replace(setting.lens, views=self._views))
            _draw(self._layers, self._recorded, wide)
        return self._recorded

    def _picture(self, pen: Pen, setting: Setting) -> Kept:
        if self._kept is None:
            apart = Pen(pen.width, pen.height)
            _draw(self._layers, apart, replace(setting, time_s=0.0))
            self._kept = apart.kept()
        return self._kept


def _draw(layers: Sequence[Layer], pen: Pen, setting: Setting) -> None:
    for layer in layers:
        layer.draw(pen, setting)


def _veil(pen: Pen, setting: Setting) -> None:
    """Fog before the cast's surroundings, so that the cast stays clearer than what is behind it."""
    if setting.weather is Weather.FOG:
        dark = setting.light in (Light.NIGHT, Light.HORROR)
        with screen(pen, setting.lens):
            pen.shape(polygon(((-20, -20), (20, -20), (20, 20), (-20, 20))), "#aab6ca70" if dark else "#f1f5f678")

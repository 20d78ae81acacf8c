"""Which plane of a place is seen in each pixel: artists draw as ever, and a pen notes where what they draw stands.

What flow is computed from; `plane.py` says on which plane the next shapes lie. Knows no colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import skia

from mudong.world.draw.pen import Fill, Pen


@dataclass(frozen=True, slots=True)
class Upright:
    """Everything at depth `z` metres."""

    z: float


@dataclass(frozen=True, slots=True)
class Level:
    """Everything at height `y` metres: the ground."""

    y: float


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is fixed to the frame whatever the eye does, and only rolls with it: the sky."""


Plane = Upright | Level | Fixed


class DepthPen(Pen):
    """Draws nothing to look at: `seen()` says which of `planes` is on top in each pixel."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(width, height, mask=True)
        self.planes: list[Plane] = []
        self._labels = np.zeros((height, width), np.uint8)
        self._clear = skia.Paint(Color=0)

    def turn_to(self, plane: Plane) -> None:
        """The next shapes lie on `plane`."""
        if not self.planes or plane != self.planes[-1]:
            self._settle()
            self.planes.append(plane)

    def seen(self) -> np.ndarray:
        """(H, W) uint8: the index into `planes` plus one, 0 where nothing was drawn."""
        self._settle()
        return self._labels

    def _settle(self) -> None:
        if self.planes:
            np.copyto(self._labels, len(self.planes), where=self.pixels()[..., 3] > 127)
            self.clear()

    def _paint(self, fill: Fill) -> skia.Paint:
        # Light and mist are seen through: what is behind them is what moves.
        return self._clear if _faint(fill) else super()._paint(fill)


@lru_cache(maxsize=4096)
def _faint(fill: Fill) -> bool:
    colours = (fill,) if isinstance(fill, str) else fill.colours
    return all(len(colour) == 9 and int(colour[7:], 16) < 128 for colour in colours)


def note(pen: Pen, plane: Plane) -> None:
    """Tell a pen that asks on which plane the next shapes lie."""
    if isinstance(pen, DepthPen):
        pen.turn_to(plane)

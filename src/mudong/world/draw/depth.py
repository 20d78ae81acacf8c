"""Which plane of a place is seen in each pixel: artists draw as ever, and a pen notes where what they draw stands.

What flow is computed from; `plane.py` says on which plane the next shapes lie. Knows no colours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.world.draw.pen import Pen


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
    """Draws nothing to look at: `seen()` says which of `planes` is on top in each pixel.

    Light and mist are seen through: what is behind them is what moves.
    """

    def __init__(self, width: int, height: int) -> None:
        super().__init__(width, height)
        self.planes: list[Plane] = []
        self._labels = np.zeros((height, width), np.uint8)

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
            np.copyto(self._labels, len(self.planes), where=self._bgra[..., 3] > 127)
            self.clear()


def note(pen: Pen, plane: Plane) -> None:
    """Tell a pen that asks on which plane the next shapes lie."""
    if isinstance(pen, DepthPen):
        pen.turn_to(plane)

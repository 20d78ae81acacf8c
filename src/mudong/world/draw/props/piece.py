"""`Piece`: what an artist of one thing is given, in the thing's own turned pixel coordinates around its middle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from mudong.world.draw.pen import Pen
from mudong.world.scene import Prop


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """prop: its colours and pattern. size: `prop.size` in pixels. unit: pixels per metre.

    angle: radians counter-clockwise that the thing is turned by (the canvas is turned already; light is not).
    extra: (n,) metres and radians of its kind, see `physics.props`.
    """

    prop: Prop
    size: float
    unit: float
    angle: float
    extra: np.ndarray

    @property
    def colour(self) -> str:
        """The main colour."""
        return self.prop.colour

    @property
    def second(self) -> str:
        """The second colour."""
        return self.prop.second


class PropArtist(Protocol):
    """Draws one kind of thing around (0, 0)."""

    def __call__(self, pen: Pen, piece: Piece) -> None:
        """Draw it."""
        ...

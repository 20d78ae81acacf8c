"""What an artist is given to draw a place: the lens, the light, the time; and how places are layered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from mudong.world.draw.pen import Pen
from mudong.world.kinds import Light, Season, Weather
from mudong.world.lens import Lens


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """lens: of this frame. time_s: for what moves by itself (clouds, water). seed: for what is random but fixed.

    size: of the place's metre in metres: places are built small for small casts, so that they show whole behind them.
    wet: the ground mirrors (rain). snowy: it lies under snow; season: of what grows.
    """

    lens: Lens
    time_s: float
    seed: int
    light: Light
    weather: Weather
    size: float = 1.0
    season: Season = Season.SUMMER

    @property
    def wet(self) -> bool:
        """Whether the ground is wet."""
        return self.weather in (Weather.RAIN, Weather.THUNDER)

    @property
    def snowy(self) -> bool:
        """Whether snow falls or has fallen."""
        return self.weather is Weather.SNOW or self.season is Season.WINTER

    def staged(self) -> Setting:
        """The same in the place's own metres: the lens stands as much farther off as the place is smaller."""
        return self if self.size == 1.0 else replace(self, lens=self.lens.scaled(self.size), size=1.0)


class PlaceArtist(Protocol):
    """Draws one place in noon light; light and weather are laid over it afterwards by others.

    All sizes and places are metres put through `setting.lens`, so that parallax and any resolution come by themselves.
    """

    def behind(self, pen: Pen, setting: Setting) -> None:
        """Sky, distance and ground: everything behind the cast, opaque over the whole frame."""
        ...

    def front(self, pen: Pen, setting: Setting) -> None:
        """What stands before the cast (grass blades, a railing); may draw nothing."""
        ...

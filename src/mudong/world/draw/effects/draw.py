"""`draw_effects`: what plays behind and before a thing. One pair of functions a kind; a new kind is one row here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mudong.world.draw.effects.aura import Aura
from mudong.world.draw.effects.fire import flames_before, flames_behind
from mudong.world.draw.effects.ice import ice_before, ice_behind
from mudong.world.draw.effects.lightning import bolts_before, bolts_behind
from mudong.world.draw.effects.smoke import puffs_before, puffs_behind
from mudong.world.draw.effects.sparkle import stars_before, stars_behind
from mudong.world.draw.pen import Pen
from mudong.world.kinds import Effect

_DRAWN: dict[Effect, tuple[Callable[[Pen, Aura], None], Callable[[Pen, Aura], None]]] = {
    Effect.FIRE: (flames_behind, flames_before),
    Effect.ICE: (ice_behind, ice_before),
    Effect.LIGHTNING: (bolts_behind, bolts_before),
    Effect.SPARKLE: (stars_behind, stars_before),
    Effect.SMOKE: (puffs_behind, puffs_before),
}


def draw_effects(pen: Pen, effects: Iterable[Effect], aura: Aura, *, before: bool) -> None:
    """What plays behind a thing, to be drawn first, or `before` it."""
    for effect in effects:
        _DRAWN[effect][before](pen, aura)

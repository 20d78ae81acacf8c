"""How things are built, as shares of their `size`: what both their movers and their artists must agree on."""

from __future__ import annotations

from collections.abc import Mapping

from mudong.world.kinds import PropKind

BOB_RADIUS = 0.19
"""Of a pendulum's bob, over the string's length."""
PLANK_THICKNESS, FULCRUM_HEIGHT, LOAD_SIDE = 0.05, 0.16, 0.17
"""Of a seesaw, over the plank's length; the fulcrum from the plank's middle to the ground."""
DRAGON_FROM_M = 1.2
"""Boats at least this long are dragon boats."""

EXTENT: Mapping[PropKind, tuple[float, float]] = {
    PropKind.BALL: (1.0, 1.0),
    PropKind.BAG: (1.0, 1.0),
    PropKind.UMBRELLA: (1.0, 0.98),
    PropKind.BALLOON: (0.86, 1.0),
    PropKind.BOX: (1.0, 1.0),
    PropKind.CRATE: (1.0, 1.0),
    PropKind.GLASS: (0.6, 0.97),
    PropKind.LENS: (0.73, 1.0),
    PropKind.PENDULUM: (2 * BOB_RADIUS, 2 * BOB_RADIUS),
    PropKind.SEESAW: (1.0, 2 * FULCRUM_HEIGHT),
    PropKind.BLOCK: (1.0, 1.0),
    PropKind.BOAT: (0.96, 0.25),
    PropKind.DUCK: (1.0, 0.98),
    PropKind.LAMP: (0.5, 1.0),
    PropKind.FLOWER: (0.5, 1.0),
    PropKind.DRUM: (1.0, 0.62),
}
"""Width and height over `size`, around the middle: what it stands on and bumps with."""

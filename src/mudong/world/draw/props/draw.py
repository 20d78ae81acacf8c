"""`draw_prop`: any thing, anywhere, turned. One artist a kind; a new kind is one row here."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mudong.world.draw.pen import Pen
from mudong.world.draw.props.bag import draw_bag
from mudong.world.draw.props.ball import draw_ball
from mudong.world.draw.props.balloon import draw_balloon
from mudong.world.draw.props.boat import draw_boat
from mudong.world.draw.props.boxes import draw_block, draw_box, draw_crate
from mudong.world.draw.props.drum import draw_drum
from mudong.world.draw.props.duck import draw_duck
from mudong.world.draw.props.flower import draw_flower
from mudong.world.draw.props.glass import draw_glass, draw_lens
from mudong.world.draw.props.lamp import draw_lamp
from mudong.world.draw.props.piece import Piece, PropArtist
from mudong.world.draw.props.swing import draw_pendulum, draw_seesaw
from mudong.world.draw.props.umbrella import draw_umbrella
from mudong.world.kinds import PropKind
from mudong.world.scene import Prop

ARTISTS: Mapping[PropKind, PropArtist] = {
    PropKind.BALL: draw_ball,
    PropKind.BAG: draw_bag,
    PropKind.UMBRELLA: draw_umbrella,
    PropKind.BALLOON: draw_balloon,
    PropKind.BOX: draw_box,
    PropKind.CRATE: draw_crate,
    PropKind.GLASS: draw_glass,
    PropKind.LENS: draw_lens,
    PropKind.PENDULUM: draw_pendulum,
    PropKind.SEESAW: draw_seesaw,
    PropKind.BLOCK: draw_block,
    PropKind.BOAT: draw_boat,
    PropKind.DUCK: draw_duck,
    PropKind.LAMP: draw_lamp,
    PropKind.FLOWER: draw_flower,
    PropKind.DRUM: draw_drum,
}


def draw_prop(
    pen: Pen,
    prop: Prop,
    place_px: np.ndarray,
    unit: float,
    angle: float = 0.0,
    extra: np.ndarray | tuple[float, ...] = (),
) -> None:
    """Draw `prop` with its middle at `place_px` (2,), `unit` pixels per metre.

    angle: radians counter-clockwise. extra: (n,) of its `PropState` in this frame. Its light comes from the upper left
    whatever the angle.
    """
    piece = Piece(prop=prop, size=prop.size * unit, unit=unit, angle=float(angle), extra=np.asarray(extra, np.float64))
    with pen.at(float(place_px[0]), float(place_px[1]), angle=-float(angle)):
        ARTISTS[prop.kind](pen, piece)
